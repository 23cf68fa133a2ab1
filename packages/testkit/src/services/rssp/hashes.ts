/** Lists of digests in requests. */
import { HASH_ALGORITHM_NAME, readHashOid } from './algorithms.ts';
import { HASHES } from './keys/digest-info.ts';
import type { HashOid } from './keys/rssp-key.ts';
import type { IdentifiedCall } from './method.ts';
import type { Dialect } from './model.ts';
import { base64Bytes, type Parameters } from './parameters.ts';
import { invalidRequest } from './problem.ts';

/** Name of the list: version 2 renamed it. */
export const HASHES_NAME: Readonly<Record<Dialect, string>> = { v1: 'hash', v2: 'hashes' };

/** The digests of a member that has to be there. The refusals keep the name of version 1. */
export function readHashes({ values, isStrict }: Parameters, name: string): readonly Uint8Array[] {
  const list = values[name];
  if (!Array.isArray(list)) throw invalidRequest('Missing (or invalid type) array parameter hash');
  if (list.length === 0) throw invalidRequest('Empty hash array');
  return list.map((text: unknown) => {
    const bytes = typeof text === 'string' ? base64Bytes(text, isStrict) : undefined;
    if (bytes === undefined || bytes.length === 0)
      throw invalidRequest('Invalid Base64 hash string parameter');
    return bytes;
  });
}

/** Refuses digests of another length than their algorithm's; without algorithm, than any that keys sign. */
export function assertLengths(hashes: readonly Uint8Array[], hashOid: HashOid | undefined): void {
  const lengths = hashOid === undefined ? Object.values(HASHES) : [HASHES[hashOid]];
  const isRight = (hash: Uint8Array): boolean => lengths.some(({ length }) => length === hash.length);
  if (!hashes.every(isRight)) throw invalidRequest('Invalid digest value length');
}

/** Digests that an authorisation is to be bound to. */
export interface AuthorizedHashes {
  readonly hashes: readonly Uint8Array[];
  readonly hashOid: HashOid | undefined;
}

/** The digests of `authorize` and `extendTransaction`; version 2 names their algorithm too. */
export function readAuthorizedHashes(
  { parameters, dialect }: IdentifiedCall,
  { isRequired }: { readonly isRequired: boolean },
): AuthorizedHashes {
  const name = HASHES_NAME[dialect];
  if (!isRequired && parameters.values[name] === undefined) return { hashes: [], hashOid: undefined };
  const hashes = readHashes(parameters, name);
  const hashOid = dialect === 'v1' ? undefined : readHashOid(parameters, HASH_ALGORITHM_NAME.v2);
  assertLengths(hashes, hashOid);
  return { hashes, hashOid };
}
