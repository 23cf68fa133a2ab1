/**
 * What the proof of a seal stands on, as facts.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { SuiteAlgorithm } from '../policy/crypto-suites.ts';

/** An algorithm in use, with the size of its key where it has one. */
export interface UsedAlgorithm {
  /** `undefined` when the SDK does not know it. */
  readonly algorithm: SuiteAlgorithm | undefined;
  readonly keySize?: number;
}

/** One signature, of the seal or of an authority, and what it depends on. */
export interface ProofLayer {
  readonly id: string;
  /** Its certificate, then the issuers up to the one below the anchor; empty when the file does not have it. */
  readonly chain: readonly Certificate[];
  readonly algorithms: readonly UsedAlgorithm[];
  /** The signature value fits its certificate, as far as that is known. */
  readonly intact: boolean;
}

/** What one seal stands on, or one timestamp over a file without seals. */
export interface Proof {
  readonly kind: 'seal' | 'timestamp';
  readonly id: string;
  /** Certificates and revocation data that prove the seal are in the file. */
  readonly hasMaterial: boolean;
  readonly own: ProofLayer;
  /** Timestamps over the signature. */
  readonly timestamps: readonly ProofLayer[];
  /** Timestamps over the seal with all that belongs to it. */
  readonly archiveTimestamps: readonly ProofLayer[];
  /** Revocation data as received. */
  readonly crls: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
}
