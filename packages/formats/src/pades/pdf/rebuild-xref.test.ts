import { describe, expect, it } from 'vitest';
import { encryptedPdf, USER } from './encryption/test-encrypted.ts';
import { entry, pdfReference } from './objects.ts';
import { PdfReader } from './reader.ts';
import {
  appendTestRevision,
  buildTestPdf,
  latin1,
  pageObjects,
  testStream,
  toLatin1,
} from './test-documents.ts';

const FORMS = ['table', 'stream', 'object-streams'] as const;
const objects = { ...pageObjects(2), 9: '(nine)' };

/** A file that says its cross-reference is where it is not. */
const misled = (pdf: Uint8Array, offset = '3'): Uint8Array =>
  latin1(toLatin1(pdf).replace(/(startxref\s+)\d+(\s+%%EOF\s*)$/, `$1${offset}$2`));

const code = async (open: Promise<unknown>): Promise<string> => {
  try {
    await open;
    return 'fine';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const nine = async (reader: PdfReader) => reader.object(pdfReference(9));
const text = (value: string) => ({ kind: 'string', bytes: latin1(value) });

describe('a PDF whose cross-reference is broken', () => {
  it.each(FORMS)('is refused as it is and read by a scan, form "%s"', async (form) => {
    const pdf = misled(buildTestPdf({ objects, form }));
    expect(await code(PdfReader.open(pdf))).toBe('PDF_XREF_BROKEN');
    const reader = await PdfReader.rebuild(pdf);
    expect(reader.isRebuilt).toBe(true);
    expect(await nine(reader)).toMatchObject(text('nine'));
    expect(entry(reader.trailer, 'Root')).toEqual(pdfReference(1));
  });

  it.each(FORMS)('has of each object the last, form "%s"', async (form) => {
    const updated = appendTestRevision(buildTestPdf({ objects, form }), { 9: '(new)' });
    expect(await nine(await PdfReader.rebuild(misled(updated)))).toMatchObject(text('new'));
    const packed = appendTestRevision(
      buildTestPdf({ objects }),
      { 9: '(packed)' },
      { form: 'object-streams', size: 9 },
    );
    expect(await nine(await PdfReader.rebuild(misled(packed)))).toMatchObject(text('packed'));
  });

  it('may be encrypted', async () => {
    for (const name of ['AES-256', 'AES-256 in object streams', 'RC4-128'] as const) {
      const reader = await PdfReader.rebuild(misled(encryptedPdf(name)), { password: USER });
      const info = await reader.resolveEntry(reader.trailer, 'Info');
      if (info.kind !== 'dictionary') throw new TypeError('no dictionary');
      expect(entry(info, 'Title')).toMatchObject(text('secret title'));
    }
    expect(await code(PdfReader.rebuild(misled(encryptedPdf('AES-128'))))).toBe('PDF_PASSWORD_REQUIRED');
  });

  it('has its catalog even without a trailer', async () => {
    const pdf = toLatin1(buildTestPdf({ objects }));
    const reader = await PdfReader.rebuild(latin1(`${pdf.slice(0, pdf.indexOf('xref'))}%%EOF`));
    expect(entry(reader.trailer, 'Root')).toEqual(pdfReference(1));
  });

  it('does not take what stands in a stream for objects', async () => {
    const inner = testStream('', '9 0 obj\n(inner)\nendobj\ntrailer<</Root 9 0 R>>');
    for (const stream of [inner, inner.replace(/Length \d+/, 'Length 12 0 R')]) {
      const pdf = buildTestPdf({ objects: { ...objects, 11: stream, 12: '40' } });
      const reader = await PdfReader.rebuild(misled(pdf));
      expect(await nine(reader)).toMatchObject(text('nine'));
      expect(entry(reader.trailer, 'Root')).toEqual(pdfReference(1));
    }
  });

  it('has streams up to their end marks where their lengths are wrong', async () => {
    const pdf = misled(
      buildTestPdf({ objects: { ...objects, 11: testStream('', 'data').replace('Length 4', 'Length 7') } }),
    );
    expect(await (await PdfReader.rebuild(pdf)).object(pdfReference(11))).toMatchObject({
      bytes: latin1('data'),
    });
  });

  it('passes over what begins as an object and is none', async () => {
    const pdf = toLatin1(misled(buildTestPdf({ objects })));
    const noise = '7 obj\nx9 0 obj (no)\n9 0 obj <<\n9 0 objects\n';
    expect(
      await nine(await PdfReader.rebuild(latin1(pdf.replace('\n1 0 obj', `\n${noise}1 0 obj`)))),
    ).toMatchObject(text('nine'));
  });

  it.each([
    ['that is cut off', (pdf: string) => pdf.slice(0, pdf.lastIndexOf('%%EOF'))],
    ['whose last mark stands before objects', (pdf: string) => `${pdf}20 0 obj\nnull\nendobj\n`],
    ['without catalog', (pdf: string) => pdf.replaceAll('/Catalog', '/Xatalog').replaceAll('/Root', '/Xoot')],
    ['without objects', () => '%PDF-1.7\n%%EOF'],
  ])('is not rebuilt when it is a file %s', async (_, change) => {
    const pdf = latin1(change(toLatin1(misled(buildTestPdf({ objects })))));
    expect(await code(PdfReader.rebuild(pdf))).toBe('PDF_XREF_BROKEN');
  });
});

describe('an object with a generation above 0', () => {
  const orphan = (pdf: Uint8Array, id: number): Uint8Array =>
    latin1(
      toLatin1(pdf)
        .replace(new RegExp(`(${id} 0 obj)(?![^]*${id} 0 obj)`), `${id} 5 obj`)
        .replace(new RegExp(`(${id} 1\\n\\d{10}) 00000 n(?![^]*${id} 1\\n)`), '$1 00005 n'),
    );

  it('has to have been freed before', async () => {
    const reader = await PdfReader.open(orphan(buildTestPdf({ objects }), 9));
    const read = (async () => reader.object(pdfReference(9, 5)))();
    expect(await code(read)).toBe('PDF_XREF_BROKEN');
    const updated = await PdfReader.open(
      orphan(appendTestRevision(buildTestPdf({ objects }), { 9: '(new)' }), 9),
    );
    expect(await updated.object(pdfReference(9, 5))).toMatchObject(text('new'));
  });
});
