/**
 * Revocation freshness (EN 319 102-1 §5.2.5): whether data is new enough to speak about a time.
 *
 * @module
 */
import type { ValidationPolicy } from '../policy/policy.ts';
import type { RevocationSource } from './status.ts';

/**
 * Whether data is fresh at a time: issued less before it than the policy allows. Without a limit of the policy that is
 * the time between thisUpdate and nextUpdate, clocks that run ahead allowed for.
 */
export function isFresh(
  { thisUpdate, nextUpdate }: Pick<RevocationSource, 'thisUpdate' | 'nextUpdate'>,
  time: Date,
  { revocationFreshness, clockTolerance }: FreshnessPolicy,
): boolean {
  const { maxAge, withoutNextUpdate } = revocationFreshness;
  // A limit is exact: with an age of 0, data has to be issued after the time (TS 119 172-4 §4.2).
  if (maxAge !== null) return thisUpdate.getTime() > time.getTime() - maxAge;
  const own = nextUpdate === undefined ? withoutNextUpdate : nextUpdate.getTime() - thisUpdate.getTime();
  return thisUpdate.getTime() + own + clockTolerance >= time.getTime();
}

/** Until when data says something: the latest time at which it is fresh, give or take a millisecond. */
export function freshUntil(
  { thisUpdate, nextUpdate }: Pick<RevocationSource, 'thisUpdate' | 'nextUpdate'>,
  { revocationFreshness: { maxAge, withoutNextUpdate } }: FreshnessPolicy,
): Date {
  if (maxAge !== null) return new Date(thisUpdate.getTime() + maxAge);
  return nextUpdate ?? new Date(thisUpdate.getTime() + withoutNextUpdate);
}

/** What a policy says of freshness. */
export type FreshnessPolicy = Pick<ValidationPolicy, 'revocationFreshness' | 'clockTolerance'>;
