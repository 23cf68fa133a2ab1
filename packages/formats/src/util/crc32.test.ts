import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { crc32 } from './crc32.ts';

describe('crc32', () => {
  it('has the check value of its definition', () => {
    expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });

  it('goes on from any byte to any other', () => {
    const bytes = Uint8Array.from({ length: 67 }, (_, at) => at * 37);
    for (let at = 0; at <= bytes.length; at++)
      expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(crc32(bytes));
  });

  it('tells a changed bit', () => {
    const bytes = new Uint8Array(20);
    const changed = Uint8Array.from(bytes, (byte, at) => (at === 13 ? byte ^ 1 : byte));
    expect(crc32(changed)).not.toBe(crc32(bytes));
  });
});
