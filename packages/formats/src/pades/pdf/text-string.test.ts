import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pdfString } from './objects.ts';
import { latin1, toLatin1 } from './test-documents.ts';
import { dateString, decodeTextString, parseDateString, textString } from './text-string.ts';

describe('text strings', () => {
  it('writes ASCII as it is and everything else as UTF-16BE with its mark', () => {
    expect(toLatin1(textString('Invoice (1)').bytes)).toBe('Invoice (1)');
    expect([...textString('請').bytes]).toEqual([0xfe, 0xff, 0x8a, 0xcb]);
    expect([...textString('𠮷').bytes]).toEqual([0xfe, 0xff, 0xd8, 0x42, 0xdf, 0xb7]);
    expect(textString('é').bytes[0]).toBe(0xfe);
  });

  it('reads back every text it writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeTextString(textString(text))).toBe(text);
      }),
    );
  });

  it('reads UTF-8 with its mark and PDFDocEncoding', () => {
    expect(decodeTextString(pdfString(Uint8Array.from([0xef, 0xbb, 0xbf, 0xe8, 0xab, 0x8b])))).toBe('請');
    expect(decodeTextString(pdfString(latin1('\x18\x80\x92\xa0\xe9')))).toBe('˘•™€é');
  });
});

describe('dates', () => {
  it('writes seconds of UTC', () => {
    expect(toLatin1(dateString(new Date('2026-11-03T04:05:06.789Z')).bytes)).toBe("D:20261103040506+00'00'");
  });

  it.each([
    ["D:20261103040506+00'00'", '2026-11-03T04:05:06Z'],
    ["D:20261103130506+09'00'", '2026-11-03T04:05:06Z'],
    ["D:20261102203506-07'30", '2026-11-03T04:05:06Z'],
    ['D:20261103040506Z', '2026-11-03T04:05:06Z'],
    ['D:20261103040506', '2026-11-03T04:05:06Z'],
    ['D:2026', '2026-01-01T00:00:00Z'],
    ['D:00010203', '0001-02-03T00:00:00Z'],
  ])('reads %s', (text, iso) => {
    expect(parseDateString(text)?.getTime()).toBe(Date.parse(iso));
  });

  it.each(['', '2026', 'D:', 'D:20261301', 'D:20261132', 'D:2026110325', 'D:x', 'D:20261103040506+09:00'])(
    'takes "%s" for no date',
    (text) => {
      expect(parseDateString(text)).toBeUndefined();
    },
  );
});
