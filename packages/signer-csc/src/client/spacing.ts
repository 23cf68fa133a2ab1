/**
 * Messages to people, which cost money and attention.
 *
 * @module
 */
import type { Timer } from '@eseal/core';
import { CscError } from '../errors.ts';
import type { MethodAnswer } from '../model/requests.ts';

/** Least time between two messages of one kind. */
const LEAST_MS = 30_000;

/**
 * Sends a message, unless one for the same key was sent less than half a minute ago.
 *
 * @throws CscError `SIGNER_UNAVAILABLE` with `facts.retryAfterMs` when it comes too soon
 */
export type Spaced = (
  method: string,
  key: string,
  send: () => Promise<MethodAnswer>,
) => Promise<MethodAnswer>;

/** Remembers the messages of one client. One that certainly was not sent does not count. */
export function createSpacing(timer: Timer): Spaced {
  const last = new Map<string, number>();
  return async (method, key, send) => {
    const now = timer.now();
    for (const [old, time] of last) if (now - time >= LEAST_MS) last.delete(old);
    const name = `${method} ${key}`;
    const earlier = last.get(name);
    if (earlier !== undefined) throw tooSoon(method, earlier + LEAST_MS - now);
    last.set(name, now);
    try {
      return await send();
    } catch (error) {
      if (error instanceof CscError && error.outcome === 'not-sent') last.delete(name);
      throw error;
    }
  };
}

function tooSoon(method: string, retryAfterMs: number): CscError {
  return new CscError('SIGNER_UNAVAILABLE', `${method}: a message was sent less than half a minute ago`, {
    outcome: 'not-sent',
    retryable: true,
    facts: { method, retryAfterMs },
  });
}
