/**
 * What an anchor is trusted for, and when.
 *
 * @module
 */
import type { TrustAnchor, TrustPurpose } from './source.ts';

/** Whether paths for a purpose may end at an anchor. */
export function serves({ purposes }: Pick<TrustAnchor, 'purposes'>, purpose: TrustPurpose): boolean {
  return purposes === undefined || purposes.includes(purpose);
}

/** Whether an anchor is trusted at a time (EN 319 102-1 §5.2.6.4 step 3): from its beginning on, until just before its sunset. */
export function isInForce(
  { trustedFrom, trustedUntil }: Pick<TrustAnchor, 'trustedFrom' | 'trustedUntil'>,
  time: Date,
): boolean {
  const hasBegun = trustedFrom === undefined || trustedFrom <= time;
  const hasEnded = trustedUntil !== undefined && trustedUntil <= time;
  return hasBegun && !hasEnded;
}
