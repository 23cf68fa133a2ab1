import { type AlgorithmIdentifier, identifySignature, type PublicKey } from '@eseal/core/crypto';
import { isReliable } from '../policy/reliability.ts';
import type { EvidenceContext } from './inquiry.ts';

/** Whether evidence is signed by a reliable algorithm and key (EN 319 102-1 §5.2.6.4 (6)). */
export function isReliableSignature(
  identifier: AlgorithmIdentifier,
  key: PublicKey,
  { policy, time }: Pick<EvidenceContext, 'policy' | 'time'>,
): boolean {
  const algorithm = identifySignature(identifier)?.algorithm;
  return algorithm !== undefined && isReliable(policy.suite, algorithm, key.size, time);
}
