/** Revocations as data, for lists and for OCSP. */

/** CRLReason (RFC 5280 §5.3.1). */
export const REASON_CODES = {
  unspecified: 0,
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aACompromise: 10,
} as const;

/** Why a certificate was revoked. */
export type ReasonName = keyof typeof REASON_CODES;

/** One revoked certificate. */
export interface Revocation {
  /** Content octets of its serial number. */
  readonly serialNumber: Uint8Array;
  readonly at: Date;
  readonly reason?: ReasonName;
  /** invalidityDate (RFC 5280 §5.3.2). */
  readonly invalidSince?: Date;
  /** DER of the issuer's name where it is not the list's own: certificateIssuer of an indirect CRL (RFC 5280 §5.3.3). */
  readonly certificateIssuer?: Uint8Array;
}
