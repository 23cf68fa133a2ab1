import { beforeAll, describe, expect, it } from 'vitest';
import type { PadesOptions } from '../options.ts';
import {
  appendTestRevision,
  buildTestPdf,
  pageObjects,
  type TestPdf,
  testStream,
  toLatin1,
} from '../pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer, testAppearance } from '../test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

interface Sealed {
  /** What was appended. */
  readonly update: string;
  readonly fieldNames: readonly string[];
}

async function sealField(
  form: string,
  objects: Record<number, string>,
  options: PadesOptions = {},
  document: Partial<TestPdf> = {},
): Promise<Sealed> {
  const pdf = buildTestPdf({ objects: { ...pageObjects(1, form), ...objects }, ...document });
  const sealed = await (await sealer.seal(pdf, options)).toBytes();
  const checked = await checkSignatures(sealed);
  expect(checked.map(({ valid }) => valid)).toEqual([true]);
  return {
    update: toLatin1(sealed.subarray(pdf.length)),
    fieldNames: checked.map(({ fieldName }) => fieldName),
  };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'sealed',
    (error: { code: string }) => error.code,
  );

describe('a new field', () => {
  it('is merged with a locked, printed widget without extent on the first page', async () => {
    const { update, fieldNames } = await sealField('', {});
    expect(update).toMatch(
      /<<\/Type\/Annot\/Subtype\/Widget\/FT\/Sig\/T\(Seal5\)\/V 4 0 R\/F 132\/P 3 0 R\/Rect\[0 0 0 0\]>>/,
    );
    expect(update).toMatch(/3 0 obj\n<<\/Type\/Page.*\/Annots\[5 0 R\]>>/);
    expect(update).toMatch(/6 0 obj\n<<\/SigFlags 3\/Fields\[5 0 R\]>>/);
    expect(update).toMatch(/1 0 obj\n<<\/Type\/Catalog.*\/AcroForm 6 0 R/);
    expect(fieldNames).toEqual(['Seal5']);
  });

  it('has an empty appearance in a document that may be PDF/A', async () => {
    const { update } = await sealField('/Metadata 4 0 R', {
      4: testStream('/Type/Metadata/Subtype/XML', '<x/>'),
    });
    expect(update).toMatch(/\/Rect\[0 0 0 0\]\/AP<<\/N 7 0 R>>>>/);
    expect(update).toMatch(/7 0 obj\n<<\/Type\/XObject\/Subtype\/Form\/BBox\[0 0 0 0\]/);
  });

  it('has the name it was given, in any script, and never that of another field', async () => {
    expect((await sealField('', {}, { fieldName: '社印' })).fieldNames).toEqual(['社印']);
    const taken = await sealField('/AcroForm<</Fields[4 0 R]>>', { 4: '<</T(Seal6)/FT/Tx>>' });
    expect(taken.fieldNames).toEqual(['Seal6a']);
  });

  it.each(['a.b', ''])('cannot be made with the name "%s"', async (fieldName) => {
    expect(await refusal(sealField('', {}, { fieldName }))).toBe('PDF_FIELD_NOT_USABLE');
  });

  it('is added to arrays where they stand, and nothing else is written', async () => {
    const form = '/AcroForm 8 0 R/Extensions<</ESIC<</ExtensionLevel 2>>>>';
    const objects = {
      3: '<</Type/Page/Parent 2 0 R/Annots 10 0 R>>',
      8: '<</Fields 9 0 R/SigFlags 3/DA(x)>>',
      9: '[11 0 R]',
      10: '[11 0 R]',
      11: '<</T(other)/FT/Tx>>',
    };
    const { update } = await sealField(form, objects);
    const written = [...update.matchAll(/(\d+) 0 obj/g)].map(([, id]) => Number(id));
    expect(written.sort((a, b) => a - b)).toEqual([9, 10, 12, 13]);
    expect(update).toMatch(/\n9 0 obj\n\[11 0 R 13 0 R\]/);
    expect(update).toMatch(/10 0 obj\n\[11 0 R 13 0 R\]/);
  });

  it('sets only the flags that are missing and keeps what else the form has', async () => {
    const { update } = await sealField('/AcroForm 8 0 R', {
      8: '<</Fields[]/SigFlags 1/NeedAppearances true>>',
    });
    expect(update).toMatch(/8 0 obj\n<<\/Fields\[\d+ 0 R\]\/SigFlags 3\/NeedAppearances true>>/);
    const direct = await sealField('/AcroForm<</Fields[]/DR<<>>>>', {});
    expect(direct.update).toMatch(/1 0 obj\n.*\/AcroForm<<\/Fields\[\d+ 0 R\]\/DR<<>>\/SigFlags 3>>/);
  });

  it('is added once to an array that page and form share', async () => {
    const objects = { 3: '<</Type/Page/Parent 2 0 R/Annots 9 0 R>>', 9: '[]' };
    const { update } = await sealField('/AcroForm<</Fields 9 0 R/SigFlags 3>>', objects);
    expect(update.match(/\n9 0 obj\n/g)).toHaveLength(1);
  });

  it('keeps the generation of objects that it changes', async () => {
    const objects = pageObjects();
    const { 3: page = '' } = objects;
    const kids = objects[2]?.replace('3 0 R', '3 2 R') ?? '';
    const pdf = toLatin1(appendTestRevision(buildTestPdf({ objects }), { 2: kids, 3: page }));
    const at = pdf.lastIndexOf('3 0 obj');
    const update = pdf
      .slice(at)
      .replace('3 0 obj', '3 2 obj')
      .replace(/(3 1\n\d{10}) 00000/, '$1 00002');
    const third = pdf.slice(0, at) + update;
    const sealed = await (await sealer.seal(Uint8Array.from(third, (c) => c.charCodeAt(0)))).toBytes();
    expect((await checkSignatures(sealed)).map(({ valid }) => valid)).toEqual([true]);
    expect(toLatin1(sealed)).toMatch(/1 1\n\d{10} 00000 n\r\n3 4\n\d{10} 00002 n\r\n/);
  });

  it('is refused where page or form are not what they should be', async () => {
    const annotations = sealField('', { 3: '<</Type/Page/Parent 2 0 R/Annots(x)>>' });
    expect(await refusal(annotations)).toBe('PDF_STRUCTURE_INVALID');
    expect(await refusal(sealField('/AcroForm(x)', {}))).toBe('PDF_STRUCTURE_INVALID');
    // One object as page and as form.
    expect(await refusal(sealField('/AcroForm 3 0 R', {}))).toBe('PDF_STRUCTURE_INVALID');
  });
});

