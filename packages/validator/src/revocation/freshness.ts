/**
 * Revocation freshness (EN 319 102-1 §5.2.5): whether data is new enough to speak about a time.
 *
 * @module
 */
import type { ValidationPolicy } from '../policy/policy.ts';
import type { RevocationSource } from './status.ts';

/**
 * Whether data is fresh at a time: issued after it, or no longer before than the policy allows. Without a limit of the
 * policy, that is the time between thisUpdate and nextUpdate.
 */
export function isFresh(
  { thisUpdate, nextUpdate }: Pick<RevocationSource, 'thisUpdate' | 'nextUpdate'>,
  time: Date,
  { revocationFreshness, clockTolerance }: Pick<ValidationPolicy, 'revocationFreshness' | 'clockTolerance'>,
): boolean {
  const { maxAge, withoutNextUpdate } = revocationFreshness;
  const own = nextUpdate === undefined ? withoutNextUpdate : nextUpdate.getTime() - thisUpdate.getTime();
  return thisUpdate.getTime() + (maxAge ?? own) + clockTolerance >= time.getTime();
}
