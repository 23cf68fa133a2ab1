/**
 * Leaving an authority alone that fails, for longer each time, and asking it once before it counts again.
 *
 * @module
 */
import type { CoreError } from '../errors.ts';

/** How long a failing authority is left alone. */
export interface BackOffPolicy {
  /** After the first failure, in milliseconds; doubled with each further one. Default 5 seconds. */
  readonly initialMs?: number;
  /** Never longer than this. Default 5 minutes. */
  readonly longestMs?: number;
}

/** How an authority has fared. */
export interface BackOff {
  /** `resting`: it failed a while ago. `probing`: its rest is over and one request finds out whether it works again. */
  state(now: number): 'open' | 'resting' | 'probing';
  /** Why it rests. */
  lastFailure(): CoreError | undefined;
  /** A request to it begins. */
  begin(): void;
  succeed(): void;
  fail(failure: CoreError, now: number): void;
  /** The request ended without saying anything about the authority: its caller gave up. */
  withdraw(): void;
}

/** The state of one authority that never failed. */
export function createBackOff({ initialMs = 5_000, longestMs = 300_000 }: BackOffPolicy = {}): BackOff {
  let failures = 0;
  let restsUntil = 0;
  let last: CoreError | undefined;
  let isProbing = false;
  return {
    state(now) {
      if (failures === 0) return 'open';
      if (isProbing) return 'probing';
      return now < restsUntil ? 'resting' : 'open';
    },
    lastFailure: () => last,
    begin() {
      isProbing = failures > 0;
    },
    succeed() {
      failures = 0;
      last = undefined;
      isProbing = false;
    },
    fail(failure, now) {
      // Requests that began together and fail together are one failure.
      const counts = isProbing || failures === 0;
      isProbing = false;
      last = failure;
      if (!counts) return;
      failures++;
      restsUntil = now + Math.min(longestMs, initialMs * 2 ** Math.min(failures - 1, 30));
    },
    withdraw() {
      isProbing = false;
    },
  };
}
