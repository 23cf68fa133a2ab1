/**
 * How often a service may be asked.
 *
 * @module
 */
import type { Timer } from '@eseal/core';
import { createRateLimiter, isRateLimit, type RateLimit } from '@eseal/core/timestamp';
import { CscError } from '../errors.ts';

/** Lets one request after the other go. */
export interface Pace {
  /** Resolves when the next request may be sent. */
  next(signal?: AbortSignal): Promise<void>;
}

/**
 * A pace that keeps limits.
 *
 * @throws CscError `INVALID_ARGUMENT` for a limit that nobody could keep
 */
export function createPace(limits: readonly RateLimit[], timer: Timer): Pace {
  if (!limits.every(isRateLimit)) {
    throw new CscError('INVALID_ARGUMENT', 'rateLimits: not a number of requests in a period', {
      outcome: 'not-sent',
    });
  }
  const limiter = createRateLimiter(limits);
  return {
    async next(signal) {
      const now = timer.now();
      const free = limiter.nextFree(now);
      limiter.take(free);
      if (free > now) await timer.wait(free - now, signal);
    },
  };
}
