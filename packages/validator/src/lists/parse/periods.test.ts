import { describe, expect, it } from 'vitest';
import { type HistoryEntry, toPeriods } from './periods.ts';

interface Named {
  readonly from: Date;
  readonly name: string;
}

function year(of: number): Date {
  return new Date(Date.UTC(of, 0, 1));
}

function entry(from: number, name?: string): HistoryEntry<Named> {
  return { from: year(from), value: name === undefined ? undefined : { from: year(from), name } };
}

function periods(current: number, ...history: readonly HistoryEntry<Named>[]): readonly unknown[] {
  return toPeriods({ from: year(current), name: 'now' }, history).map(({ from, name, until }) => [
    name,
    from.getUTCFullYear(),
    until?.getUTCFullYear(),
  ]);
}

describe('periods', () => {
  it('end where the next newer one begins, the newest first, in whatever order they are written', () => {
    const expected = [
      ['now', 2020, undefined],
      ['b', 2019, 2020],
      ['a', 2017, 2019],
    ];
    expect(periods(2020, entry(2019, 'b'), entry(2017, 'a'))).toEqual(expected);
    expect(periods(2020, entry(2017, 'a'), entry(2019, 'b'))).toEqual(expected);
  });

  it('end where an entry begins that could not be read, and nothing holds in its place', () => {
    expect(periods(2020, entry(2019), entry(2017, 'a'))).toEqual([
      ['now', 2020, undefined],
      ['a', 2017, 2019],
    ]);
  });

  it('of two that begin together are the one that is written first', () => {
    expect(periods(2020, entry(2018, 'b'), entry(2018, 'a'))).toEqual([
      ['now', 2020, undefined],
      ['b', 2018, 2020],
    ]);
  });

  it('never come after what is true now, nor begin with it', () => {
    expect(periods(2020, entry(2020, 'a'), entry(2025, 'b'), entry(2019, 'c'))).toEqual([
      ['now', 2020, undefined],
      ['c', 2019, 2020],
    ]);
  });
});
