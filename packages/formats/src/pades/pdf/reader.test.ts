import { describe, expect, it } from 'vitest';
import { PDF_NULL, pdfReference } from './objects.ts';
import { findPage } from './page-tree.ts';
import { PdfReader } from './reader.ts';
import {
  appendTestRevision,
  buildTestPdf,
  latin1,
  pageObjects,
  type TestPdf,
  testStream,
  toLatin1,
} from './test-documents.ts';

const FORMS = ['table', 'stream', 'object-streams', 'hybrid'] as const;

async function openTest(document: Partial<TestPdf> = {}): Promise<PdfReader> {
  return PdfReader.open(buildTestPdf({ objects: pageObjects(2), ...document }));
}

/** The same bytes behind an interface that reads by position. */
function onDisk(bytes: Uint8Array) {
  return { size: bytes.length, read: async (start: number, end: number) => bytes.slice(start, end) };
}

async function firstPage(reader: PdfReader) {
  const catalog = await reader.resolveEntry(reader.trailer, 'Root');
  if (catalog.kind !== 'dictionary') throw new Error('no catalog');
  return findPage(reader, catalog, 1);
}

describe('reading a PDF', () => {
  it.each(FORMS)('finds objects through a cross-reference of the form "%s"', async (form) => {
    const reader = await openTest({ form });
    expect((await firstPage(reader)).reference).toEqual(pdfReference(3));
    expect(reader.headerVersion).toBe('1.7');
  });

  it.each(FORMS)('reads by position what is not in memory, form "%s"', async (form) => {
    const objects = { ...pageObjects(300), 400: testStream('', 'x'.repeat(9000)) };
    const reader = await PdfReader.open(onDisk(buildTestPdf({ objects, form })));
    expect((await firstPage(reader)).reference).toEqual(pdfReference(3));
    expect(await reader.object(pdfReference(400))).toMatchObject({ kind: 'stream', bytes: { length: 9000 } });
  });

  it('reads a stream that can be read once', async () => {
    const bytes = buildTestPdf({ objects: pageObjects() });
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 100));
        controller.enqueue(bytes.subarray(100));
        controller.close();
      },
    });
    expect((await firstPage(await PdfReader.open(source))).reference).toEqual(pdfReference(3));
  });

  it.each(['table', 'stream'] as const)(
    'counts offsets from the header after leading garbage, form "%s"',
    async (form) => {
      const reader = await openTest({ form, prefix: 'HTTP/1.1 200 OK\r\n\r\n' });
      expect(reader.base).toBe(19);
      expect((await firstPage(reader)).reference).toEqual(pdfReference(3));
    },
  );

  it('takes the newest revision of an object, and an older one when asked', async () => {
    const first = buildTestPdf({ objects: { ...pageObjects(), 9: '(old)' } });
    const reader = await PdfReader.open(appendTestRevision(first, { 9: '(new)' }));
    expect(await reader.object(pdfReference(9))).toMatchObject({ bytes: latin1('new') });
    const [, ...older] = reader.xref;
    const [newest, ...rest] = older;
    if (newest === undefined) throw new Error('one revision only');
    expect(await reader.before([newest, ...rest]).object(pdfReference(9))).toMatchObject({
      bytes: latin1('old'),
    });
  });

  it('gives null for what does not exist, was freed or has another generation', async () => {
    const reader = await openTest();
    for (const reference of [pdfReference(99), pdfReference(3, 1), pdfReference(0)]) {
      expect(await reader.object(reference)).toBe(PDF_NULL);
    }
  });

  it('prefers what a hybrid file hides from old readers to the free entry that hides it', async () => {
    const text = toLatin1(buildTestPdf({ objects: pageObjects(), form: 'hybrid' }));
    const reader = await PdfReader.open(
      latin1(
        text.replace('0 1\n0000000000 65535 f \n', '0 1\n0000000000 65535 f \n3 1\n0000000000 00000 f \n'),
      ),
    );
    expect((await firstPage(reader)).reference).toEqual(pdfReference(3));
  });

  it('reads a table with entries of 19 bytes', async () => {
    const text = toLatin1(buildTestPdf({ objects: pageObjects() }))
      .replaceAll(' n \n', ' n\n')
      .replaceAll(' f \n', ' f\n');
    expect((await firstPage(await PdfReader.open(latin1(text)))).reference).toEqual(pdfReference(3));
  });

  it('resolves the length of a stream given by reference', async () => {
    const reader = await openTest({
      objects: { ...pageObjects(), 7: '<</Length 8 0 R>>stream\r\nabc\nendstream', 8: '3' },
    });
    expect(await reader.object(pdfReference(7))).toMatchObject({ bytes: latin1('abc') });
  });

  it('tells where the entries of a dictionary stand', async () => {
    const pdf = buildTestPdf({ objects: { ...pageObjects(), 7: '<</A (x)/Contents <00ff> /B 1>>' } });
    const found = await (await PdfReader.open(pdf)).placedDictionary(pdfReference(7));
    const span = found?.spans.get('Contents');
    expect(toLatin1(pdf.subarray(span?.start, span?.end))).toBe('<00ff>');
  });
});

