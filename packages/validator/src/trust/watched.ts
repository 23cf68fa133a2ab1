/**
 * A trust source whose failures are noted.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import type { TrustSource } from './source.ts';

/** A source, and why it could not answer. */
export interface WatchedTrust {
  readonly trust: TrustSource;
  /** Grows while the source is asked. */
  readonly problems: readonly string[];
}

/** The source with failures taken for no answer: what cannot be asked is not trusted. */
export function watchTrust(source: TrustSource): WatchedTrust {
  const problems: string[] = [];
  const ask = async <T>(question: () => MaybePromise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await question();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : 'unexpected error');
      return [];
    }
  };
  const trust: TrustSource = {
    size: source.size,
    anchorsNamed: (name) => ask(() => source.anchorsNamed(name)),
    certificatesNamed: (subject) => ask(() => source.certificatesNamed?.(subject) ?? []),
  };
  return { trust, problems };
}
