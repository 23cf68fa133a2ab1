import { describe, expect, it } from 'vitest';
import { latin1 } from './test-documents.ts';
import { Scanner } from './tokens.ts';
import { parseXrefTable } from './xref-table.ts';

const parse = (text: string) => parseXrefTable(new Scanner(latin1(text)), 77);
const TRAILER = 'trailer\n<</Size 9>>\n';
const codeOf = (text: string) => {
  try {
    parse(text);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const row = (offset: number, kind = 'n', end = ' \n', generation = 0) =>
  `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind}${end}`;

describe('a cross-reference table', () => {
  it('is looked up where it stands', () => {
    const section = parse(`0 3\n${row(0, 'f')}${row(17)}${row(81, 'n', '\r\n', 2)}7 1\n${row(99)}${TRAILER}`);
    expect(section).toMatchObject({ kind: 'table', offset: 77, end: 8 });
    expect(section.locate(0)).toEqual({ kind: 'free' });
    expect(section.locate(1)).toEqual({ kind: 'offset', offset: 17, generation: 0 });
    expect(section.locate(2)).toEqual({ kind: 'offset', offset: 81, generation: 2 });
    expect(section.locate(7)).toEqual({ kind: 'offset', offset: 99, generation: 0 });
    expect([section.locate(3), section.locate(8)]).toEqual([undefined, undefined]);
    expect(section.trailer.entries.has('Size')).toBe(true);
  });

  it('may be empty, or have its runs in any order', () => {
    expect(parse(`0 0\n${TRAILER}`).locate(0)).toBeUndefined();
    expect(parse(TRAILER).end).toBe(0);
    expect(parse(`5 1\n${row(55)}1 1\n${row(11)}${TRAILER}`).locate(1)).toMatchObject({ offset: 11 });
  });

  it.each(['\n', '\r', ' ', '   \n', ''])('is read with entries that end with %j', (end) => {
    const section = parse(`1 3 \n${row(11, 'n', end)} ${row(22, 'n', end)} ${row(33, 'f', end)} ${TRAILER}`);
    expect([1, 2, 3].map((id) => section.locate(id))).toMatchObject([
      { offset: 11 },
      { offset: 22 },
      { kind: 'free' },
    ]);
  });

  it('has objects at 0 as free', () => {
    expect(parse(`1 1\n${row(0)}${TRAILER}`).locate(1)).toEqual({ kind: 'free' });
  });

  it('is refused when an entry is malformed, at the latest when it is looked up', () => {
    expect(codeOf(`1 1\n00000000xx 00000 n \n${TRAILER}`)).toBe('PDF_XREF_BROKEN');
    expect(codeOf(`1 1\n${row(11, 'x')}${TRAILER}`)).toBe('PDF_XREF_BROKEN');
    const damaged = parse(`1 4\n${row(11)}${row(22)}${row(33, 'x')}${row(44)}${TRAILER}`);
    expect(damaged.locate(4)).toMatchObject({ offset: 44 });
    expect(() => damaged.locate(3)).toThrow(/malformed entry/);
  });

  it.each([
    ['without trailer', `1 1\n${row(11)}`],
    ['cut off', `1 9\n${row(11)}${row(22)}`],
    ['with an impossible count', `1 99999999\n${TRAILER}`],
    ['with an object twice', `1 1\n${row(11)}1 1\n${row(12)}${TRAILER}`],
    ['with runs that overlap', `1 2\n${row(11)}${row(12)}2 1\n${row(13)}${TRAILER}`],
    ['with something else', `abc ${TRAILER}`],
    ['with a trailer that is no dictionary', `trailer [1]`],
  ])('is refused %s', (_, text) => {
    expect(codeOf(text)).toBe('PDF_XREF_BROKEN');
  });
});
