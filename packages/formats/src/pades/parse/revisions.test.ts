import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { appendTestRevision, buildTestPdf, latin1, pageObjects, toLatin1 } from '../pdf/test-documents.ts';
import { readerAt, revisionAt, revisionMarks } from './revisions.ts';

const first = buildTestPdf({ objects: pageObjects() });
const second = appendTestRevision(first, { 9: '(2)' });
const third = appendTestRevision(second, { 9: '(3)' }, { form: 'stream', size: 9 });

describe('revisions', () => {
  it('are counted by the part of the file that is asked for', async () => {
    const reader = await PdfReader.open(third);
    expect(revisionMarks(reader)).toHaveLength(3);
    expect([first, second, third].map(({ length }) => revisionAt(reader, length))).toEqual([1, 2, 3]);
    expect(revisionAt(reader, 0)).toBe(1);
  });

  it('can be read as they were', async () => {
    const reader = await PdfReader.open(third);
    const value = async (end: number) =>
      readerAt(reader, end)?.object({ kind: 'reference', id: 9, generation: 0 });
    expect(await value(third.length)).toMatchObject({ bytes: latin1('3') });
    expect(await value(second.length)).toMatchObject({ bytes: latin1('2') });
    expect(await value(first.length)).toMatchObject({ kind: 'null' });
    expect(readerAt(reader, 5)).toBeUndefined();
  });

  it('count the two sections of a linearised file as one', async () => {
    // The first section to be read stands before the one it continues, as in a linearised file.
    const main = toLatin1(first);
    const offset = Number(/startxref\n(\d+)/.exec(main)?.[1]);
    const early = 'xref\n0 0\ntrailer\n<</Size 4/Root 1 0 R/Prev         >>\n';
    const at = main.indexOf('1 0 obj');
    const moved = (text: string) =>
      text.replace(
        /(\d{10}) 00000 n/g,
        (_, place: string) => `${String(Number(place) + early.length).padStart(10, '0')} 00000 n`,
      );
    const filled = early.replace('/Prev         ', `/Prev ${String(offset + early.length).padEnd(8)}`);
    const linear = moved(main.slice(0, at) + filled + main.slice(at)).replace(
      /startxref\n\d+/,
      `startxref\n${at}`,
    );
    const reader = await PdfReader.open(latin1(linear));
    expect(reader.xref).toHaveLength(2);
    expect(revisionMarks(reader)).toHaveLength(1);
    expect(revisionAt(reader, linear.length)).toBe(1);
  });
});
