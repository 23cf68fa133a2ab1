import { describe, expect, it } from 'vitest';
import { IncrementalWriter } from './incremental-writer.ts';
import { entry, type PdfObject, pdfName, pdfReference } from './objects.ts';
import { PdfReader } from './reader.ts';
import {
  appendTestRevision,
  buildTestPdf,
  latin1,
  pageObjects,
  type TestPdf,
  toLatin1,
} from './test-documents.ts';

const ID = Uint8Array.from({ length: 16 }, (_, i) => i);
const ID_HEX = '000102030405060708090A0B0C0D0E0F';

async function update(
  pdf: Uint8Array,
  write: (writer: IncrementalWriter) => void = () => undefined,
): Promise<{ text: string; reader: PdfReader; appended: string }> {
  const writer = await IncrementalWriter.open(await PdfReader.open(pdf));
  write(writer);
  await writer.finish(ID);
  const appended = writer.out.view();
  const whole = Uint8Array.from([...pdf, ...appended]);
  return { text: toLatin1(whole), appended: toLatin1(appended), reader: await PdfReader.open(whole) };
}

const build = (document: Partial<TestPdf> = {}) => buildTestPdf({ objects: pageObjects(), ...document });
const put = (id: number, object: PdfObject) => (writer: IncrementalWriter) =>
  writer.put(pdfReference(id), object);

