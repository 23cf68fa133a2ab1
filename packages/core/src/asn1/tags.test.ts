import { describe, expect, it } from 'vitest';
import { contextTag, TAG } from './tags.ts';

describe('identifier octets', () => {
  it('of context tags carry the constructed bit where asked', () => {
    expect([contextTag(0), contextTag(0, true), contextTag(6), contextTag(3, true)]).toEqual([
      0x80, 0xa0, 0x86, 0xa3,
    ]);
  });

  it('of universal types are different', () => {
    expect(new Set(Object.values(TAG)).size).toBe(Object.keys(TAG).length);
  });
});
