/**
 * Whether a suite accepts an algorithm for a signature or digest that is known to exist at a time.
 *
 * @module
 */
import type { DigestAlgorithm, SignatureAlgorithm } from '@eseal/core/crypto';
import { type AlgorithmAssessment, assessAlgorithm, assessSignature } from './assess-algorithm.ts';
import type { CryptoSuite } from './crypto-suites.ts';

/** Whether a signature by this algorithm and size of key is accepted when it existed at that time. */
export function isReliable(
  suite: CryptoSuite,
  algorithm: SignatureAlgorithm,
  keySize: number,
  at: Date,
): boolean {
  return isAccepted(assessSignature(suite, { algorithm, keySize, at }));
}

/** Whether a digest is accepted when it existed at that time. */
export function isReliableDigest(suite: CryptoSuite, algorithm: DigestAlgorithm, at: Date): boolean {
  return isAccepted(assessAlgorithm(suite, { algorithm, at }));
}

function isAccepted({ kind }: AlgorithmAssessment): boolean {
  switch (kind) {
    case 'usable':
    case 'migrating':
    case 'verification-only':
      return true;
    case 'expired':
    case 'too-small':
    case 'unknown':
      return false;
  }
}
