import { describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { pdfReference } from '../pdf/objects.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import { findField, readForm, rootFieldNames, walkFields } from './form.ts';

async function openForm(form: string, objects: Record<number, string> = {}) {
  const reader = await PdfReader.open(buildTestPdf({ objects: { ...pageObjects(1, form), ...objects } }));
  const catalog = await readCatalog(reader);
  return { reader, form: await readForm(reader, catalog.dictionary) };
}

const TREE = {
  10: '<</T(a)/FT/Sig/Kids[11 0 R 12 0 R]>>',
  11: '<</T(b)/Parent 10 0 R>>',
  12: '<</T(c)/Parent 10 0 R/FT/Tx/Kids[13 0 R]>>',
  13: '<</Subtype/Widget/Parent 12 0 R>>',
  14: '<</T(d)/FT/Sig/V 99 0 R>>',
};
const FORM = '/AcroForm<</Fields[10 0 R 14 0 R]>>';

describe('the form of a document', () => {
  it('may be missing, direct or an object, as may its fields', async () => {
    expect((await openForm('')).form).toMatchObject({ reference: undefined, fields: [] });
    expect((await openForm(FORM)).form).toMatchObject({
      reference: undefined,
      fieldsReference: undefined,
      fields: { length: 2 },
    });
    const indirect = await openForm('/AcroForm 8 0 R', { 8: '<</Fields 9 0 R>>', 9: '[10 0 R]' });
    expect(indirect.form).toMatchObject({
      reference: pdfReference(8),
      fieldsReference: pdfReference(9),
      fields: { length: 1 },
    });
    expect((await openForm('/AcroForm 8 0 R')).form).toMatchObject({ reference: undefined, fields: [] });
  });

  it.each(['/AcroForm[]', '/AcroForm<</Fields 1>>'])(
    'is refused when it is something else: %s',
    async (form) => {
      await expect(openForm(form)).rejects.toMatchObject({ code: 'PDF_STRUCTURE_INVALID' });
    },
  );

  it('finds fields by their full name, with the type they inherit', async () => {
    const { reader, form } = await openForm(FORM, TREE);
    expect(await findField(reader, form, 'a.b')).toMatchObject({ reference: pdfReference(11), type: 'Sig' });
    expect(await findField(reader, form, 'a.c')).toMatchObject({ reference: pdfReference(12), type: 'Tx' });
    expect(await findField(reader, form, 'd')).toMatchObject({ reference: pdfReference(14), type: 'Sig' });
    for (const name of ['b', 'a.x', 'a.b.c', 'a.', '', 'ab'])
      expect(await findField(reader, form, name)).toBeUndefined();
    expect(await rootFieldNames(reader, form)).toEqual(new Set(['a', 'd']));
  });

  it('is walked whole, widgets left out', async () => {
    const { reader, form } = await openForm(FORM, TREE);
    const { fields, problems } = await walkFields(reader, form);
    expect(fields.map(({ name, type }) => [name, type])).toEqual([
      ['a.b', 'Sig'],
      ['a.c', 'Tx'],
      ['d', 'Sig'],
    ]);
    expect(problems).toEqual([]);
  });

  it('has loops and fields without object named as problems', async () => {
    const loop = await openForm('/AcroForm<</Fields[10 0 R<</T(x)>>]>>', {
      10: '<</T(a)/Kids[10 0 R 11 0 R]>>',
      11: '<</T(b)/FT/Sig>>',
    });
    const { fields, problems } = await walkFields(loop.reader, loop.form);
    expect(fields.map(({ name }) => name)).toEqual(['a.b']);
    expect(problems).toHaveLength(2);
    expect(await findField(loop.reader, loop.form, 'a.a.a.b')).toMatchObject({ reference: pdfReference(11) });
  });

  it('does not lose a signature by fields below it', async () => {
    const { reader, form } = await openForm('/AcroForm<</Fields[10 0 R]>>', {
      10: '<</T(a)/FT/Sig/V 99 0 R/Kids[11 0 R]>>',
      11: '<</T(b)>>',
    });
    expect((await walkFields(reader, form)).fields.map(({ name }) => name)).toEqual(['a', 'a.b']);
  });
});
