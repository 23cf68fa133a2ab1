/**
 * Until when an algorithm of a signature is to be relied on, for sliding a control time back to then.
 *
 * @module
 */
import { type AlgorithmIdentifier, identifySignature, type PublicKey } from '@eseal/core/crypto';
import { assessAlgorithm, partsOfSignature } from '../policy/assess-algorithm.ts';
import type { CryptoSuite } from '../policy/crypto-suites.ts';
import { isReliable } from '../policy/reliability.ts';

/**
 * The latest time, not after a given one, at which a suite accepts a signature by this key; `undefined` when it never did.
 */
export function reliableUntil(
  suite: CryptoSuite,
  identifier: AlgorithmIdentifier,
  { size: keySize }: PublicKey,
  time: Date,
): Date | undefined {
  const algorithm = identifySignature(identifier)?.algorithm;
  if (algorithm === undefined) return undefined;
  if (isReliable(suite, algorithm, keySize, time)) return time;
  let last = time;
  for (const part of partsOfSignature({ algorithm, keySize, at: time })) {
    const assessment = assessAlgorithm(suite, part);
    if (!('row' in assessment)) return undefined;
    const { lastAcceptance } = assessment.row;
    const end =
      lastAcceptance === undefined ? undefined : new Date(`${lastAcceptance}T23:59:59.999${suite.utcOffset}`);
    if (end !== undefined && end < last) last = end;
  }
  return isReliable(suite, algorithm, keySize, last) ? last : undefined;
}
