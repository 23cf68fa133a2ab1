/**
 * Proofs that something existed at a time (EN 319 102-1 §3.1, §5.6.2.3).
 *
 * @module
 */
import type { DigestAlgorithm } from '@eseal/core/crypto';

/** How an existence is proven: by the validation itself, by a token that passed, or by what the caller says. */
export type ProofKind = 'now' | 'timestamp' | 'archive-timestamp' | 'evidence-record' | 'external';

/** A proof of existence. */
export interface ProofOfExistence {
  readonly time: Date;
  readonly kind: ProofKind;
  /** Id of the token that proves it. */
  readonly by?: string;
}

/** What the caller knows to have existed, such as from an archive: never a file's date, never a claimed time. */
export interface ExternalProof {
  /** Digest of the object: of a whole document, a signature value, a certificate, a CRL, an OCSP response, a token. */
  readonly digestAlgorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
  readonly time: Date;
}
