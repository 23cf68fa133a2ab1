import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareBytes,
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  toBase64,
  toHex,
  utf8,
} from './bytes.ts';

describe('bytes', () => {
  it('are joined in order', () => {
    expect(concatBytes([])).toEqual(new Uint8Array());
    expect(concatBytes([utf8('a'), new Uint8Array(), utf8('bc')])).toEqual(utf8('abc'));
  });

  it('are equal when every one is', () => {
    expect(equalBytes(utf8('abc'), utf8('abc'))).toBe(true);
    for (const other of ['abd', 'ab', 'abcd', '']) expect(equalBytes(utf8('abc'), utf8(other))).toBe(false);
  });

  it('are ordered as DER sorts sets, a prefix first', () => {
    const sorted = [[], [0], [0, 0], [0, 1], [1], [0x7f], [0x80], [0xff]].map((each) =>
      Uint8Array.from(each),
    );
    expect(sorted.toReversed().sort(compareBytes)).toEqual(sorted);
    expect(compareBytes(utf8('a'), utf8('a'))).toBe(0);
  });

  it('become digits and bytes again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it('of any number become base64', () => {
    const large = new Uint8Array(200_000).fill(0xfb);
    expect(equalBytes(fromBase64(toBase64(large)) ?? new Uint8Array(), large)).toBe(true);
    expect(toBase64(Uint8Array.of(0xfb, 0xff))).toBe('+/8=');
  });

  it.each(['0', '0g', 'zz', '00 11', '0x00'])('are not read from the digits %j', (text) => {
    expect(fromHex(text)).toBeUndefined();
  });

  it.each(['A', 'AA', 'AAA', 'A===', 'AA=A', '-_8=', 'AAAA=', 'ÄÄÄÄ', '===='])(
    'are not read from the base64 %j',
    (text) => {
      expect(fromBase64(text)).toBeUndefined();
    },
  );

  it('are read from base64 in lines', () => {
    expect(fromBase64('QU\r\nJD\n RA=\t=')).toEqual(utf8('ABCD'));
    expect(fromBase64('')).toEqual(new Uint8Array());
  });
});
