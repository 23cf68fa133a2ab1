/**
 * Time as something that is waited for, so that tests need not wait.
 *
 * @module
 */
import { CoreError } from '../errors.ts';

/** A clock that can be waited for. */
export interface Timer {
  /** Milliseconds since 1970; only differences count. */
  now(): number;
  /** Resolves after some milliseconds; rejects with CoreError `ABORTED` once the signal says so. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Longest that a timer of the platform can be set to: its milliseconds are a signed integer of 32 bits. */
const LONGEST = 2 ** 31 - 1;

/** The platform's timer. */
export const systemTimer: Timer = {
  now: () => Date.now(),
  async wait(milliseconds, signal) {
    for (let left = milliseconds; left > 0 || left === milliseconds; left -= LONGEST) {
      await waitOnce(Math.min(Math.max(left, 0), LONGEST), signal);
    }
  },
};

function waitOnce(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clearTimeout(timeout);
      reject(new CoreError('ABORTED', 'the operation was aborted', { cause: signal?.reason }));
    };
    const timeout = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, milliseconds);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
