/**
 * From a signature value to the finished seal.
 *
 * @module
 */
import {
  type AssembleContext,
  assertNever,
  createSealedDocument,
  includesLevel,
  type SealedDocument,
  type SealedPart,
} from '@eseal/core';
import { type DerNode, type ExternalContent, encodeParts } from '@eseal/core/asn1';
import { stampSignatureValue } from './level-t.ts';
import { isDetached } from './place.ts';
import type { PreparedCades } from './prepare.ts';
import { fillSealFrame } from './signed-data.ts';

/** Puts the signature value, and from B-T on a timestamp over it, in place. */
export async function assembleCades(
  prepared: PreparedCades,
  signatureValue: Uint8Array,
  context: AssembleContext,
): Promise<SealedDocument> {
  const { dataToBeSigned: signedAttributes, place, sealer, unsignedAttributes } = prepared;
  const timestampTokens = includesLevel(context.adesLevel, 'B-T')
    ? await stampSignatureValue(signatureValue, context)
    : [];
  const values = { signedAttributes, signatureValue, timestampTokens, unsignedAttributes };
  switch (place.kind) {
    case 'detached':
      return toSealedDocument(fillSealFrame(sealer.frame, values), 'detached');
    case 'attached': {
      const { content } = place;
      return toSealedDocument(fillSealFrame(sealer.frame, { ...values, content }), 'attached', content);
    }
    case 'parallel': {
      const { addSignerInfo } = await import('./parallel.ts');
      const packaging = isDetached(place) ? 'detached' : 'attached';
      return toSealedDocument(addSignerInfo(place.existing, sealer.frame, values), packaging);
    }
    case 'counter-signature': {
      const { addCounterSignature } = await import('./counter-signature.ts');
      const { countersigned } = place;
      const packaging = countersigned.existing.content === undefined ? 'detached' : 'attached';
      return toSealedDocument(addCounterSignature(countersigned, sealer.frame, values), packaging);
    }
    default:
      return assertNever(place);
  }
}

/** The encoding as a sealed document; the one content that was left outside stays where it is. */
export function toSealedDocument(
  node: DerNode,
  packaging: 'detached' | 'attached',
  content?: ExternalContent<SealedPart>,
): SealedDocument {
  const parts = encodeParts(node).flatMap((piece) => {
    if (piece instanceof Uint8Array) return [piece];
    return content === undefined ? [] : [content.source];
  });
  return createSealedDocument(mediaTypeOf(packaging), parts);
}

/** RFC 8551 §3.2, §3.5.3. */
export function mediaTypeOf(packaging: 'detached' | 'attached'): string {
  return packaging === 'detached' ? 'application/pkcs7-signature' : 'application/pkcs7-mime';
}
