/** Values of digests, one for each, in their order. */
import type { SignatureTerms } from './algorithms.ts';
import type { RsspContext } from './context.ts';
import type { RsspCredential } from './model.ts';

/** Signs. */
export async function signHashes(
  _context: RsspContext,
  { key }: RsspCredential,
  { scheme, hashOid }: SignatureTerms,
  hashes: readonly Uint8Array[],
): Promise<readonly Uint8Array[]> {
  return Promise.all(hashes.map((hash) => key.signHash(scheme, hashOid, hash)));
}
