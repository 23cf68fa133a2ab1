import { describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import { checkTimestampDelay } from './timestamp-delay.ts';

describe('the delay between claim and proof', () => {
  const holds = (claimed: Date | undefined, milliseconds: number) =>
    checkTimestampDelay(claimed, new Date(NOW.getTime() + milliseconds), {
      timestamp: { maxDelay: 60_000 },
    }).map((one) => one.holds);

  it('is no longer than the policy allows, to the millisecond', () => {
    expect(holds(NOW, 60_000)).toEqual([true]);
    expect(holds(NOW, 60_001)).toEqual([false]);
    expect(holds(NOW, -1)).toEqual([true]);
  });

  it('cannot be kept by a seal that claims no time', () => {
    expect(holds(undefined, 0)).toEqual([false]);
  });

  it('matters only where the policy limits it', () => {
    expect(checkTimestampDelay(undefined, NOW, {})).toEqual([]);
  });
});
