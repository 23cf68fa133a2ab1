import { beforeAll, describe, expect, it } from 'vitest';
import { addSignatureField } from '../fields/add-signature-field.ts';
import type { PadesOptions } from '../options.ts';
import { appendTestRevision, buildTestPdf, pageObjects, toLatin1 } from '../pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { parsePades } from './parse.ts';

const FORM = '<</Fields[8 0 R 10 0 R]/SigFlags 3>>';
const CATALOG = `<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R`;
/** A form of two signature fields and one for text, in objects of their own. */
const OBJECTS = {
  ...pageObjects(1, '/AcroForm 7 0 R'),
  7: FORM,
  8: '<</T(First)/FT/Sig>>',
  9: '<</T(Text)/FT/Tx>>',
  10: '<</T(Parent)/Kids[11 0 R 9 0 R]>>',
  11: '<</T(Second)/FT/Sig/Parent 10 0 R>>',
};

let sealer: TestSealer;
/** Sealed in the field First, with the number of its signature dictionary. */
let sealed: Uint8Array;
let certified: Uint8Array;
let nested: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  const make = async (options: PadesOptions, form?: 'object-streams') =>
    (await sealer.seal(buildTestPdf({ objects: OBJECTS, ...(form && { form }) }), options)).toBytes();
  sealed = await make({ fieldName: 'First' });
  certified = await make({ fieldName: 'First', certify: 1 });
  nested = await make({ fieldName: 'Parent.Second' }, 'object-streams');
});

const signatureOf = (pdf: Uint8Array) => /\/V (\d+) 0 R/.exec(toLatin1(pdf))?.[1] ?? '';
const removals = async (pdf: Uint8Array) =>
  (await parsePades(pdf)).findings.filter(({ id }) => id === 'PDF_SEAL_REMOVED');
const attempt = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => error,
  );

/** Updates that make a seal disappear from the form, as entries of the objects. */
const REMOVALS: readonly (readonly [string, (signature: string) => Record<number, string>])[] = [
  ['the form out of the catalog', () => ({ 1: '<</Type/Catalog/Pages 2 0 R>>' })],
  ['the field out of the form', () => ({ 7: '<</Fields[10 0 R]>>' })],
  ['the signature out of the field', () => ({ 8: '<</T(First)/FT/Sig>>' })],
  ['the field itself', () => ({ 8: 'null' })],
  ['the signature itself', (signature) => ({ [signature]: 'null' })],
  ['the type of the field', (signature) => ({ 8: `<</T(First)/FT/Tx/V ${signature} 0 R>>` })],
  ['the name of the field', (signature) => ({ 8: `<</T(Other)/FT/Sig/V ${signature} 0 R>>` })],
  ['another signature in its place', () => ({ 8: '<</T(First)/FT/Sig/V 30 0 R>>', 30: '<</Contents<01>>>' })],
];

describe('a seal that a later revision removes', () => {
  it.each(REMOVALS)('by taking %s is told, and nothing is sealed any more', async (_, objects) => {
    const forged = appendTestRevision(sealed, objects(signatureOf(sealed)));
    expect(await removals(forged)).toMatchObject([
      { severity: 'error', message: expect.stringMatching(/First.*revision 2/) },
    ]);
    const refusal = {
      code: 'PDF_CHANGE_FORBIDDEN',
      message: expect.stringMatching(/First.*revision 2/),
      facts: { field: 'First', revision: 2 },
    };
    expect(await attempt(sealer.seal(forged))).toMatchObject(refusal);
    expect(await attempt(addSignatureField(forged, 'New'))).toMatchObject(refusal);
  });

  it.each(['table', 'stream', 'object-streams'] as const)(
    'is told when it stood below another field, and is removed in the form %s',
    async (form) => {
      const forged = appendTestRevision(nested, { 10: '<</T(Parent)/Kids[9 0 R]>>' }, { form, size: 60 });
      expect(await removals(forged)).toMatchObject([{ message: expect.stringContaining('Parent.Second') }]);
      expect(await attempt(sealer.seal(forged))).toMatchObject({ code: 'PDF_CHANGE_FORBIDDEN' });
    },
  );

  it('is told when further revisions, and a seal of others, follow', async () => {
    let forged = appendTestRevision(certified, { 1: '<</Type/Catalog/Pages 2 0 R>>' });
    for (let i = 0; i < 20; i++) forged = appendTestRevision(forged, { 50: `(${i})` });
    const back = appendTestRevision(forged, { 1: `${CATALOG}>>`, 8: OBJECTS[8] });
    expect(await removals(back)).toMatchObject([{ message: expect.stringContaining('First') }]);
    expect(await attempt(sealer.seal(back, { fieldName: 'First' }))).toMatchObject({
      code: 'PDF_CHANGE_FORBIDDEN',
    });
  });
});