describe('a field of the document', () => {
  const FORM = '/AcroForm<</Fields[8 0 R]>>';
  const FIELD = '/T(Sig1)/FT/Sig';
  const WIDGET = '/Type/Annot/Subtype/Widget/Rect[100 100 200 200]/P 3 0 R';

  it('is filled where field and widget are one', async () => {
    const { update, fieldNames } = await sealField(
      FORM,
      { 8: `<<${FIELD}${WIDGET}>>` },
      { fieldName: 'Sig1' },
    );
    expect(fieldNames).toEqual(['Sig1']);
    expect(update).toMatch(/8 0 obj\n<<\/T\(Sig1\)\/FT\/Sig\/Type\/Annot.*\/V 9 0 R>>/);
    expect(update).not.toContain('/AP');
    expect(update).not.toContain('3 0 obj');
  });

  it('is filled where the widget is a child, deep in the tree and of an inherited type', async () => {
    const objects = {
      8: '<</T(a)/FT/Sig/Kids[9 0 R]>>',
      9: '<</T(b)/Parent 8 0 R/Kids[10 0 R]>>',
      10: `<</Parent 9 0 R${WIDGET}>>`,
    };
    const options = { fieldName: 'a.b', appearance: testAppearance(50, 50) };
    const { update, fieldNames } = await sealField(FORM, objects, options);
    expect(fieldNames).toEqual(['a.b']);
    expect(update).toMatch(/\n9 0 obj\n<<\/T\(b\).*\/V \d+ 0 R>>/);
    expect(update).toMatch(/\n10 0 obj\n<<\/Parent 9 0 R.*\/AP<<\/N \d+ 0 R>>>>/);
  });

  it('is filled where it has no widget at all', async () => {
    expect((await sealField(FORM, { 8: `<<${FIELD}>>` }, { fieldName: 'Sig1' })).fieldNames).toEqual([
      'Sig1',
    ]);
  });

  it('shows the appearance upright in its rectangle', async () => {
    const objects = { 3: '<</Type/Page/Parent 2 0 R/Rotate 90>>', 8: `<<${FIELD}${WIDGET}>>` };
    const { update } = await sealField(FORM, objects, {
      fieldName: 'Sig1',
      appearance: testAppearance(100, 50),
    });
    expect(update).toContain('/BBox[0 -25 100 75]');
    expect(update).toContain('/Matrix[0 1 -1 0 0 0]');
  });

  it('repeats its lock in the seal', async () => {
    const objects = { 8: `<<${FIELD}${WIDGET}/Lock<</Type/SigFieldLock/Action/Include/Fields[(x)]>>>>` };
    const { update } = await sealField(FORM, objects, { fieldName: 'Sig1' });
    expect(update).toContain(
      '/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/Action/Include/Fields[(x)]/V/1.2>>/Data 1 0 R>>]',
    );
  });

  it.each([
    ['is signed', `${FIELD}/V 3 0 R`],
    ['is of another type', '/T(Sig1)/FT/Tx'],
    ['has no type', '/T(Sig1)'],
  ])('is refused when it %s', async (_, field) => {
    expect(await refusal(sealField(FORM, { 8: `<<${field}>>` }, { fieldName: 'Sig1' }))).toBe(
      'PDF_FIELD_NOT_USABLE',
    );
  });

  it('may have wishes that bind nobody', async () => {
    const objects = { 8: `<<${FIELD}/SV<</Type/SV/Reasons[(x)]>>>>` };
    expect(await refusal(sealField(FORM, objects, { fieldName: 'Sig1' }))).toBe('sealed');
  });

  it('is refused for an appearance it has no place for, and for a place beside its own', async () => {
    const appearance = testAppearance();
    const empty = { 8: `<<${FIELD}/Subtype/Widget/Rect[0 0 0 0]>>` };
    expect(await refusal(sealField(FORM, empty, { fieldName: 'Sig1', appearance }))).toBe(
      'PDF_FIELD_NOT_USABLE',
    );
    expect(await refusal(sealField(FORM, { 8: `<<${FIELD}>>` }, { fieldName: 'Sig1', appearance }))).toBe(
      'PDF_FIELD_NOT_USABLE',
    );
    const placed = { fieldName: 'Sig1', appearance, place: { x: 1, y: 1 } };
    expect(await refusal(sealField(FORM, { 8: `<<${FIELD}${WIDGET}>>` }, placed))).toBe('INVALID_ARGUMENT');
  });
});
