import { describe, expect, it } from 'vitest';
import { isBeforeEndOfTransition, isSinceEidas } from './eidas-times.ts';

const MIDNIGHT_2016 = new Date('2016-07-01T00:00:00+02:00');
const MIDNIGHT_2017 = new Date('2017-07-01T00:00:00+02:00');

function justBefore(time: Date): Date {
  return new Date(time.getTime() - 1);
}

describe('the times of the Regulation', () => {
  it('begin at midnight in Brussels', () => {
    expect([isSinceEidas(justBefore(MIDNIGHT_2016)), isSinceEidas(MIDNIGHT_2016)]).toEqual([false, true]);
  });

  it('leave one year for what was qualified before', () => {
    expect(isBeforeEndOfTransition(justBefore(MIDNIGHT_2017))).toBe(true);
    expect(isBeforeEndOfTransition(MIDNIGHT_2017)).toBe(false);
  });
});
