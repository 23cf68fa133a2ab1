/**
 * How often a contract lets an authority be asked.
 *
 * @module
 */

/** At most so many requests in any period of that length: `{ requests: 1, perMs: 15_000 }`. */
export interface RateLimit {
  readonly requests: number;
  readonly perMs: number;
}

/** Remembers requests as far as its limits reach back. */
export interface RateLimiter {
  /** The earliest time, not before `now`, at which the next request keeps all limits. */
  nextFree(now: number): number;
  /** Notes a request that begins. */
  take(now: number): void;
}

/** Whether a limit can be kept: whole requests, and a period. */
export function isRateLimit({ requests, perMs }: RateLimit): boolean {
  return Number.isSafeInteger(requests) && requests > 0 && Number.isFinite(perMs) && perMs > 0;
}

/** A limiter over sliding windows: unlike with calendar days or full seconds, no two bursts meet at their border. */
export function createRateLimiter(limits: readonly RateLimit[]): RateLimiter {
  const reach = Math.max(0, ...limits.map(({ requests }) => requests));
  let begun: number[] = [];
  return {
    nextFree: (now) =>
      limits.reduce((earliest, { requests, perMs }) => {
        const counted = begun.at(-requests);
        return counted === undefined ? earliest : Math.max(earliest, counted + perMs);
      }, now),
    take(now) {
      begun.push(now);
      // Cut now and then, so that a day's worth of requests is not moved with each of them.
      if (begun.length > 2 * reach) begun = reach === 0 ? [] : begun.slice(-reach);
    },
  };
}
