/**
 * What is known about the revocation of a certificate.
 *
 * @module
 */
import type { AlgorithmIdentifier, PublicKey } from '@eseal/core/crypto';
import type { CrlReason } from '@eseal/core/revocation';
import type { Certificate } from '@eseal/core/x509';
import type { CertificateRevocation } from '../path/validate.ts';
import type { Facts } from '../report/finding.ts';
import type { EvidenceProblem } from './evidence-problem.ts';
import type { RevocationEvidence } from './provider.ts';

/** Evidence that a status rests on, and who vouches for it. */
export interface DecisiveEvidence {
  readonly evidence: RevocationEvidence;
  /** What it is signed by. */
  readonly signature: { readonly algorithm: AlgorithmIdentifier; readonly key: PublicKey };
  /**
   * Who signed it, and the certificates above, without the anchor. Empty when the issuer of the certificate signed: its
   * path is the one that is being validated.
   */
  readonly signerChain: readonly Certificate[];
  /** Status of each certificate of `signerChain`. */
  readonly signerRevocation: readonly CertificateRevocation<RevocationStatus>[];
}

/** Where a status was learned, and how fresh it is. */
export interface RevocationSource {
  readonly kind: 'ocsp' | 'crl';
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** One response or CRL; a delta CRL with its base, or several CRLs that share the reasons between them. */
  readonly decidedBy: readonly DecisiveEvidence[];
}

/** Evidence that was not used. */
export interface UnusedEvidence {
  /** `undefined` when the provider itself failed. */
  readonly evidence: RevocationEvidence | undefined;
  readonly problem: EvidenceProblem;
  readonly facts: Facts;
}

/** Why a certificate needs no revocation data. */
export type RevocationExemption =
  /** Its authority keeps none (RFC 9608). */
  | 'no-revocation-available'
  /** It lives shorter than a revocation would take (EN 319 412-1 §5.2). */
  | 'validity-assured-short-term'
  /** Its authority wants a responder trusted for the certificate's life (RFC 6960 §4.2.2.2.1). */
  | 'ocsp-no-check';

/** Status of one certificate. */
export type RevocationStatus =
  /** Not revoked by data that may be stale: that is judged apart, since the time it matters for differs. */
  | { readonly kind: 'good'; readonly source: RevocationSource }
  | {
      readonly kind: 'revoked';
      readonly source: RevocationSource;
      readonly revocationTime: Date;
      readonly reason: CrlReason;
      /** Since when the key is suspected of being compromised (RFC 5280 §5.3.2). */
      readonly invalidityDate?: Date;
    }
  /** On hold: the certificate may come back (RFC 5280 §5.3.1 certificateHold). */
  | { readonly kind: 'on-hold'; readonly source: RevocationSource; readonly since: Date }
  | { readonly kind: 'not-needed'; readonly exemption: RevocationExemption }
  /** There is no data, or none that can be used. */
  | { readonly kind: 'unknown'; readonly unused: readonly UnusedEvidence[] }
  /** The caller asked not to look. */
  | { readonly kind: 'not-checked' };
