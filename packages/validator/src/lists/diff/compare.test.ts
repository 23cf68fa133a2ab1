import { describe, expect, it } from 'vitest';
import { entryChanges, fieldChanges, isSame } from './compare.ts';

describe('comparisons of lists', () => {
  it('tell entries that came, went or changed, in the order of their keys', () => {
    const before = new Map([
      ['gone', 1],
      ['same', 2],
      ['changed', 3],
    ]);
    const after = new Map([
      ['new', 4],
      ['changed', 5],
      ['same', 2],
    ]);
    expect(entryChanges(before, after)).toEqual([
      { key: 'changed', before: 3, after: 5 },
      { key: 'gone', before: 1, after: null },
      { key: 'new', before: null, after: 4 },
    ]);
  });

  it('tell fields that changed, and nothing when none did', () => {
    const before = { names: ['a', 'b'], type: ['x'] };
    expect(fieldChanges(before, { names: ['b', 'a'], type: ['x'] })).toEqual([
      { field: 'names', before: ['a', 'b'], after: ['b', 'a'] },
    ]);
    expect(fieldChanges(before, structuredClone(before))).toEqual([]);
  });

  it('take values for the same that are written alike, and no others', () => {
    expect(isSame({ a: [1, null] }, { a: [1, null] })).toBe(true);
    expect(isSame([1, 2], [2, 1])).toBe(false);
    expect(isSame('1', 1)).toBe(false);
  });
});
