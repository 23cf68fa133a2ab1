import { describe, expect, it } from 'vitest';
import { toHex } from '../util/bytes.ts';
import { randomBytes } from './random.ts';

describe('random bytes', () => {
  it('are as many as asked for, and different each time', () => {
    expect([0, 1, 32, 1000].map((length) => randomBytes(length).length)).toEqual([0, 1, 32, 1000]);
    expect(new Set(Array.from({ length: 100 }, () => toHex(randomBytes(16)))).size).toBe(100);
  });
});
