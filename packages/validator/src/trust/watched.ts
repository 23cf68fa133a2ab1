/**
 * A trust source whose failures are noted.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { findingOf, type Rule } from '../report/finding.ts';
import type { TrustSource } from './source.ts';

const TRUST_FAILED: Rule = {
  id: 'TRUST_SOURCE_FAILED',
  citation: 'EN 319 102-1 §5.2.6.4 (2)',
  message: {
    ja: '信頼情報を参照できませんでした: {reasons}',
    en: 'The source of trust could not be asked: {reasons}',
  },
};

/** The source with failures taken for no answer: what cannot be asked is not trusted. Its findings tell of them. */
export function watchTrust(source: TrustSource): TrustSource {
  const reasons = new Set<string>();
  const ask = async <T>(question: () => MaybePromise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await question();
    } catch (error) {
      reasons.add(error instanceof Error ? error.message : 'unexpected error');
      return [];
    }
  };
  const { rules, size } = source;
  return {
    size,
    anchorsNamed: (name) => ask(() => source.anchorsNamed(name)),
    certificatesNamed: (subject) => ask(() => source.certificatesNamed?.(subject) ?? []),
    servicesNamed: (name) => ask(() => source.servicesNamed?.(name) ?? []),
    ...(rules && { rules }),
    get findings() {
      const { findings = [] } = source;
      return reasons.size === 0
        ? findings
        : [...findings, findingOf(TRUST_FAILED, 'error', { reasons: [...reasons] })];
    },
  };
}
