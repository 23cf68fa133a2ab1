import { fromHex, toHex, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { rc4 } from './rc4.ts';

describe('RC4', () => {
  // RFC 6229 §2, the first sixteen bytes of the key stream.
  it.each([
    ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
    ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
  ])('has the key stream of the key %s', (key, stream) => {
    expect(toHex(rc4(fromHex(key) ?? new Uint8Array(), new Uint8Array(16)))).toBe(stream);
  });

  it('decrypts what it encrypted, and not with another key', () => {
    const encrypted = rc4(utf8('key'), utf8('plain'));
    expect(rc4(utf8('key'), encrypted)).toEqual(utf8('plain'));
    expect(rc4(utf8('kez'), encrypted)).not.toEqual(utf8('plain'));
  });
});
