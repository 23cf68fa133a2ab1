import { describe, expect, it } from 'vitest';
import { type PdfStream, pdfStream } from './objects.ts';
import { parseObject } from './parser.ts';
import { latin1 } from './test-documents.ts';
import { Scanner } from './tokens.ts';
import { parseXrefStream } from './xref-stream.ts';

const LIMIT = 1000;

function stream(entries: string, data: readonly number[]): PdfStream {
  const dictionary = parseObject(new Scanner(latin1(`<</Type/XRef ${entries}>>`)));
  if (dictionary.kind !== 'dictionary') throw new Error('no dictionary');
  return pdfStream(dictionary, Uint8Array.from(data));
}

const codeOf = (entries: string, data: readonly number[] = []) => {
  try {
    parseXrefStream(stream(entries, data), 5, LIMIT);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a cross-reference stream', () => {
  it('tells of every kind of entry', () => {
    const section = parseXrefStream(
      stream('/W[1 2 1]/Size 5', [0, 0, 0, 0, 1, 1, 2, 3, 2, 0, 9, 4, 3, 0, 0, 0, 1, 0, 255, 0]),
      5,
      LIMIT,
    );
    expect(section).toMatchObject({ kind: 'stream', offset: 5, end: 5 });
    expect(section.locate(0)).toEqual({ kind: 'free' });
    expect(section.locate(1)).toEqual({ kind: 'offset', offset: 258, generation: 3 });
    expect(section.locate(2)).toEqual({ kind: 'compressed', stream: 9, index: 4 });
    // A kind of the future.
    expect(section.locate(3)).toEqual({ kind: 'free' });
    expect(section.locate(4)).toEqual({ kind: 'offset', offset: 255, generation: 0 });
    expect(section.locate(5)).toBeUndefined();
  });

  it('may leave out the first and the last field, and number objects in runs', () => {
    const section = parseXrefStream(stream('/W[0 1 0]/Index[10 1 3 2]/Size 11', [1, 2, 3]), 5, LIMIT);
    expect([10, 3, 4].map((id) => section.locate(id))).toMatchObject([
      { offset: 1 },
      { offset: 2 },
      { offset: 3 },
    ]);
    expect(section.end).toBe(11);
  });

  it.each([
    ['no /W', '/Size 1'],
    ['two widths', '/W[1 1]/Size 1'],
    ['a negative width', '/W[1 -1 1]/Size 1'],
    ['a width of nine', '/W[1 9 1]/Size 1'],
    ['nothing in the second field', '/W[1 0 1]/Size 1'],
    ['no /Size', '/W[1 1 1]'],
    ['more entries than data', '/W[1 1 1]/Size 2'],
    ['a huge /Index', '/W[1 1 1]/Size 1/Index[0 999999999]'],
    ['an /Index with a name', '/W[1 1 1]/Size 1/Index[/A 1]'],
    ['an /Index of one number', '/W[1 1 1]/Size 1/Index[0]'],
    ['an object twice', '/W[1 1 1]/Size 1/Index[0 1 0 1]'],
  ])('is refused with %s', (_, entries) => {
    expect(codeOf(entries, [1, 2, 3, 1, 2].slice(0, entries.includes('0 1 0 1') ? 5 : 3))).toBe(
      'PDF_XREF_BROKEN',
    );
  });
});
