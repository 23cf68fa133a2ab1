import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import { type FreshnessPolicy, freshUntil, isFresh } from './freshness.ts';

const policy = (maxAge: number | null): FreshnessPolicy => ({
  revocationFreshness: { maxAge, withoutNextUpdate: 3_600_000 },
  clockTolerance: 60_000,
});
const after = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

describe('the freshness of revocation data', () => {
  it('lasts until its nextUpdate and the tolerance of clocks, or for as long as the policy says', () => {
    const week = { thisUpdate: NOW, nextUpdate: addDays(NOW, 7) };
    expect(isFresh(week, addDays(NOW, 7), policy(null))).toBe(true);
    expect(isFresh(week, new Date(addDays(NOW, 7).getTime() + 60_000), policy(null))).toBe(true);
    expect(isFresh(week, new Date(addDays(NOW, 7).getTime() + 60_001), policy(null))).toBe(false);
    const open = { thisUpdate: NOW, nextUpdate: undefined };
    expect(isFresh(open, after(3_660_000), policy(null))).toBe(true);
    expect(isFresh(open, after(3_660_001), policy(null))).toBe(false);
    expect(freshUntil(week, policy(null))).toEqual(addDays(NOW, 7));
    expect(freshUntil(open, policy(null))).toEqual(after(3_600_000));
  });

  it('is exact where the policy limits the age: with none allowed, data has to be of after the time', () => {
    const data = { thisUpdate: NOW, nextUpdate: addDays(NOW, 7) };
    expect(isFresh(data, after(-1), policy(0))).toBe(true);
    expect(isFresh(data, NOW, policy(0))).toBe(false);
    expect(isFresh(data, after(999), policy(1000))).toBe(true);
    expect(isFresh(data, after(1000), policy(1000))).toBe(false);
    expect(freshUntil(data, policy(0))).toEqual(NOW);
  });
});
