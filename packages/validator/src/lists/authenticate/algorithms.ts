/**
 * Whether the algorithms of a list's signature are reliable (EN 319 102-1 §5.2.8.4.2).
 *
 * @module
 */
import type { ParsedSignature } from '@eseal/core/container';
import type { Certificate } from '@eseal/core/x509';
import type { ValidationPolicy } from '../../policy/policy.ts';
import { levelOfWeakness, usesOfSignature, type WeakUse, weakUses } from '../../policy/reliability.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import { ALGORITHM_WEAK } from './rules.ts';

/** By what, and for when. */
export interface AlgorithmJudgement {
  readonly policy: ValidationPolicy;
  /** When the list was issued. */
  readonly issued: Date;
  /** Now. */
  readonly time: Date;
}

/**
 * What was too weak when the list was issued is an error; what has become so since is told. The digest that names the certificate
 * may be any: the certificate it names has to equal an announced one, so that nothing rests on it.
 */
export function judgeAlgorithms(
  { signature, references }: ParsedSignature,
  { publicKey }: Certificate,
  { policy, issued, time }: AlgorithmJudgement,
): readonly Finding[] {
  const { algorithm } = signature;
  const weakAt = (at: Date): readonly WeakUse[] =>
    weakUses(policy.suite, [
      ...(algorithm === undefined ? [] : usesOfSignature({ algorithm, keySize: publicKey.size, at })),
      ...references.flatMap(({ digestAlgorithm }) =>
        digestAlgorithm === undefined ? [] : [{ algorithm: digestAlgorithm, at }],
      ),
    ]);
  const then = weakAt(issued);
  if (then.length > 0)
    return [weakness(then, levelOfWeakness(policy, then) === 'fail' ? 'error' : 'warning', issued)];
  const now = weakAt(time);
  return now.length === 0 ? [] : [weakness(now, 'warning', time)];
}

function weakness(weak: readonly WeakUse[], severity: 'error' | 'warning', at: Date): Finding {
  const algorithms = [
    ...new Set(
      weak.map(({ algorithm, keySize }) => `${algorithm}${keySize === undefined ? '' : ` (${keySize})`}`),
    ),
  ];
  return findingOf(ALGORITHM_WEAK, severity, { time: at.toISOString(), algorithms });
}
