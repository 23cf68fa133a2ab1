import { systemTimer } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { createPace } from './pace.ts';

describe('a pace', () => {
  it.each([
    { requests: 0, perMs: 1000 },
    { requests: 1.5, perMs: 1000 },
    { requests: 1, perMs: 0 },
    { requests: 1, perMs: Number.NaN },
  ])('cannot be %j', (limit) => {
    expect(() => createPace([limit], systemTimer)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', outcome: 'not-sent' }),
    );
  });

  it('lets every request go where nothing is said', async () => {
    const pace = createPace([], systemTimer);
    for (let times = 0; times < 100; times++) await pace.next();
  });

  it('gives each of those who wait a time of their own', async () => {
    const waited: number[] = [];
    const timer = { now: () => 0, wait: async (milliseconds: number) => void waited.push(milliseconds) };
    const pace = createPace([{ requests: 1, perMs: 100 }], timer);
    await Promise.all([pace.next(), pace.next(), pace.next()]);
    expect(waited).toEqual([100, 200]);
  });
});
