/**
 * What is known about the revocation of a certificate.
 *
 * @module
 */

/** Where a status was learned, and how fresh it is. */
export interface RevocationSource {
  readonly kind: 'ocsp' | 'crl';
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

/** Status of one certificate. */
export type RevocationStatus =
  | { readonly kind: 'good'; readonly source: RevocationSource }
  | {
      readonly kind: 'revoked';
      readonly source: RevocationSource;
      readonly revocationTime: Date;
      /** Name of the CRLReason (RFC 5280 §5.3.1). */
      readonly reason: string;
    }
  /** On hold: the certificate may come back (RFC 5280 §5.3.1 certificateHold). */
  | { readonly kind: 'on-hold'; readonly source: RevocationSource; readonly since: Date }
  /** There is no data, or none that can be used; `unused` when there was some, or a source of it failed. */
  | { readonly kind: 'unknown'; readonly unused: boolean }
  /** The caller asked not to look. */
  | { readonly kind: 'not-checked' };
