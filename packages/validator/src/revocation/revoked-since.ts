/**
 * Since when a certificate counts as revoked (RFC 5280 §5.3.2): when a key was compromised before anybody noticed, what was
 * signed in between is no better than what was signed after the revocation.
 *
 * @module
 */
import type { ValidationPolicy } from '../policy/policy.ts';
import type { RevocationStatus } from './status.ts';

/** Status of a certificate that is revoked or on hold. */
export type WithdrawnStatus = Extract<RevocationStatus, { kind: 'revoked' | 'on-hold' }>;

/** The time from which on the certificate is not to be relied on. */
export function revokedSince(
  status: WithdrawnStatus,
  { revocation }: Pick<ValidationPolicy, 'revocation'>,
): Date {
  if (status.kind === 'on-hold') return status.since;
  const { revocationTime, invalidityDate = revocationTime } = status;
  const decides = revocation?.invalidityDate !== 'informs' && invalidityDate < revocationTime;
  return decides ? invalidityDate : revocationTime;
}

/** Whether a certificate was revoked or put on hold only after a time, or not at all. */
export function isTrustedAt(
  time: Date,
  status: RevocationStatus,
  policy: Pick<ValidationPolicy, 'revocation'>,
): boolean {
  return (status.kind !== 'revoked' && status.kind !== 'on-hold') || revokedSince(status, policy) > time;
}
