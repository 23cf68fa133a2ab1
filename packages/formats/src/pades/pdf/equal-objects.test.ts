import { describe, expect, it } from 'vitest';
import { beginsWith, differingKeys, equalObjects, hasOnly } from './equal-objects.ts';
import {
  PDF_NULL,
  type PdfObject,
  pdfArray,
  pdfBoolean,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfReference,
  pdfStream,
  pdfString,
} from './objects.ts';
import { latin1 } from './test-documents.ts';

const text = (value: string, hex = false) => pdfString(latin1(value), hex);
const dictionary = (...entries: readonly (readonly [string, PdfObject])[]) => pdfDictionary(entries);

/** Objects of which no two are equal. */
const DIFFERENT: readonly PdfObject[] = [
  PDF_NULL,
  pdfBoolean(true),
  pdfBoolean(false),
  pdfNumber(1),
  pdfNumber(1.5),
  pdfName('1'),
  text('1'),
  text('2'),
  pdfReference(1),
  pdfReference(1, 1),
  pdfArray([]),
  pdfArray([pdfNumber(1)]),
  pdfArray([pdfNumber(1), pdfNumber(1)]),
  dictionary(),
  dictionary(['A', pdfNumber(1)]),
  dictionary(['A', pdfReference(1)]),
  pdfStream(dictionary(), latin1('1')),
  pdfStream(dictionary(), latin1('2')),
  pdfStream(dictionary(['A', pdfNumber(1)]), latin1('1')),
];

describe('equalObjects', () => {
  it('tells different objects apart', () => {
    for (const [i, a] of DIFFERENT.entries())
      for (const [k, b] of DIFFERENT.entries()) expect(equalObjects(a, b)).toBe(i === k);
  });

  it('passes over how the same is written', () => {
    expect(equalObjects(pdfNumber(1), { kind: 'real', value: 1, text: '1.0' })).toBe(true);
    expect(equalObjects(text('1'), text('1', true))).toBe(true);
    const [a, b] = [['A', pdfNumber(1)] as const, ['B', pdfNumber(2)] as const];
    expect(equalObjects(dictionary(a, b), dictionary(b, a, ['C', PDF_NULL]))).toBe(true);
  });
});

describe('parts of objects', () => {
  it('are compared entry by entry', () => {
    const [one, two] = [pdfNumber(1), pdfNumber(2)];
    expect(differingKeys(dictionary(['A', one], ['B', one]), dictionary(['B', two], ['C', one]))).toEqual([
      'A',
      'B',
      'C',
    ]);
    expect(hasOnly(dictionary(['A', one]), ['A', 'B'])).toBe(true);
    expect(hasOnly(dictionary(['A', one], ['C', one]), ['A', 'B'])).toBe(false);
    expect(beginsWith([one, two], [one])).toBe(true);
    expect(beginsWith([one], [one, two])).toBe(false);
  });
});
