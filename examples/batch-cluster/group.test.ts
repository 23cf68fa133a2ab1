import { describe, expect, it } from 'vitest';
import { inGroups } from './group.ts';

describe('working in groups', () => {
  it('works at once on what comes first, and on what came meanwhile together, in groups of a largest size', async () => {
    const groups: (readonly number[])[] = [];
    const double = inGroups(async (items: readonly number[]) => {
      groups.push(items);
      return items.map((item) => item * 2);
    }, 3);
    expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
    expect(await double(6)).toBe(12);
  });

  it('fails all of a group with it, and goes on with the next', async () => {
    const work = inGroups(async (items: readonly string[]) => {
      if (items.includes('bad')) throw new Error('no authorisation');
      return items;
    }, 2);
    const outcomes = await Promise.allSettled(['first', 'good', 'bad', 'next'].map(work));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  });

  it('fails what a group gave no result for', async () => {
    const work = inGroups(async (): Promise<readonly string[]> => [], 2);
    await expect(work('one')).rejects.toThrow('no result');
  });
});
