import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { sha256Of } from './sha256.ts';

describe('sha256Of', () => {
  it('is the digest of FIPS 180-4 in lower-case hexadecimal', async () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await sha256Of(utf8('abc'))).toBe(expected);
  });

  it('tells bytes apart, none at all too', async () => {
    const digests = await Promise.all(
      [new Uint8Array(), Uint8Array.of(0), Uint8Array.of(0, 0)].map(sha256Of),
    );
    expect(new Set(digests).size).toBe(3);
  });
});
