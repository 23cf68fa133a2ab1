/**
 * Until when a suite accepts what an algorithm made.
 *
 * @module
 */
import { type AssessedAlgorithm, assessAlgorithm } from './assess-algorithm.ts';
import type { CryptoSuite } from './crypto-suites.ts';

/** The end of an algorithm: at a time, at none that is set, or before it began because the suite refuses it. */
export type AlgorithmEnd =
  | { readonly kind: 'at'; readonly time: Date }
  | { readonly kind: 'open' }
  | { readonly kind: 'refused' };

/**
 * Until when what the algorithm made should be relied on: to the last day of acceptance, or, where the suite sets none, to
 * the last day of making new signatures, after which accepting is for the verifier to weigh.
 */
export function algorithmEnd(suite: CryptoSuite, use: AssessedAlgorithm): AlgorithmEnd {
  const assessment = assessAlgorithm(suite, use);
  if (!('row' in assessment)) return { kind: 'refused' };
  const { lastAcceptance, lastCreation } = assessment.row;
  const lastDay = lastAcceptance ?? lastCreation;
  if (lastDay === undefined) return { kind: 'open' };
  return { kind: 'at', time: new Date(`${lastDay}T23:59:59.999${suite.utcOffset}`) };
}
