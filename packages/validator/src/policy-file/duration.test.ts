import { describe, expect, it } from 'vitest';
import { DURATION_PATTERN, toMilliseconds } from './duration.ts';

describe('durations', () => {
  it.each<[string | number, number]>([
    [1500, 1500],
    ['PT5M', 300_000],
    ['P1D', 86_400_000],
    ['P2DT3H4M5S', 183_845_000],
    ['PT0S', 0],
  ])('%s are %i milliseconds', (stated, milliseconds) => {
    expect(toMilliseconds(stated)).toBe(milliseconds);
  });

  it.each(['PT5M', 'P1D', 'P2DT3H4M5S'])('have the form %s', (text) => {
    expect(text).toMatch(new RegExp(DURATION_PATTERN));
  });

  it.each(['', 'P', 'PT', 'P1DT', '1D', 'P1Y', 'P-1D', 'PT1.5S', 'PT5M3H', 'P1234567D', 'p1d', ' P1D'])(
    'have not the form "%s"',
    (text) => {
      expect(text).not.toMatch(new RegExp(DURATION_PATTERN));
    },
  );
});
