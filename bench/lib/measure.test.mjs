import { describe, expect, it } from 'vitest';
import { median, medians, ratios, runsOfBlock, takesPart } from './measure.mjs';

describe('figures of rounds', () => {
  it('have a median, those that were left out not counted', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([5, undefined, undefined, 1, 3])).toBe(3);
    expect(medians({ one: [1, 2, 9], two: [7] })).toEqual({ one: 2, two: 7 });
  });

  it('are compared round by round', () => {
    const figures = { raw: [1, 2, 4], ours: [2, 4, 40], slow: [10, undefined, undefined] };
    expect(ratios(figures)).toEqual({ ours: 2, slow: 10 });
  });
});

describe('a work', () => {
  it('fills a block by as many runs as that takes, and runs once while its time is not known', () => {
    expect([0, 0.001, 0.06, 1, 600].map(runsOfBlock)).toEqual([1, 5000, 1000, 60, 1]);
  });

  it('that is slow takes part in every fifth round', () => {
    const rounds = [0, 1, 2, 3, 4, 5];
    expect(rounds.filter((round) => takesPart(2000, round))).toEqual([0, 5]);
    expect(rounds.filter((round) => takesPart(1, round))).toEqual(rounds);
  });
});
