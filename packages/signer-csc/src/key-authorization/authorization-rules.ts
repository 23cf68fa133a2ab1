/**
 * What an authorisation may be used for. All of it is refused here, before anything is sent.
 *
 * @see CSC API v1.0.4.0 §11.6, §11.9, v2.0.0.2 §11.8, §11.13; EN 419 241-1 SRA_SAP
 * @module
 */
import { toHex } from '@eseal/core';
import { CscError } from '../errors.ts';
import type { Authorization, HashList } from '../model/authorization.ts';

/** What is to be signed with an authorisation. */
export interface AuthorizedUse extends HashList {
  readonly credentialId: string;
}

/**
 * Refuses a use that the authorisation does not cover: another credential, another digest algorithm, a hash that was not
 * approved or not approved that often, more values than are left, or a time too close to its end.
 *
 * @throws CscError `SIGNER_UNAUTHORIZED`, outcome `not-sent`
 */
export function assertAuthorizes(authorization: Authorization, use: AuthorizedUse, now: Date): void {
  const problem = authorizationProblem(authorization, use, now);
  if (problem === undefined) return;
  throw new CscError('SIGNER_UNAUTHORIZED', `the authorisation ${problem}`, { outcome: 'not-sent' });
}

function authorizationProblem(
  authorization: Authorization,
  use: AuthorizedUse,
  now: Date,
): string | undefined {
  if (authorization.credentialId !== use.credentialId) return 'is for another credential';
  if (authorization.digestAlgorithm !== use.digestAlgorithm) return 'is for digests of another algorithm';
  // Not `>=`: a date that is none must not make it good for ever.
  if (!(now < authorization.notAfter)) return 'has ended or is about to end';
  if (use.hashes.length === 0) return 'needs hashes to be used for';
  if (use.hashes.length > authorization.remaining) return 'has fewer signatures left than are wanted';
  if (!containsAll(authorization.hashes, use.hashes)) return 'does not name each of these hashes';
  return undefined;
}

/** Whether a list holds each of `wanted`, the same one as often. */
function containsAll(list: readonly Uint8Array[], wanted: readonly Uint8Array[]): boolean {
  const left = new Map<string, number>();
  for (const hash of list) left.set(toHex(hash), (left.get(toHex(hash)) ?? 0) + 1);
  return wanted.every((hash) => {
    const count = left.get(toHex(hash)) ?? 0;
    left.set(toHex(hash), count - 1);
    return count > 0;
  });
}

/** Whether two lists hold the same hashes, each as often, in whatever order. */
export function sameHashes(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && containsAll(a, b);
}
