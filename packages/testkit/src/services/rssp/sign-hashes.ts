/** Values of digests, one for each, in their order. */
import type { SignatureTerms } from './algorithms.ts';
import type { RsspContext } from './context.ts';
import { isKind, takeFault } from './faults/fault.ts';
import { faultyValues } from './faults/faulty-values.ts';
import { rawValue } from './keys/ecdsa-value.ts';
import type { RsspCredential } from './model.ts';
import { Problem } from './problem.ts';

const isOfDevice = isKind('failing-device');

const isOfValues = isKind(
  ...(['permuted', 'short-list', 'long-list', 'duplicated-first'] as const),
  ...(['flipped-bit', 'wrong-key', 'raw-ecdsa', 'bare-digest'] as const),
);

/**
 * Signs, unless a fault is on.
 *
 * @param method - for which the fault may be meant
 */
export async function signHashes(
  context: RsspContext,
  method: string,
  { key }: RsspCredential,
  terms: SignatureTerms,
  hashes: readonly Uint8Array[],
): Promise<readonly Uint8Array[]> {
  if (takeFault(context.faults, method, isOfDevice) !== undefined) {
    throw new Problem('server_error', 'The device failed', 500);
  }
  const fault = takeFault(context.faults, method, isOfValues);
  if (fault !== undefined) return faultyValues(fault, key, terms, hashes);
  const isRaw = terms.scheme === 'ecdsa' && context.settings.ecdsaOutput === 'raw';
  const values = await Promise.all(hashes.map((hash) => key.signHash(terms.scheme, terms.hashOid, hash)));
  return isRaw ? values.map((value) => rawValue(value, key.bits)) : values;
}
