import { describe, expect, it } from 'vitest';
import { decodeStream } from './filters.ts';
import {
  PDF_NULL,
  type PdfObject,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfStream,
} from './objects.ts';
import { codeOf as code, latin1, stored, toLatin1 } from './test-documents.ts';

const LIMIT = 1 << 20;

describe('streams with filters', () => {
  const decode = (entries: readonly (readonly [string, PdfObject])[], bytes: Uint8Array) =>
    decodeStream(pdfStream(pdfDictionary(entries), bytes), LIMIT);
  const flate = ['Filter', pdfName('FlateDecode')] as const;
  const png = (columns: number, extra: readonly (readonly [string, PdfObject])[] = []) =>
    [
      'DecodeParms',
      pdfDictionary([['Predictor', pdfNumber(12)], ['Columns', pdfNumber(columns)], ...extra]),
    ] as const;

  it('leaves data without filter as it is, and undoes Flate in both spellings', () => {
    expect(toLatin1(decode([], latin1('abc')))).toBe('abc');
    expect(toLatin1(decode([flate], stored(latin1('abc'))))).toBe('abc');
    expect(toLatin1(decode([['Filter', pdfArray([pdfName('Fl')])]], stored(latin1('abc'))))).toBe('abc');
  });

  it('undoes every PNG row filter', () => {
    const rows = [
      [0, 10, 20, 30],
      [1, 10, 10, 10], // 10 20 30
      [2, 1, 1, 1], // 11 21 31
      [3, 6, 6, 6], // 11/2+6=11, (11+21)/2+6=22, (22+31)/2+6=32
      [4, 1, 1, 1], // paeth: 12, 23, 33
    ];
    const data = stored(Uint8Array.from(rows.flat()));
    expect([...decode([flate, png(3)], data)]).toEqual([
      10, 20, 30, 10, 20, 30, 11, 21, 31, 11, 22, 32, 12, 23, 33,
    ]);
  });

  it('looks as far to the left as a pixel is wide', () => {
    const data = stored(Uint8Array.from([1, 1, 2, 3, 10, 10, 10]));
    expect([...decode([flate, png(2, [['Colors', pdfNumber(3)]])], data)]).toEqual([1, 2, 3, 11, 12, 13]);
  });

  it('says what it cannot undo', () => {
    const data = stored(latin1('abc'));
    const parms = (key: string, value: PdfObject) => ['DecodeParms', pdfDictionary([[key, value]])] as const;
    expect(code(() => decode([['Filter', pdfName('DCTDecode')]], data))).toBe('PDF_FILTER_UNSUPPORTED');
    expect(code(() => decode([['Filter', pdfNumber(1)]], data))).toBe('PDF_FILTER_UNSUPPORTED');
    expect(code(() => decode([['F', pdfName('x')]], data))).toBe('PDF_FILTER_UNSUPPORTED');
    const many = pdfArray(Array.from({ length: 9 }, () => pdfName('Fl')));
    expect(code(() => decode([['Filter', many]], data))).toBe('PDF_LIMIT_EXCEEDED');
    expect(code(() => decode([flate, parms('Predictor', pdfNumber(2))], data))).toBe(
      'PDF_FILTER_UNSUPPORTED',
    );
    expect(code(() => decode([flate, parms('Predictor', pdfNumber(99))], data))).toBe('PDF_SYNTAX');
    expect(code(() => decode([flate, png(0)], data))).toBe('PDF_SYNTAX');
    expect(code(() => decode([flate, png(3)], stored(Uint8Array.of(7, 1, 2, 3))))).toBe('PDF_SYNTAX');
  });

  it('undoes filters one after the other, each with its own parameters', () => {
    const hex = latin1(
      `${[...stored(Uint8Array.of(2, 65, 66))].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}>`,
    );
    const filters = pdfArray([pdfName('ASCIIHexDecode'), pdfName('Crypt'), pdfName('FlateDecode')]);
    const parameters = pdfArray([PDF_NULL, PDF_NULL, png(2)[1]]);
    expect(
      toLatin1(
        decode(
          [
            ['Filter', filters],
            ['DecodeParms', parameters],
          ],
          hex,
        ),
      ),
    ).toBe('AB');
  });

  it.each<[string, string, string]>([
    ['ASCIIHexDecode', '48 65\n6c6C6f 2>x', 'Hello '],
    ['ASCII85Decode', '87cURD]i,"Ebo80~>', 'Hello World!'],
    ['ASCII85Decode', '87cUR z 87cUR', 'Hell\0\0\0\0Hell'],
    ['A85', '87cURDZ~>', 'Hello'],
    ['RunLengthDecode', '\x02abc\xfex\x00y\x80zz', 'abcxxxy'],
    // The example of ISO 32000-2 §7.4.4.2.
    ['LZWDecode', '\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01', '-----A---B'],
  ])('undoes %s', (filter, data, expected) => {
    expect(toLatin1(decode([['Filter', pdfName(filter)]], latin1(data)))).toBe(expected);
  });

  it.each([
    ['AHx', '4g>'],
    ['A85', '!~>'],
    ['A85', 'uuuuu~>'],
    ['A85', 'ab\x7f'],
    ['A85', '!z!!~>'],
    ['RL', '\x05ab'],
    ['RL', '\xfe'],
    ['LZW', '\x80\x7f\xff'],
  ])('refuses what %s cannot be: %s', (filter, data) => {
    expect(code(() => decode([['Filter', pdfName(filter)]], latin1(data)))).toBe('PDF_SYNTAX');
  });

  it.each([
    ['AHx', 'ab'.repeat(100)],
    ['A85', 'z'.repeat(100)],
    ['RL', '\x81a'.repeat(10)],
    ['LZW', '\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01'],
  ])('lets no more than the limit come out of %s', (filter, data) => {
    const stream = pdfStream(pdfDictionary([['Filter', pdfName(filter)]]), latin1(data));
    expect(code(() => decodeStream(stream, 9))).toBe('PDF_LIMIT_EXCEEDED');
  });
});
