import { describe, expect, it } from 'vitest';
import { bitLength, power, toBigInt, toBytes } from './big-integer.ts';

describe('whole numbers of keys', () => {
  it('are read from big-endian bytes and written back', () => {
    expect(toBigInt(Uint8Array.of(1, 0, 2))).toBe(0x10002n);
    expect(toBigInt(new Uint8Array())).toBe(0n);
    expect(toBytes(0x10002n, 4)).toEqual(Uint8Array.of(0, 1, 0, 2));
    expect(toBytes(0x10002n, 2)).toBeUndefined();
  });

  it('know their length in bits', () => {
    expect([0n, 1n, 255n, 256n].map(bitLength)).toEqual([0, 1, 8, 9]);
  });

  it('are raised to powers', () => {
    expect(power(3n, 200n, 1000n)).toBe(3n ** 200n % 1000n);
    expect(power(1005n, 1n, 1000n)).toBe(5n);
    expect(power(7n, 0n, 11n)).toBe(1n);
  });
});
