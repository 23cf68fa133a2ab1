/** Files made to take time or memory: each is refused, or read, within a second and 200 MB. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FormatsError } from '../../errors.ts';
import { SOON, startStopwatch } from '../../test-stopwatch.ts';
import { parsePades } from '../parse/parse.ts';
import { buildTestPdf, latin1, pageObjects, testStream, toLatin1 } from './test-documents.ts';

const MEMORY = 200_000_000;

const known = new Map<number, string>();
/** White space, deflated; the same length once. */
function deflated(length: number): string {
  const data = known.get(length) ?? toLatin1(deflateSync(Buffer.alloc(length, 0x20)));
  known.set(length, data);
  return data;
}
const flate = (entries: string, length: number): string =>
  testStream(`${entries}/Filter/FlateDecode`, deflated(length));
const fields = (count: number): string => Array.from({ length: count }, (_, i) => `${100 + i} 0 R`).join(' ');

/** A form whose fields are made one by one. */
function form(count: number, field: (id: number) => string, more: Record<number, string> = {}): Uint8Array {
  const objects: Record<number, string> = {
    ...pageObjects(1, `/AcroForm<</Fields[${fields(count)}]>>`),
    ...more,
  };
  for (let id = 100; id < 100 + count; id++) objects[id] = field(id);
  return buildTestPdf({ objects });
}

/** Cross-reference streams, each before the next, that inflate to much. */
function chainOfXrefStreams(count: number, length: number): Uint8Array {
  let text = toLatin1(buildTestPdf({ objects: pageObjects() }));
  let previous = /startxref\n(\d+)/.exec(text)?.[1];
  for (let i = 0; i < count; i++) {
    const at = text.length;
    text += `9 0 obj\n${flate(`/Type/XRef/W[1 1 1]/Size 1/Root 1 0 R/Prev ${previous}`, length)}\nendobj\n`;
    previous = String(at);
  }
  return latin1(`${text}startxref\n${previous}\n%%EOF\n`);
}

/** Fields in object streams of their own, each of which inflates to much. */
function objectStreamBombs(count: number, length: number): Uint8Array {
  const base = toLatin1(form(count, () => 'null'));
  let text = base;
  const rows: string[] = [];
  for (let i = 0; i < count; i++) {
    rows.push(
      String.fromCharCode(1, (text.length >> 16) & 255, (text.length >> 8) & 255, text.length & 255, 0),
    );
    const data = Buffer.concat([Buffer.from(`${100 + i} 0 `), Buffer.alloc(length, 0x20)]);
    const stream = testStream(`/Type/ObjStm/N 1/First 6/Filter/FlateDecode`, toLatin1(deflateSync(data)));
    text += `${1000 + i} 0 obj\n${stream}\nendobj\n`;
  }
  const packed = rows.map((_, i) => String.fromCharCode(2, 0, (1000 + i) >> 8, (1000 + i) & 255, 0));
  const previous = /startxref\n(\d+)/.exec(base)?.[1];
  const index = `/Index[100 ${count} 1000 ${count}]`;
  const entries = `/Type/XRef/W[1 3 1]${index}/Size 9999/Root 1 0 R/Prev ${previous}`;
  const xref = `9000 0 obj\n${testStream(entries, [...packed, ...rows].join(''))}\nendobj\n`;
  return latin1(`${text}${xref}startxref\n${text.length}\n%%EOF\n`);
}

const plain = toLatin1(buildTestPdf({ objects: pageObjects() }));
const unfinished = plain.slice(0, plain.indexOf('startxref'));
const withTrailer = (entries: string): Uint8Array => latin1(plain.replace('/Root', `${entries}/Root`));
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const FILES: readonly (readonly [string, () => Uint8Array])[] = [
  ['a chain of cross-reference streams that inflate', () => chainOfXrefStreams(20, 1 << 24)],
  ['one cross-reference stream of 128 MB', () => chainOfXrefStreams(1, 1 << 27)],
  ['object streams that inflate', () => objectStreamBombs(12, 1 << 24)],
  ['arrays nested a million times', () => form(1, () => nested(1_000_000))],
  ['a trailer that never ends', () => withTrailer(`/X${'['.repeat(2_000_000)}`)],
  [
    'ten megabytes of white space before the trailer',
    () => latin1(plain.replace('trailer', `${' '.repeat(10_000_000)}trailer`)),
  ],
  ['ten megabytes of comments', () => latin1(plain.replace('trailer', `${'%x\n'.repeat(3_500_000)}trailer`))],
  [
    'a table said to have 4 000 000 000 entries',
    () => latin1(plain.replace(/xref\n0 1\n/, 'xref\n0 4000000000\n')),
  ],
  [
    'a table of 500 000 malformed rows',
    () => latin1(plain.replace(/xref\n0 1\n/, `xref\n100 500000\n${'0 0 f\n'.repeat(500_000)}0 1\n`)),
  ],
  ['a /Size of 2^31', () => withTrailer('/XSize 2147483647')],
  [
    '5 000 fields that share 5 000 children',
    () => form(5000, (id) => `<</FT/Sig/T(${id})/Kids 50 0 R>>`, { 50: `[${fields(5000)}]` }),
  ],
  [
    '3 000 fields whose values are one long object',
    () => form(3000, (id) => `<</FT/Sig/T(${id})/V 50 0 R>>`, { 50: `<</X[${'0 '.repeat(100_000)}]>>` }),
  ],
  [
    'names and strings of megabytes',
    () =>
      form(1, () => `<</T(${'('.repeat(1_000_000)}${')'.repeat(1_000_000)})/${'N'.repeat(3_000_000)} 1>>`),
  ],
  ['a string that never ends, many times', () => form(3000, () => `(${'x'.repeat(500)}`)],
  [
    'streams without end, to be found by a scan',
    () =>
      latin1(
        unfinished +
          Array.from({ length: 20_000 }, (_, i) => `${i + 9} 0 obj<</Length 9>>stream\n`).join('') +
          '%%EOF',
      ),
  ],
  [
    'headers of objects without bodies, to be found by a scan',
    () => latin1(`${unfinished}${'9 0 obj<<'.repeat(300_000)}%%EOF`),
  ],
  [
    'a /DSS of entries that inflate',
    () =>
      buildTestPdf({
        objects: { ...pageObjects(1, `/DSS<</Certs[${'50 0 R '.repeat(9000)}]>>`), 50: flate('', 1 << 25) },
      }),
  ],
  ['a predictor with rows of 128 MB', () => chainWithPredictor()],
];

function chainWithPredictor(): Uint8Array {
  const parameters = '/DecodeParms<</Predictor 12/Columns 1048576/Colors 64/BitsPerComponent 16>>';
  return latin1(toLatin1(chainOfXrefStreams(1, 1 << 20)).replace('/Type/XRef', `/Type/XRef${parameters}`));
}

describe('a hostile PDF', () => {
  it.each(FILES)('P16: is done with soon: %s', async (_, make) => {
    const file = make();
    const before = process.memoryUsage();
    const taken = startStopwatch();
    const outcome = await parsePades(file).catch((error: unknown) => error);
    const milliseconds = taken();
    const after = process.memoryUsage();
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(FormatsError);
    expect(after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers).toBeLessThan(MEMORY);
    expect(milliseconds).toBeLessThan(SOON);
  });
});
