import { describe, expect, it } from 'vitest';
import { fromHex } from '../util/bytes.ts';
import { decodeText } from './strings.ts';
import { TAG } from './tags.ts';

const text = (tag: number, hex: string): string | undefined =>
  decodeText(tag, fromHex(hex) ?? new Uint8Array());

describe('character strings', () => {
  it.each([
    ['utf8String', 'e58db0f0a0aeb7', '印𠮷'],
    ['utf8String', 'efbbbf41', '\ufeffA'],
    ['printableString', '4a50', 'JP'],
    ['numericString', '3132', '12'],
    ['ia5String', '6140622e6a70', 'a@b.jp'],
    ['visibleString', '41', 'A'],
    ['teletexString', '4df66c6c6572', 'Möller'],
    ['bmpString', '5370', '印'],
    ['bmpString', 'd842dfb7', '𠮷'],
    ['universalString', '0000537000020bb7', '印𠮷'],
    ['utf8String', '', ''],
  ] as const)('%s %s', (type, hex, expected) => {
    expect(text(TAG[type], hex)).toBe(expected);
  });

  it.each([
    ['bytes that are no UTF-8', 'utf8String', 'ff'],
    ['an overlong form', 'utf8String', 'c0af'],
    ['a surrogate in UTF-8', 'utf8String', 'eda080'],
    ['bytes above ASCII', 'printableString', '80'],
    ['half a BMP character', 'bmpString', '53'],
    ['half a surrogate pair', 'bmpString', 'd842'],
    ['a part of a character', 'universalString', '000053'],
    ['a code point beyond Unicode', 'universalString', '00110000'],
    ['a surrogate in UTF-32', 'universalString', '0000d842'],
    ['a type that is no string', 'octetString', '41'],
  ] as const)('%s are no text', (_, type, hex) => {
    expect(text(TAG[type], hex)).toBeUndefined();
  });

  it('C16: keep a NUL where it is, so that nobody takes the text before it for the whole', () => {
    expect(text(TAG.utf8String, '676f6f642e6a7000')).toBe('good.jp\0');
  });
});
