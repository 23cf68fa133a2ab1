import { expect, it } from 'vitest';
import { flipBit, indexOfBytes, replaceBytes, swap, truncate } from './tamper.ts';

const bytes = Uint8Array.of(1, 2, 3, 4);

it('flips one bit in the middle, at a place, or counted from the end, and leaves the original alone', () => {
  expect([...flipBit(bytes)]).toEqual([1, 2, 2, 4]);
  expect([...flipBit(bytes, 0, 7)]).toEqual([0x81, 2, 3, 4]);
  expect([...flipBit(bytes, -1)]).toEqual([1, 2, 3, 5]);
  expect([...bytes]).toEqual([1, 2, 3, 4]);
  expect(() => flipBit(bytes, 4)).toThrow(RangeError);
  expect(() => flipBit(new Uint8Array())).toThrow(RangeError);
});

it('truncates to half, to a length, or by a length', () => {
  expect([...truncate(bytes)]).toEqual([1, 2]);
  expect([...truncate(bytes, 3)]).toEqual([1, 2, 3]);
  expect([...truncate(bytes, -3)]).toEqual([1]);
});

it('finds bytes', () => {
  expect(indexOfBytes(bytes, Uint8Array.of(3, 4))).toBe(2);
  expect(indexOfBytes(bytes, Uint8Array.of(4, 5))).toBe(-1);
  expect(indexOfBytes(Uint8Array.of(1, 1, 2), Uint8Array.of(1, 2))).toBe(1);
  expect(indexOfBytes(bytes, Uint8Array.of(1), 1)).toBe(-1);
  expect(indexOfBytes(bytes, new Uint8Array())).toBe(-1);
});

it('replaces the only occurrence of bytes', () => {
  expect([...replaceBytes(bytes, Uint8Array.of(2, 3), Uint8Array.of(9))]).toEqual([1, 9, 4]);
  expect(() => replaceBytes(bytes, Uint8Array.of(7), bytes)).toThrow('do not occur');
  expect(() => replaceBytes(Uint8Array.of(1, 1), Uint8Array.of(1), bytes)).toThrow('more than once');
});

it('exchanges two elements', () => {
  expect(swap(['a', 'b', 'c'], 0, 2)).toEqual(['c', 'b', 'a']);
});
