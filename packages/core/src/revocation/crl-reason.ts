/**
 * CRLReason and ReasonFlags (RFC 5280 §5.3.1, §4.2.1.13).
 *
 * @module
 */

const REASONS = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const;

/** Why a certificate was revoked. */
export type CrlReason = NonNullable<(typeof REASONS)[number]>;

/** The reason with this number; one that is none says nothing. */
export function crlReason(number: number): CrlReason {
  return REASONS[number] ?? 'unspecified';
}
