/**
 * Which revocations matter for a path under a model of validity: in the shell model all of them; in the others what an
 * authority issued before it was revoked holds, unless its key was in other hands (EN 319 102-1 §5.6.2.2.4 (2)(c)).
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { ValidationPolicy, ValidityModel } from '../policy/policy.ts';
import { revokedSince } from '../revocation/revoked-since.ts';
import type { RevocationStatus } from '../revocation/status.ts';

/** A certificate of a path: the target is at 0. */
export interface PathPosition {
  readonly chain: readonly Certificate[];
  readonly index: number;
}

/** Reasons after which nobody knows who signed what with the key. */
const KEY_IN_OTHER_HANDS: ReadonlySet<string> = new Set(['keyCompromise', 'cACompromise', 'unspecified']);

/**
 * Since when an authority's word had to hold, `undefined` for now: in the chain model since it issued the certificate
 * below, in the hybrid one since the target was issued.
 */
export function neededSince(
  { chain, index }: PathPosition,
  model: ValidityModel = 'shell',
): Date | undefined {
  if (index === 0 || model === 'shell') return undefined;
  const issued = model === 'chain' ? chain[index - 1] : chain[0];
  return issued?.notBefore;
}

/** Whether a revocation takes anything away from the path. */
export function countsAgainst(
  status: RevocationStatus,
  position: PathPosition,
  policy: Pick<ValidationPolicy, 'revocation' | 'validityModel'>,
): boolean {
  if (status.kind !== 'revoked') return false;
  const since = neededSince(position, policy.validityModel);
  if (since === undefined || KEY_IN_OTHER_HANDS.has(status.reason)) return true;
  return revokedSince(status, policy) <= since;
}