describe('an update of a PDF', () => {
  it.each([
    ['table', 'table'],
    ['stream', 'stream'],
    ['object-streams', 'stream'],
    ['hybrid', 'table'],
  ] as const)('has the form of the last section of the file: "%s" gives a %s', async (form, kind) => {
    const { reader } = await update(build({ form }), put(3, pdfName('Changed')));
    expect(reader.xref[0].section.kind).toBe(kind);
    expect(await reader.object(pdfReference(3))).toEqual(pdfName('Changed'));
    expect(await reader.object(pdfReference(2))).toMatchObject({ kind: 'dictionary' });
    expect(await reader.before([reader.xref[1] ?? reader.xref[0]]).object(pdfReference(3))).toMatchObject({
      kind: 'dictionary',
    });
  });

  it.each(['table', 'stream'] as const)(
    'follows the last section when forms are mixed: then a "%s"',
    async (form) => {
      const other = form === 'table' ? 'stream' : 'table';
      const mixed = appendTestRevision(build({ form: other }), { 9: '(x)' }, { form, size: 9 });
      expect((await update(mixed)).reader.xref.map(({ section }) => section.kind)).toEqual([
        form,
        form,
        other,
      ]);
    },
  );

  it.each(['', '\n', '\r\n', ' ', '%'])(
    'begins on a line of its own when the file ends with "%s"',
    async (ending) => {
      const { appended } = await update(build({ ending }));
      expect(appended.startsWith('\n')).toBe(!ending.endsWith('\n'));
    },
  );

  it.each(['table', 'stream'] as const)(
    'counts offsets from the header after leading garbage, form "%s"',
    async (form) => {
      const { reader, text } = await update(build({ form, prefix: 'garbage\n' }), put(3, pdfName('Changed')));
      expect(reader.xref[0].section.offset).toBe(Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]));
      expect(await reader.object(pdfReference(3))).toEqual(pdfName('Changed'));
    },
  );

  it('keeps /Root and /Info, the first identifier, and renews the second', async () => {
    const { appended } = await update(build({ trailer: '/Info 9 0 R/ID[(a)(b)]/Other 1' }));
    expect(appended).toContain('/Root 1 0 R/Info 9 0 R');
    expect(appended).toContain(`/ID[<61><${ID_HEX}>]`);
    expect(appended).not.toContain('/Other');
  });

  it('gives both identifiers to a file that has none, and finds those of an earlier revision', async () => {
    expect((await update(build())).appended).toContain(`/ID[<${ID_HEX}><${ID_HEX}>]`);
    const later = appendTestRevision(build({ trailer: '/ID[<AA><BB>]' }), { 9: '(x)' });
    expect((await update(later)).appended).toContain(`/ID[<AA><${ID_HEX}>]`);
  });

  it('numbers new objects above those of every revision, whatever /Size says', async () => {
    const numbers = async (pdf: Uint8Array) => {
      const ids: number[] = [];
      const { reader } = await update(pdf, (writer) => {
        const reference = writer.allocate();
        ids.push(reference.id);
        writer.put(reference, pdfName('New'));
      });
      expect(await reader.object(pdfReference(ids[0] ?? 0))).toEqual(pdfName('New'));
      return [ids[0], entry(reader.trailer, 'Size')];
    };
    const four = { kind: 'integer', value: 5 };
    expect(await numbers(build())).toEqual([4, four]);
    expect(await numbers(latin1(toLatin1(build()).replace('/Size 4', '/Size 2')))).toEqual([4, four]);
    const higher = appendTestRevision(build({ objects: { ...pageObjects(), 50: '(x)' } }), { 3: '(y)' });
    expect(await numbers(higher)).toEqual([51, { kind: 'integer', value: 52 }]);
  });

  it('puts the last startxref into /Prev', async () => {
    const pdf = build();
    const [, offset] = /startxref\n(\d+)/.exec(toLatin1(pdf)) ?? [];
    expect((await update(pdf)).appended).toContain(`/Prev ${offset}/`);
  });

  it('lists consecutive objects in one run and keeps generations', async () => {
    const { appended } = await update(build(), (writer) => {
      for (const id of [7, 5, 6]) writer.put(pdfReference(id), pdfName('N'));
      writer.put(pdfReference(9, 3), pdfName('N'));
    });
    expect(appended).toMatch(/xref\n5 3\n(\d{10} 00000 n\r\n){3}9 1\n\d{10} 00003 n\r\ntrailer/);
    expect(appended).toContain('9 3 obj');
  });

  it('is refused when one object would be written twice', async () => {
    const twice = update(build(), (writer) => {
      writer.put(pdfReference(3), pdfName('A'));
      writer.put(pdfReference(3), pdfName('B'));
    });
    await expect(twice).rejects.toMatchObject({ code: 'PDF_STRUCTURE_INVALID' });
  });

  it('is refused when the file claims more objects than a reader can hold', async () => {
    const huge = latin1(toLatin1(build()).replace('/Size 4', '/Size 2147483647'));
    await expect(update(huge)).rejects.toMatchObject({ code: 'PDF_LIMIT_EXCEEDED' });
  });
});

/** A file of more than ten gigabytes: a small one, blanks, and the end of the small one again. */
function hugeFile(form: 'table' | 'stream') {
  const small = build({ form });
  const shift = 10_000_000_000;
  const end = latin1(
    toLatin1(small).replace(/startxref\n(\d+)/, (_, at: string) => `startxref\n${Number(at) + shift}`),
  );
  const read = async (start: number, stop: number) =>
    Uint8Array.from({ length: stop - start }, (_, i) => small[start + i] ?? end[start + i - shift] ?? 0x20);
  return { size: shift + end.length, read };
}

describe('a file of more than ten gigabytes', () => {
  it.each([
    ['table', 'PDF_OFFSET_TOO_LARGE'],
    ['stream', 'fine'],
  ] as const)('with a cross-reference %s: %s', async (form, outcome) => {
    const reader = await PdfReader.open(hugeFile(form));
    const writer = await IncrementalWriter.open(reader);
    writer.put(pdfReference(3), pdfName('Changed'));
    const finished = writer.finish(ID).then(
      () => 'fine',
      (error: { code: string }) => error.code,
    );
    expect(await finished).toBe(outcome);
    if (form === 'stream') expect(toLatin1(writer.out.view())).toContain('/W[1 5 2]');
  });
});
