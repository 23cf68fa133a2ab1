/**
 * Doing again what a service failed at.
 *
 * @module
 */
import { isEsealError } from '../errors.ts';
import type { Timer } from '../util/timer.ts';

/** How often and after which time something is tried again that failed with a `retryable` error. */
export interface RetryPolicy {
  /** Times that it is tried in all. Default 5; 1 tries nothing again. */
  readonly attempts?: number;
  /** Pause after the first failure, in milliseconds; doubled after each further one. Default 1 second. */
  readonly pauseMs?: number;
  /** No pause is longer. Default 1 minute. */
  readonly longestPauseMs?: number;
}

/** The outcome of the first attempt that succeeds, or the error of the last. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  { attempts = 5, pauseMs = 1_000, longestPauseMs = 60_000 }: RetryPolicy,
  timer: Timer,
  signal: AbortSignal | undefined,
  mayRepeat: (error: unknown) => boolean = isRetryable,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= attempts || !mayRepeat(error)) throw error;
    }
    await timer.wait(Math.min(longestPauseMs, pauseMs * 2 ** (tried - 1)), signal);
  }
}

function isRetryable(error: unknown): boolean {
  return isEsealError(error) && error.retryable;
}
