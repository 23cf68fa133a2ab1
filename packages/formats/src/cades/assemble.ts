/**
 * From a signature value to the finished seal.
 *
 * @module
 */
import {
  type AssembleContext,
  createSealedDocument,
  includesLevel,
  type SealedDocument,
  type SealedPart,
} from '@eseal/core';
import { type DerNode, type ExternalContent, encodeParts } from '@eseal/core/asn1';
import { type Certificate, isSelfIssued } from '@eseal/core/x509';
import { assertAdesLevel, stampSignatureValue } from './level-t.ts';
import type { CadesOptions } from './options.ts';
import { addSignerInfo } from './parallel.ts';
import type { PreparedCades } from './prepare.ts';
import { buildSignedData } from './signed-data.ts';

/** Puts the signature value, and from B-T on a timestamp over it, in place. */
export async function assembleCades(
  prepared: PreparedCades,
  signatureValue: Uint8Array,
  options: CadesOptions,
  context: AssembleContext,
): Promise<SealedDocument> {
  assertAdesLevel(context.adesLevel);
  const { algorithm, certificates, dataToBeSigned: signedAttributes, place } = prepared;
  const timestampToken = includesLevel(context.adesLevel, 'B-T')
    ? await stampSignatureValue(signatureValue, context)
    : undefined;
  const parts = {
    algorithm,
    certificate: certificates[0],
    certificates: chooseCertificates(certificates, options.includeCertificates),
    signedAttributes,
    signatureValue,
    ...(timestampToken && { timestampToken }),
  };
  switch (place.kind) {
    case 'detached':
      return toSealedDocument(buildSignedData(parts), 'detached');
    case 'attached':
      return toSealedDocument(
        buildSignedData({ ...parts, content: place.content }),
        'attached',
        place.content,
      );
    case 'parallel':
      return toSealedDocument(
        addSignerInfo(place.existing, parts),
        place.existing.content === undefined ? 'detached' : 'attached',
      );
  }
}

function chooseCertificates(
  certificates: readonly Certificate[],
  included: CadesOptions['includeCertificates'] = 'all',
): readonly Certificate[] {
  switch (included) {
    case 'all':
      return certificates;
    case 'without-root':
      return certificates.filter((certificate, at) => at === 0 || !isSelfIssued(certificate));
    case 'seal':
      return certificates.slice(0, 1);
  }
}

/** The encoding as a sealed document; the one content that was left outside stays where it is. */
export function toSealedDocument(
  node: DerNode,
  packaging: 'detached' | 'attached',
  content?: ExternalContent<SealedPart>,
): SealedDocument {
  // RFC 8551 §3.2, §3.5.3
  const mediaType = packaging === 'detached' ? 'application/pkcs7-signature' : 'application/pkcs7-mime';
  const parts = encodeParts(node).flatMap((piece) => {
    if (piece instanceof Uint8Array) return [piece];
    return content === undefined ? [] : [content.source];
  });
  return createSealedDocument(mediaType, parts);
}
