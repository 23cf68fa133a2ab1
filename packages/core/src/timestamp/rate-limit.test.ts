import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimiter, isRateLimit } from './rate-limit.ts';

const DAY = 86_400_000;

describe('a rate limiter', () => {
  it('lets through what a limit allows, and says when the next may come', () => {
    const limiter = createRateLimiter([{ requests: 1, perMs: 15_000 }]);
    expect(limiter.nextFree(100)).toBe(100);
    limiter.take(100);
    expect(limiter.nextFree(101)).toBe(15_100);
    expect(limiter.nextFree(20_000)).toBe(20_000);
  });

  it('keeps several limits at once: so many a second, and so many a day', () => {
    const limiter = createRateLimiter([
      { requests: 1, perMs: 1000 },
      { requests: 3, perMs: DAY },
    ]);
    for (const time of [0, 1000, 5000]) {
      expect(limiter.nextFree(time)).toBe(time);
      limiter.take(time);
    }
    expect(limiter.nextFree(6000)).toBe(DAY);
  });

  it('without limits is always free, and remembers nothing', () => {
    const limiter = createRateLimiter([]);
    for (let count = 0; count < 1000; count++) limiter.take(count);
    expect(limiter.nextFree(7)).toBe(7);
  });

  it('never lets more through in any window than its limits say', () => {
    const limit = fc.record({
      requests: fc.integer({ min: 1, max: 5 }),
      perMs: fc.integer({ min: 1, max: 50 }),
    });
    const limits = fc.array(limit, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(limits, fc.array(fc.nat(30), { maxLength: 60 }), (given, gaps) => {
        const limiter = createRateLimiter(given);
        const times: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now = limiter.nextFree(now + gap);
          limiter.take(now);
          times.push(now);
        }
        for (const { requests, perMs } of given) {
          for (const start of times) {
            const inWindow = times.filter((time) => time >= start && time < start + perMs);
            expect(inWindow.length).toBeLessThanOrEqual(requests);
          }
        }
      }),
    );
  });
});

describe('a rate limit', () => {
  it.each([
    [{ requests: 1, perMs: 1000 }, true],
    [{ requests: 0, perMs: 1000 }, false],
    [{ requests: 1.5, perMs: 1000 }, false],
    [{ requests: 1, perMs: 0 }, false],
    [{ requests: 1, perMs: Number.NaN }, false],
  ])('%j: can it be kept? %s', (limit, expected) => {
    expect(isRateLimit(limit)).toBe(expected);
  });
});
