import { describe, expect, it } from 'vitest';
import { decodeStream } from './filters.ts';
import { type PdfObject, pdfArray, pdfDictionary, pdfName, pdfNumber, pdfStream } from './objects.ts';
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
    expect(code(() => decode([['Filter', pdfName('LZWDecode')]], data))).toBe('PDF_FILTER_UNSUPPORTED');
    expect(code(() => decode([['Filter', pdfArray([pdfName('Fl'), pdfName('Fl')])]], data))).toBe(
      'PDF_FILTER_UNSUPPORTED',
    );
    expect(code(() => decode([flate, parms('Predictor', pdfNumber(2))], data))).toBe(
      'PDF_FILTER_UNSUPPORTED',
    );
    expect(code(() => decode([flate, parms('Predictor', pdfNumber(99))], data))).toBe('PDF_SYNTAX');
    expect(code(() => decode([flate, png(0)], data))).toBe('PDF_SYNTAX');
    expect(code(() => decode([flate, png(3)], stored(Uint8Array.of(7, 1, 2, 3))))).toBe('PDF_SYNTAX');
  });
});
