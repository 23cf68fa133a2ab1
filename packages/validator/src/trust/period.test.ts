import { describe, expect, it } from 'vitest';
import { isWithin } from './period.ts';

const from = new Date('2020-01-01T00:00:00Z');
const until = new Date('2021-01-01T00:00:00Z');

function shifted(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}

describe('isWithin', () => {
  it('counts the first instant of a period and not the one that ends it', () => {
    expect(isWithin({ from, until }, shifted(from, -1))).toBe(false);
    expect(isWithin({ from, until }, from)).toBe(true);
    expect(isWithin({ from, until }, shifted(until, -1))).toBe(true);
    expect(isWithin({ from, until }, until)).toBe(false);
  });

  it('never ends a period that lasts', () => {
    expect(isWithin({ from, until: undefined }, new Date('9999-12-31T23:59:59Z'))).toBe(true);
  });
});
