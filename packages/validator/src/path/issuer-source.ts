/**
 * The seam to certificates of issuers that nobody sent along: over the network by an implementation of it.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import type { OnAttempt } from '../report/retrieval-attempt.ts';

/** How issuers are asked for. */
export interface IssuerRequestOptions {
  readonly signal?: AbortSignal;
  /** Told of every place that was asked. */
  readonly onAttempt?: OnAttempt;
}

/**
 * Finds certificates by which a chain may go on upwards. Asked when neither the anchors nor the certificates at hand hold a
 * likely issuer. Nothing it gives is trusted; it gives nothing rather than an error for a service that does not answer.
 */
export interface IssuerSource {
  issuersOf(certificate: Certificate, options?: IssuerRequestOptions): MaybePromise<readonly Certificate[]>;
}
