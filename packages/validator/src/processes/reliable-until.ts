/**
 * Until when an algorithm of a signature is to be relied on, for sliding a control time back to then.
 *
 * @module
 */
import { type AlgorithmIdentifier, identifySignature, type PublicKey } from '@eseal/core/crypto';
import { assessAlgorithm, partsOfSignature } from '../policy/assess-algorithm.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { levelOfWeakness, weakUses } from '../policy/reliability.ts';

/**
 * The latest time, not after a given one, at which a policy accepts a signature by this key; `undefined` when it never did.
 * An end that its suite only forecast binds where the policy lets it fail.
 */
export function reliableUntil(
  policy: Pick<ValidationPolicy, 'forecastExpiry' | 'suite'>,
  identifier: AlgorithmIdentifier,
  { size: keySize }: PublicKey,
  time: Date,
): Date | undefined {
  const { suite } = policy;
  const algorithm = identifySignature(identifier)?.algorithm;
  if (algorithm === undefined) return undefined;
  const isAccepted = (at: Date): boolean => {
    const weak = weakUses(suite, partsOfSignature({ algorithm, keySize, at }));
    return weak.length === 0 || levelOfWeakness(policy, weak) !== 'fail';
  };
  if (isAccepted(time)) return time;
  let last = time;
  for (const part of partsOfSignature({ algorithm, keySize, at: time })) {
    const assessment = assessAlgorithm(suite, part);
    if (!('row' in assessment)) return undefined;
    const { lastAcceptance } = assessment.row;
    const end =
      lastAcceptance === undefined ? undefined : new Date(`${lastAcceptance}T23:59:59.999${suite.utcOffset}`);
    if (end !== undefined && end < last) last = end;
  }
  return isAccepted(last) ? last : undefined;
}
