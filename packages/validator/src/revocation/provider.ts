/**
 * The seam to revocation data: out of a seal, from files, or over the network by an implementation of it.
 *
 * @module
 */
import type { MaybePromise, PublicKey } from '@eseal/core/crypto';
import type { Certificate, Name } from '@eseal/core/x509';
import type { OnAttempt } from '../report/retrieval-attempt.ts';

/** One OCSP response or CRL, not judged. */
export interface RevocationEvidence {
  readonly kind: 'ocsp' | 'crl';
  readonly encoded: Uint8Array;
}

/** Whose status is wanted. */
export interface RevocationRequest {
  readonly certificate: Certificate;
  readonly issuerName: Name;
  readonly issuerKey: PublicKey;
  /** `undefined` when the issuer is an anchor that was given without a certificate. */
  readonly issuer: Certificate | undefined;
  readonly signal?: AbortSignal;
  /**
   * Whether what was found decides the status, verified by whoever asks. A provider asks further places, and passes over
   * what its cache holds, as long as it does not. Absent: the first answer about the certificate is enough.
   */
  readonly suffices?: (found: readonly RevocationEvidence[]) => MaybePromise<boolean>;
  /** Answers issued earlier are of no use: whatever a provider keeps is passed over when it is older. */
  readonly issuedAfter?: Date;
  /** Told of every place that was asked. */
  readonly onAttempt?: OnAttempt;
}

/**
 * Finds revocation data and never judges it. Asked once for every certificate of a path that holds otherwise, also by
 * several validations at once. It gives everything it has, and nothing rather than an error for a service that does
 * not answer.
 */
export interface RevocationProvider {
  collect(request: RevocationRequest): MaybePromise<readonly RevocationEvidence[]>;
}

/** A provider that has nothing. */
export const noRevocationData: RevocationProvider = { collect: () => [] };
