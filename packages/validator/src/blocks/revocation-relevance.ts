/**
 * Which revocations matter for a path under a model of validity: in the shell model all of them; in the others what an
 * authority issued before it was revoked holds, unless its key was in other hands (EN 319 102-1 §5.6.2.2.4 (2)(c)).
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { validityTime } from '../path/validity-model.ts';
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

/** The time for which a certificate of a path has to be good: the given one, or when it issued what is below it. */
export function neededAt({ chain, index }: PathPosition, time: Date, model: ValidityModel = 'shell'): Date {
  return validityTime([...chain].reverse(), chain.length - 1 - index, time, model);
}

/** Whether a revocation takes anything away from a path that is judged for a time. */
export function countsAgainst(
  status: RevocationStatus,
  position: PathPosition,
  time: Date,
  policy: Pick<ValidationPolicy, 'revocation' | 'validityModel'>,
): boolean {
  if (status.kind !== 'revoked') return false;
  const needed = neededAt(position, time, policy.validityModel);
  return needed >= time || KEY_IN_OTHER_HANDS.has(status.reason) || revokedSince(status, policy) <= needed;
}
