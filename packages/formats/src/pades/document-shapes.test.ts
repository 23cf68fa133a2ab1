/**
 * Pages and forms in every shape that the standard allows, and in some that it does not: a seal that holds, or a coded
 * error.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PadesOptions } from './options.ts';
import { buildTestPdf, pageObjects, type TestPdf } from './pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer, testAppearance } from './test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

type Objects = Readonly<Record<number, string>>;

/** Seals twice; `sealed` when both seals hold and nothing before them changed, else the code of the refusal. */
async function sealTwice(objects: Objects, options: PadesOptions = {}, form: TestPdf['form'] = 'table') {
  const pdf = buildTestPdf({ objects, form });
  try {
    const once = await (await sealer.seal(pdf, options)).toBytes();
    const twice = await (await sealer.seal(once)).toBytes();
    const checked = await checkSignatures(twice);
    expect(checked.map(({ valid }) => valid)).toEqual([true, true]);
    expect(equalBytes(twice.subarray(0, pdf.length), pdf)).toBe(true);
    return 'sealed';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const CATALOG = '/Type/Catalog/Pages 2 0 R';
const pages = (second: string, further: Objects = {}): Objects => ({
  1: `<<${CATALOG}>>`,
  2: second,
  ...further,
});
const LEAF = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>';
const nest = (depth: number): Objects => ({
  ...Object.fromEntries(
    Array.from({ length: depth }, (_, at) => [2 + at, `<</Type/Pages/Kids[${3 + at} 0 R]/Count 1>>`]),
  ),
  1: `<<${CATALOG}>>`,
  [2 + depth]: LEAF,
});

describe('the page tree of a document that is sealed', () => {
  it.each<[shape: string, objects: Objects, outcome: string]>([
    [
      'has its pages in an array of its own',
      pages('<</Kids 4 0 R/Count 1>>', { 3: LEAF, 4: '[3 0 R]' }),
      'sealed',
    ],
    ['does not say types or parents', pages('<</Kids[3 0 R]/Count 1>>', { 3: '<<>>' }), 'sealed'],
    ['counts wrongly', pages('<</Kids[3 0 R]/Count 7>>', { 3: LEAF }), 'sealed'],
    ['has a count elsewhere', pages('<</Kids[3 0 R]/Count 4 0 R>>', { 3: LEAF, 4: '1' }), 'sealed'],
    ['begins with a page that is missing', pages('<</Kids[9 0 R 3 0 R]/Count 2>>', { 3: LEAF }), 'sealed'],
    ['is forty nodes deep', nest(40), 'sealed'],
    ['is seventy nodes deep', nest(70), 'PDF_STRUCTURE_INVALID'],
    ['is its own child', pages('<</Kids[2 0 R]/Count 1>>'), 'PDF_STRUCTURE_INVALID'],
    [
      'is a loop of two',
      pages('<</Kids[3 0 R]/Count 1>>', { 3: '<</Kids[2 0 R]/Count 1>>' }),
      'PDF_STRUCTURE_INVALID',
    ],
    ['has no children', pages('<</Kids[]/Count 0>>'), 'PDF_PAGE_NOT_FOUND'],
    ['has children that are no list', pages('<</Kids 5/Count 1>>'), 'PDF_STRUCTURE_INVALID'],
    ['is missing', { 1: '<</Type/Catalog>>' }, 'PDF_STRUCTURE_INVALID'],
    ['is a name', pages('/Pages'), 'PDF_STRUCTURE_INVALID'],
  ])('%s', async (_, objects, outcome) => {
    expect(await sealTwice(objects)).toBe(outcome);
  });
});

const annotated = (annotations: string, further: Objects = {}): Objects => ({
  ...pageObjects(),
  3: `<</Type/Page/Parent 2 0 R/Annots ${annotations}>>`,
  ...further,
});

describe('the annotations of a page that gets a seal', () => {
  it.each<[shape: string, objects: Objects, outcome: string]>([
    ['are a list', annotated('[8 0 R]', { 8: '<</Subtype/Text>>' }), 'sealed'],
    ['are a list of their own', annotated('8 0 R', { 8: '[]' }), 'sealed'],
    ['are a list that is missing', annotated('8 0 R'), 'sealed'],
    ['are null', annotated('null'), 'sealed'],
    [
      'hold what is missing, direct or no annotation',
      annotated('[99 0 R <</Subtype/Link>> 5 null]'),
      'sealed',
    ],
    ['contain themselves', annotated('8 0 R', { 8: '[8 0 R]' }), 'sealed'],
    ['are reached over two references', annotated('8 0 R', { 8: '9 0 R', 9: '[]' }), 'sealed'],
    ['lead to themselves', annotated('8 0 R', { 8: '8 0 R' }), 'PDF_STRUCTURE_INVALID'],
    ['are one dictionary', annotated('<</Subtype/Text>>'), 'PDF_STRUCTURE_INVALID'],
  ])('%s', async (_, objects, outcome) => {
    const shown = { appearance: testAppearance(), place: { x: 10, y: 10 } };
    expect(await sealTwice(objects)).toBe(outcome);
    expect(await sealTwice(objects, shown)).toBe(outcome);
  });
});

const withForm = (form: string, further: Objects = {}): Objects => ({
  ...pageObjects(1, `/AcroForm ${form}`),
  ...further,
});

describe('the form of a document that gets a field', () => {
  it.each<[shape: string, objects: Objects, outcome: string]>([
    ['is empty', withForm('<<>>'), 'sealed'],
    ['stands in the catalog', withForm('<</Fields[]/DR<<>>>>'), 'sealed'],
    ['is an object', withForm('8 0 R', { 8: '<</Fields[]>>' }), 'sealed'],
    ['is missing where it should be', withForm('8 0 R'), 'sealed'],
    ['has fields that are missing', withForm('<</Fields 8 0 R>>'), 'sealed'],
    ['has null among its fields', withForm('<</Fields[null 99 0 R]>>'), 'sealed'],
    ['has flags of another type', withForm('<</Fields[]/SigFlags/Yes>>'), 'sealed'],
    [
      'is a loop',
      withForm('<</Fields[8 0 R]>>', { 8: '<</T(a)/Kids[9 0 R]>>', 9: '<</T(b)/Kids[8 0 R]>>' }),
      'sealed',
    ],
    ['is a list', withForm('[]'), 'PDF_STRUCTURE_INVALID'],
    ['has one field instead of a list', withForm('<</Fields<<>>>>'), 'PDF_STRUCTURE_INVALID'],
  ])('%s', async (_, objects, outcome) => {
    for (const form of ['table', 'object-streams'] as const) {
      // The last check is the reader's, which tells validators of a loop.
      const pdf = buildTestPdf({ objects, form });
      const sealed = await sealer.seal(pdf).then(
        () => 'sealed',
        (error: { code: string }) => error.code,
      );
      expect(sealed).toBe(outcome);
    }
  });
});

describe('a field of the document that is sealed', () => {
  const WIDGET = '/Type/Annot/Subtype/Widget/Rect[100 100 200 200]';
  const filling = (fields: string, objects: Objects, fieldName: string) =>
    sealTwice(withForm(`<</Fields${fields}>>`, objects), { fieldName });

  it.each<[shape: string, fields: string, objects: Objects, fieldName: string, outcome: string]>([
    ['is its own widget', '[8 0 R]', { 8: `<</T(a)/FT/Sig${WIDGET}>>` }, 'a', 'sealed'],
    ['has no widget', '[8 0 R]', { 8: '<</T(a)/FT/Sig>>' }, 'a', 'sealed'],
    [
      'has a widget below it',
      '[8 0 R]',
      { 8: '<</T(a)/FT/Sig/Kids[9 0 R]>>', 9: `<<${WIDGET}>>` },
      'a',
      'sealed',
    ],
    ['has a child that is missing', '[8 0 R]', { 8: '<</T(a)/FT/Sig/Kids[9 0 R]>>' }, 'a', 'sealed'],
    [
      'has its type from above',
      '[8 0 R]',
      { 8: '<</T(a)/FT/Sig/Kids[9 0 R]>>', 9: '<</T(b)>>' },
      'a.b',
      'sealed',
    ],
    ['has a name with a period in itself', '[8 0 R]', { 8: '<</T(a.b)/FT/Sig>>' }, 'a.b', 'sealed'],
    ['is listed in an array of its own', ' 9 0 R', { 8: '<</T(a)/FT/Sig>>', 9: '[8 0 R]' }, 'a', 'sealed'],
    ['is not an object of its own', '[<</T(a)/FT/Sig>>]', {}, 'a', 'PDF_FIELD_NOT_USABLE'],
    [
      'is a group of fields',
      '[8 0 R]',
      { 8: '<</T(a)/Kids[9 0 R]>>', 9: '<</T(b)/FT/Sig>>' },
      'a',
      'PDF_FIELD_NOT_USABLE',
    ],
    ['is below a field that holds none', '[8 0 R]', { 8: '<</T(a)/FT/Tx>>' }, 'a.b', 'PDF_FIELD_NOT_USABLE'],
    ['is below itself', '[8 0 R]', { 8: '<</T(a)/Kids[8 0 R]>>' }, 'a.a.b', 'PDF_FIELD_NOT_USABLE'],
  ])('%s', async (_, fields, objects, fieldName, outcome) => {
    expect(await filling(fields, objects, fieldName)).toBe(outcome);
  });
});

describe('permissions in the catalog', () => {
  it('that a certification does not concern stay beside it', async () => {
    const pdf = buildTestPdf({ objects: { ...pageObjects(1, '/Perms<</UR3 8 0 R>>'), 8: '<</Type/Sig>>' } });
    const sealed = await (await sealer.seal(pdf, { certify: 2 })).toBytes();
    expect(new TextDecoder('latin1').decode(sealed)).toMatch(/\/Perms<<\/UR3 8 0 R\/DocMDP \d+ 0 R>>/);
  });
});