describe('an object of another number', () => {
  it('does not begin within the number of its neighbour', async () => {
    const text = toLatin1(buildTestPdf({ objects: { ...pageObjects(), 4: '(own)', 14: '(other)' } }));
    const at = String(text.indexOf('14 0 obj') + 1).padStart(10, '0');
    const pdf = latin1(text.replace(/(\n4 1\n)\d{10}/, `$1${at}`));
    for (const source of [pdf, onDisk(pdf)]) {
      const reader = await PdfReader.open(source);
      const read = (async () => reader.object(pdfReference(4)))();
      await expect(read).rejects.toMatchObject({ code: 'PDF_XREF_BROKEN' });
      expect(await reader.object(pdfReference(14))).toMatchObject({ bytes: latin1('other') });
    }
  });
});

describe('a PDF that cannot be read', () => {
  const code = async (bytes: Uint8Array | string, use: (reader: PdfReader) => unknown = () => undefined) => {
    try {
      await use(await PdfReader.open(typeof bytes === 'string' ? latin1(bytes) : bytes));
      return 'read';
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  const good = toLatin1(buildTestPdf({ objects: pageObjects() }));

  it('says that other documents are no PDF', async () => {
    expect(await code('')).toBe('NOT_A_PDF');
    expect(await code('<html>')).toBe('NOT_A_PDF');
    expect(await code(`${' '.repeat(2000)}${good}`)).toBe('NOT_A_PDF');
    expect(await code(good.replace('%PDF-1.7', '%PDF-x.y'))).toBe('NOT_A_PDF');
  });

  it('says that the cross-reference of a truncated or damaged file is broken', async () => {
    expect(await code(good.slice(0, good.length / 2))).toBe('PDF_XREF_BROKEN');
    expect(await code(good.replace(/startxref\n\d+/, 'startxref\n1'))).toBe('PDF_XREF_BROKEN');
    expect(await code(good.replace(/startxref\n\d+/, 'startxref\n99999999'))).toBe('PDF_XREF_BROKEN');
    expect(await code(good.replace(/startxref\n\d+/, 'startxref\nx'))).toBe('PDF_XREF_BROKEN');
    expect(await code(good.replace('0 1\n', '0 9999999\n'))).toBe('PDF_XREF_BROKEN');
    expect(await code(good.replace('trailer', 'trailed'))).toBe('PDF_XREF_BROKEN');
    expect(await code(good.replace('2 1\n', '1 1\n'))).toBe('PDF_XREF_BROKEN');
  });

  it('refuses an object that is not where the cross-reference puts it', async () => {
    const moved = good.replace('3 0 obj', '4 0 obj');
    expect(await code(moved, firstPage)).toBe('PDF_XREF_BROKEN');
    const packed = toLatin1(buildTestPdf({ objects: pageObjects(), form: 'object-streams' }));
    expect(await code(packed.replace(/stream\n1 0 2/, 'stream\n1 0 7'), firstPage)).toBe(
      'PDF_STRUCTURE_INVALID',
    );
  });

  it('refuses a loop of sections, of references, of stream lengths and of pages', async () => {
    const start = good.lastIndexOf('xref\n0');
    expect(await code(good.replace('/Root', `/Prev ${start}/Root`))).toBe('PDF_XREF_BROKEN');
    const loop = (objects: Record<number, string>) =>
      buildTestPdf({ objects: { ...pageObjects(), ...objects } });
    const seven = (reader: PdfReader) => reader.resolve(pdfReference(7));
    expect(await code(loop({ 7: '8 0 R', 8: '7 0 R' }), seven)).toBe('PDF_STRUCTURE_INVALID');
    expect(await code(loop({ 7: '<</Length 7 0 R>>stream\nabc\nendstream' }), seven)).toBe(
      'PDF_STRUCTURE_INVALID',
    );
    expect(await code(loop({ 2: '<</Type/Pages/Kids[2 0 R]/Count 1>>' }), firstPage)).toBe(
      'PDF_STRUCTURE_INVALID',
    );
  });

  it('refuses deep nesting, duplicate keys and streams that lie about their length', async () => {
    const seven = (reader: PdfReader) => reader.object(pdfReference(7));
    const withSeven = (body: string) => buildTestPdf({ objects: { ...pageObjects(), 7: body } });
    expect(await code(withSeven('['.repeat(5000) + ']'.repeat(5000)), seven)).toBe('PDF_LIMIT_EXCEEDED');
    expect(await code(withSeven('<</A 1/A 2>>'), seven)).toBe('PDF_SYNTAX');
    expect(await code(withSeven('<</Length 1>>stream\nabc\nendstream'), seven)).toBe('PDF_STRUCTURE_INVALID');
    expect(await code(withSeven('<</Length 99999>>stream\nabc\nendstream'), seven)).toBe(
      'PDF_STRUCTURE_INVALID',
    );
    expect(await code(withSeven('<</Length -1>>stream\nabc\nendstream'), seven)).toBe(
      'PDF_STRUCTURE_INVALID',
    );
  });

  it('does not read streams of any length', async () => {
    const seven = (reader: PdfReader) => reader.object(pdfReference(7));
    const long = buildTestPdf({
      objects: { ...pageObjects(), 7: '<</Length 300000000>>stream\nabc\nendstream' },
    });
    expect(await code(long, seven)).toBe('PDF_LIMIT_EXCEEDED');
  });

  it('says that an encrypted file is encrypted', async () => {
    expect(await code(good.replace('/Root', '/Encrypt 9 0 R/Root'))).toBe('PDF_ENCRYPTION_BROKEN');
  });

  it('says which filter of a structure it does not know', async () => {
    const packed = toLatin1(buildTestPdf({ objects: pageObjects(), form: 'stream' }));
    expect(await code(packed.replace('/Type/XRef', '/Filter/DCTDecode/Type/XRef'))).toBe(
      'PDF_FILTER_UNSUPPORTED',
    );
    expect(await code(packed.replace('/Type/XRef', '/Filter/FlateDecode/Type/XRef'))).toBe('PDF_SYNTAX');
    expect(await code(packed.replace('/W[1 3 1]', '/W[1 9 1]'))).toBe('PDF_XREF_BROKEN');
    expect(await code(packed.replace('/Index[0', '/Index[99'))).not.toBe(undefined);
    expect(await code(packed.replace('/Type/XRef', '/Type/Xref'))).toBe('PDF_XREF_BROKEN');
  });

  it('says that there is no such page', async () => {
    const page = (number: number) => async (reader: PdfReader) => {
      const catalog = await reader.resolveEntry(reader.trailer, 'Root');
      return catalog.kind === 'dictionary' ? findPage(reader, catalog, number) : undefined;
    };
    expect(await code(good, page(1))).toBe('read');
    expect(await code(good, page(2))).toBe('PDF_PAGE_NOT_FOUND');
    expect(await code(good, page(0))).toBe('PDF_PAGE_NOT_FOUND');
  });
});
