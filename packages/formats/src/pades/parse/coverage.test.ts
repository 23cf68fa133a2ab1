import { describe, expect, it } from 'vitest';
import { parseObject } from '../pdf/parser.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, latin1, pageObjects } from '../pdf/test-documents.ts';
import { Scanner } from '../pdf/tokens.ts';
import { coveredEnd, readCoverage } from './coverage.ts';

const PDF = buildTestPdf({ objects: pageObjects() });
const END = PDF.length;
const object = (text: string) => parseObject(new Scanner(latin1(text)));
const CONTENTS = { start: 40, end: 60 };

async function coverage(byteRange: string, value?: Uint8Array) {
  return readCoverage(await PdfReader.open(PDF), object(byteRange), { span: CONTENTS, value });
}

describe('a /ByteRange', () => {
  it('around exactly the value, to the end of a revision, has no problem', async () => {
    const whole = `[0 40 60 ${END - 60}]`;
    expect(await coverage(whole)).toEqual({
      byteRange: [0, 40, 60, END - 60],
      ranges: [
        { start: 0, end: 40 },
        { start: 60, end: END },
      ],
      end: END,
      problems: [],
    });
    expect(coveredEnd(object(whole), END)).toBe(END);
    // The line feed after %%EOF may be left out.
    expect((await coverage(`[0 40 60 ${END - 61}]`)).problems).toEqual([]);
  });

  it.each([
    [`[0 39 60 ${END - 60}]`, /something else than the value/],
    [`[0 41 60 ${END - 60}]`, /something else than the value/],
    [`[0 40 61 ${END - 61}]`, /something else than the value/],
    [`[0 40 60 ${END - 65}]`, /does not end where a revision ends/],
    ['[0 40 60 0]', /does not end where a revision ends/],
    [`[5 35 60 ${END - 60}]`, /does not begin at the first byte/],
    ['[0 40]', /not two ranges/],
    ['[0 40 60 1 70 1]', /not two ranges/],
    ['null', /is missing/],
    [`[0 40 60 ${END}]`, /no list of ranges/],
    ['[60 10 0 40]', /no list of ranges/],
    [`[${'0 0 '.repeat(40)}]`, /no list of ranges/],
    ['(x)', /no list of ranges/],
  ])('%s is found wrong', async (byteRange, message) => {
    expect((await coverage(byteRange)).problems.join('\n')).toMatch(message);
  });

  it('is wrong when nobody knows where the value stands', async () => {
    const unknown = { span: undefined, value: undefined };
    const found = await readCoverage(await PdfReader.open(PDF), object(`[0 40 60 ${END - 60}]`), unknown);
    expect(found.problems).toHaveLength(1);
  });

  it('may leave out the same value at another place, written in hexadecimal digits and nothing else', async () => {
    const problemsAround = async (written: string, value: Uint8Array) => {
      const pdf = latin1(`%PDF-1.7\n${written}\n%%EOF`);
      const start = 9;
      const end = start + written.length;
      const ranges = `[0 ${start} ${end} ${pdf.length - end}]`;
      const reader = { source: { size: pdf.length, read: async (a: number, b: number) => pdf.slice(a, b) } };
      const contents = { span: { start: 0, end: 1 }, value };
      return (await readCoverage(reader, object(ranges), contents)).problems.length;
    };
    const value = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05);
    expect(await problemsAround('<3003020105>', value)).toBe(0);
    for (const other of ['<3003020106>', '(3003020105)', '<30030201 5>', '<300302010500>'])
      expect(await problemsAround(other, value), other).toBe(1);
  });

  it('that is none covers nothing', () => {
    for (const text of ['null', '5', '[]', '[0 1 2]', '[0 -1 2 3]', '[0 1.0 2 3]'])
      expect(coveredEnd(object(text), END)).toBe(0);
  });
});
