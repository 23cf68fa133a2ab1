import { describe, expect, it } from 'vitest';
import { DecodeError } from '../errors.ts';
import { readable } from './readable.ts';

describe('readable', () => {
  it('is what was read', () => {
    expect(readable(() => 5)).toBe(5);
  });

  it('is nothing when a codec refuses, and lets other errors pass', () => {
    const refused = () => {
      throw new DecodeError('broken', 'X', 0);
    };
    const faulty = () => {
      throw new TypeError('a fault');
    };
    expect(readable(refused)).toBeUndefined();
    expect(() => readable(faulty)).toThrow(TypeError);
  });
});
