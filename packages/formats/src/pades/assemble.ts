/**
 * From a signature value to the sealed PDF.
 *
 * @module
 */
import {
  type AdesLevel,
  type AssembleContext,
  CoreError,
  includesLevel,
  type SealedDocument,
} from '@eseal/core';
import { encode } from '@eseal/core/asn1';
import { stampSignatureValue } from '../cades/level-t.ts';
import { fillSealFrame } from '../cades/signed-data.ts';
import { embedContents } from './byte-range.ts';
import type { PreparedPades } from './prepare.ts';

/** Puts the signature value, and from B-T on a timestamp over it, in place (EN 319 142-1 §6.3). */
export async function assemblePades(
  prepared: PreparedPades,
  signatureValue: Uint8Array,
  context: AssembleContext,
): Promise<SealedDocument> {
  assertLevel(context.adesLevel);
  const { sealer, dataToBeSigned: signedAttributes, layout } = prepared;
  const values = includesLevel(context.adesLevel, 'B-T')
    ? { signedAttributes, signatureValue, timestampToken: await stampSignatureValue(signatureValue, context) }
    : { signedAttributes, signatureValue };
  return embedContents(layout, encode(fillSealFrame(sealer.frame, values)));
}

/**
 * Refuses levels that need more than a timestamp.
 *
 * @throws CoreError `UNSUPPORTED_LEVEL`
 */
export function assertLevel(level: AdesLevel): void {
  if (includesLevel(level, 'B-LT'))
    throw new CoreError('UNSUPPORTED_LEVEL', `PAdES ${level} is not supported yet`);
}
