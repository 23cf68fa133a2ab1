/**
 * B-T: a timestamp over the signature value (EN 319 122-1 §5.3, §6.3).
 *
 * @module
 */
import { type AssembleContext, CoreError } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';

/**
 * Tokens over the octets of a signature value, without its tag and length (EN 319 122-1 §5.3): one of each source.
 *
 * @throws CoreError `TIMESTAMP_SOURCE_MISSING` or what the source throws
 */
export async function stampSignatureValue(
  signatureValue: Uint8Array,
  { timestamps, signal }: Pick<AssembleContext, 'timestamps' | 'signal'>,
): Promise<readonly Uint8Array[]> {
  if (timestamps === undefined) {
    throw new CoreError('TIMESTAMP_SOURCE_MISSING', 'level B-T needs a source of timestamps');
  }
  return Promise.all(
    timestamps.map(async (source) =>
      source.stamp(await digestBytes(source.digestAlgorithm, signatureValue), signal && { signal }),
    ),
  );
}