const SEAL = (references: string) => `<</Type/Sig/Contents<01>/Reference[${references}]>>`;
const docMdp = '<</TransformMethod/DocMDP/TransformParams 21 0 R>>';

describe('what an earlier revision forbids', () => {
  /** A signature that the field First holds, and nothing that its dictionary restricts. */
  const held = { ...OBJECTS, 20: SEAL(''), 8: '<</T(First)/FT/Sig/V 20 0 R/Lock 22 0 R>>' };

  it.each<[string, Record<number, string>, Record<number, string>]>([
    [
      'by a certification in no field, whose /Perms is dropped',
      {
        ...OBJECTS,
        1: `${CATALOG}/Perms 23 0 R>>`,
        20: SEAL(docMdp),
        21: '<</P 1>>',
        23: '<</DocMDP 20 0 R>>',
      },
      { 1: `${CATALOG}>>` },
    ],
    [
      'by a certification in no field, whose /Perms is emptied',
      {
        ...OBJECTS,
        1: `${CATALOG}/Perms 23 0 R>>`,
        20: SEAL(docMdp),
        21: '<</P 1>>',
        23: '<</DocMDP 20 0 R>>',
      },
      { 23: '<<>>' },
    ],
    [
      'by a /Lock that the field loses',
      { ...held, 22: '<</Action/Include/Fields[(x)]/P 1>>' },
      { 8: '<</T(First)/FT/Sig/V 20 0 R>>' },
    ],
    [
      'by a /Lock that is an object of its own and emptied',
      { ...held, 22: '<</Action/Include/Fields[(x)]/P 1>>' },
      { 22: 'null' },
    ],
    [
      'by parameters of its signature that are objects of their own and changed',
      { ...held, 20: SEAL(docMdp), 21: '<</P 1>>' },
      { 21: '<</P 2>>' },
    ],
  ])('%s, stays forbidden', async (_, objects, update) => {
    const refusal = { code: 'PDF_CHANGE_FORBIDDEN' };
    const pdf = buildTestPdf({ objects });
    expect(await attempt(sealer.seal(pdf))).toMatchObject(refusal);
    expect(await attempt(sealer.seal(appendTestRevision(pdf, update)))).toMatchObject(refusal);
  });

  it('by nothing, is permitted after such an update too', async () => {
    const pdf = buildTestPdf({ objects: { ...held, 20: SEAL(docMdp), 21: '<</P 2>>', 22: '<</P 3>>' } });
    expect(await attempt(sealer.seal(appendTestRevision(pdf, { 21: '<</P 2>>', 22: 'null' })))).toBe('done');
  });
});

describe('seals that stay', () => {
  it.each<[string, Record<number, string>]>([
    ['an update of a page', { 3: '<</Type/Page/Parent 2 0 R>>' }],
    ['a text that is filled in', { 9: '<</T(Text)/FT/Tx/V(x)>>' }],
    ['a form that is written anew', { 7: FORM, 1: `${CATALOG}>>` }],
  ])('are not told as removed after %s, and more can be sealed', async (_, objects) => {
    const updated = appendTestRevision(sealed, objects);
    expect(await removals(updated)).toEqual([]);
    const twice = await (await sealer.seal(updated, { fieldName: 'Parent.Second' })).toBytes();
    expect(await removals(twice)).toEqual([]);
    expect(await attempt(sealer.seal(twice))).toBe('done');
  });
});
