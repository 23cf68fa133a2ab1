import { type AlgorithmIdentifier, identifySignature, type PublicKey } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { isReliable } from '../policy/reliability.ts';
import type { EvidenceContext, SignerSearch } from './inquiry.ts';

/** Whether evidence is signed by a reliable algorithm and key (EN 319 102-1 §5.2.6.4 (6)). */
export function isReliableSignature(
  identifier: AlgorithmIdentifier,
  key: PublicKey,
  { policy, time }: Pick<EvidenceContext, 'policy' | 'time'>,
): boolean {
  const algorithm = identifySignature(identifier)?.algorithm;
  return algorithm !== undefined && isReliable(policy.suite, algorithm, key.size, time);
}

/** Refuses who signed evidence when their certificate, or one above it, is not signed reliably itself. */
export function refuseUnreliable(
  chain: readonly Certificate[],
  anchorKey: PublicKey,
  context: Pick<EvidenceContext, 'policy' | 'time'>,
): Extract<SignerSearch, { kind: 'refused' }> | undefined {
  const isUnreliable = chain.some(({ signatureAlgorithm }, at) => {
    const key = chain[at + 1]?.publicKey ?? anchorKey;
    return !isReliableSignature(signatureAlgorithm, key, context);
  });
  if (!isUnreliable) return undefined;
  const { suite } = context.policy;
  return { kind: 'refused', problem: 'algorithm-not-reliable', facts: { suite: suite.citation } };
}
