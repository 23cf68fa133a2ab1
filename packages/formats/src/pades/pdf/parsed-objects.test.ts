import { describe, expect, it } from 'vitest';
import { ParsedObjects } from './parsed-objects.ts';

const MEGABYTE = 1 << 20;

describe('parsed objects', () => {
  it('are remembered by their place, the first one that is given', () => {
    const objects = new ParsedObjects<string>();
    objects.set(7, 'seven', 10);
    objects.set(7, 'other', 10);
    expect([objects.get(7), objects.get(8)]).toEqual(['seven', undefined]);
  });

  it('are forgotten when there are too many, those first that nobody asked for lately', () => {
    const objects = new ParsedObjects<number>();
    for (const offset of [1, 2, 3, 4]) objects.set(offset, offset, MEGABYTE);
    expect(objects.get(1)).toBe(1);
    objects.set(5, 5, MEGABYTE);
    expect([1, 2, 3, 5].map((offset) => objects.get(offset))).toEqual([1, undefined, 3, 5]);
  });

  it('are not remembered when one alone is too much', () => {
    const objects = new ParsedObjects<number>();
    objects.set(1, 1, 1);
    objects.set(2, 2, 8 * MEGABYTE);
    expect([objects.get(1), objects.get(2)]).toEqual([1, undefined]);
  });
});
