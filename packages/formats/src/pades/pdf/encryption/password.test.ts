import { toHex } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { passwordBytes } from './password.ts';

const hex = (password: string, revision: number) => passwordBytes(password, revision).map(toHex);

describe('a password as bytes', () => {
  it('is in PDFDocEncoding before AES-256, and in UTF-8 where that fails', () => {
    expect(hex('abc', 3)).toEqual(['616263']);
    expect(hex('é€', 4)).toEqual(['e9a0', 'c3a9e282ac']);
    expect(hex('印', 4)).toEqual(['e58db0']);
  });

  it('is prepared by SASLprep for AES-256, and tried as it is too', () => {
    // RFC 4013 §3: examples 1, 4 and 5; a space that is not U+0020.
    expect(hex('I\u00adX', 6)[0]).toBe('4958');
    expect(hex('\u00aa', 6)[0]).toBe('61');
    expect(hex('\u2168', 6)[0]).toBe('4958');
    expect(hex('a\u3000b', 6)).toEqual(['612062', '61e3808062']);
  });

  it('ends after 127 bytes for AES-256', () => {
    expect(passwordBytes('x'.repeat(300), 6).map(({ length }) => length)).toEqual([127]);
  });
});
