/**
 * From a signature value to the sealed PDF.
 *
 * @module
 */
import { type AssembleContext, includesLevel, type SealedDocument } from '@eseal/core';
import { encode } from '@eseal/core/asn1';
import { stampSignatureValue } from '../cades/level-t.ts';
import { fillSealFrame } from '../cades/signed-data.ts';
import { embedContents } from './parse/byte-range.ts';
import type { PreparedPades } from './prepare.ts';

/** Puts the signature value, and from B-T on a timestamp over it, in place (EN 319 142-1 §6.3). */
export async function assemblePades(
  prepared: PreparedPades,
  signatureValue: Uint8Array,
  context: AssembleContext,
): Promise<SealedDocument> {
  const { sealer, dataToBeSigned: signedAttributes, layout } = prepared;
  const values = includesLevel(context.adesLevel, 'B-T')
    ? {
        signedAttributes,
        signatureValue,
        timestampTokens: await stampSignatureValue(signatureValue, context),
      }
    : { signedAttributes, signatureValue };
  return embedContents(layout, encode(fillSealFrame(sealer.frame, values)));
}
