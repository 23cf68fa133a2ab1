/**
 * Whether a suite accepts an algorithm for a signature or digest that is known to exist at a time.
 *
 * @module
 */
import type { DigestAlgorithm, SignatureAlgorithm } from '@eseal/core/crypto';
import {
  type AlgorithmAssessment,
  type AssessedAlgorithm,
  assessAlgorithm,
  assessSignature,
  partsOfSignature,
} from './assess-algorithm.ts';
import type { CryptoSuite } from './crypto-suites.ts';
import type { CheckLevel, ValidationPolicy } from './policy.ts';

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

/** One use of an algorithm, at the time at which what it made is known to exist. */
export type AlgorithmUse = Omit<AssessedAlgorithm, 'neededUntil'>;

/** What a signature uses: its digest, and its scheme with the key. */
export function usesOfSignature(use: {
  readonly algorithm: SignatureAlgorithm;
  readonly keySize: number;
  readonly at: Date;
}): readonly AlgorithmUse[] {
  return partsOfSignature(use);
}

/** A use that a suite does not accept. */
export interface WeakUse extends AlgorithmUse {
  readonly assessment: AlgorithmAssessment;
}

/** The uses that a suite does not accept. */
export function weakUses(suite: CryptoSuite, uses: readonly AlgorithmUse[]): readonly WeakUse[] {
  return uses.flatMap((use) => {
    const assessment = assessAlgorithm(suite, use);
    return isAccepted(assessment) ? [] : [{ ...use, assessment }];
  });
}

/**
 * What weak uses mean: the end of an algorithm that lies after the edition of its suite was a forecast then, which a policy may
 * weigh by itself.
 */
export function levelOfWeakness(
  { forecastExpiry = 'fail', suite: { published } }: Pick<ValidationPolicy, 'forecastExpiry' | 'suite'>,
  weak: readonly WeakUse[],
): CheckLevel {
  const isForecast = ({ assessment }: WeakUse): boolean =>
    assessment.kind === 'expired' &&
    published !== undefined &&
    (assessment.row.lastAcceptance ?? '') > published;
  return weak.length > 0 && weak.every(isForecast) ? forecastExpiry : 'fail';
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
