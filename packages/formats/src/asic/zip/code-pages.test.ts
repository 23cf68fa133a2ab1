import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { decodeStrictly, possibleNames } from './code-pages.ts';

describe('possibleNames', () => {
  it('has but one for ASCII and for UTF-8', () => {
    expect(possibleNames(utf8('a.txt'))).toEqual(['a.txt']);
    expect(possibleNames(utf8('請求書'))).toEqual(['請求書']);
    expect(possibleNames(new Uint8Array())).toEqual(['']);
  });

  it('has the Japanese one first where the bytes are CP932', () => {
    expect(possibleNames(Uint8Array.of(0x8b, 0xe0))).toEqual(['金', 'ïα', 'őÓ']);
  });

  it('has none in Japanese where they are not', () => {
    expect(possibleNames(Uint8Array.of(0x80, 0xff))).toEqual(['Ç\u00a0']);
    expect(possibleNames(Uint8Array.of(0x8b))).toEqual(['ï', 'ő']);
  });

  it('reads every byte in both code pages', () => {
    // A byte of UTF-8 that nothing follows keeps the whole from being UTF-8 or CP932.
    const bytes = Uint8Array.from({ length: 129 }, (_, at) => (at === 128 ? 0xff : 0x80 + at));
    const names = possibleNames(bytes);
    expect(names.map((name) => [...name].length)).toEqual([129, 129]);
    for (const name of names) expect(name).not.toContain('\ufffd');
    expect(names.map((name) => new Set(name).size)).toEqual([128, 128]);
  });
});

describe('decodeStrictly', () => {
  it('keeps a byte order mark, which is part of a name', () => {
    expect(decodeStrictly('utf-8', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
  });

  it('has nothing to give for a byte that is none of the encoding', () => {
    expect(decodeStrictly('shift_jis', Uint8Array.of(0x95, 0x5c))).toBe('表');
    expect(decodeStrictly('shift_jis', Uint8Array.of(0x95))).toBeUndefined();
    expect(decodeStrictly('utf-8', Uint8Array.of(0xc0, 0x80))).toBeUndefined();
  });
});
