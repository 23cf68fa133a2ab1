/**
 * Messages to people, which cost money and attention.
 *
 * @module
 */
import type { Timer } from '@eseal/core';
import { CscError } from '../errors.ts';

/** Least time between two messages of one kind. */
const LEAST_MS = 30_000;

/** Refuses what comes too soon. */
export interface Spacing {
  /** @throws CscError `SIGNER_UNAVAILABLE` with `facts.retryAfterMs` less than half a minute after the last for the same key */
  take(method: string, key: string): void;
}

/** Remembers the messages of one client. */
export function createSpacing(timer: Timer): Spacing {
  const last = new Map<string, number>();
  return {
    take(method, key) {
      const now = timer.now();
      for (const [old, time] of last) if (now - time >= LEAST_MS) last.delete(old);
      const name = `${method} ${key}`;
      const earlier = last.get(name);
      if (earlier !== undefined) {
        const retryAfterMs = earlier + LEAST_MS - now;
        throw new CscError(
          'SIGNER_UNAVAILABLE',
          `${method}: a message was sent less than half a minute ago`,
          {
            outcome: 'not-sent',
            retryable: true,
            facts: { method, retryAfterMs },
          },
        );
      }
      last.set(name, now);
    },
  };
}
