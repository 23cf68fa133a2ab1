import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromEitherBase64, toBase64Url } from './base64.ts';

describe('Base64', () => {
  it('for addresses has an alphabet of its own, with padding only when asked', () => {
    const bytes = Uint8Array.of(0xfb, 0xff, 0xbf, 0xfe);
    expect(toBase64Url(bytes)).toBe('-_-__g');
    expect(toBase64Url(bytes, { padded: true })).toBe('-_-__g==');
  });

  it('is read in both alphabets, padded or not, over lines', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), (bytes, padded) => {
        expect(fromEitherBase64(toBase64Url(bytes, { padded }))).toEqual(bytes);
        expect(fromEitherBase64(toBase64Url(bytes).replace(/.{10}/g, '$&\r\n '))).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AAAAA', '!', 'AA=A', 'A===', 'AAA==='])('is not "%s"', (text) => {
    expect(fromEitherBase64(text)).toBeUndefined();
  });
});
