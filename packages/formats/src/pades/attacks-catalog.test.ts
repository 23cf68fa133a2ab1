/** Later revisions of a sealed PDF that change its catalog, its trailer or its security store. */
import { createTimestampClient } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMaterialSource } from '../cades/test-material.ts';
import { appendUpdate, objectText } from './modifications/test-updates.ts';
import { pades } from './pades.ts';
import { parsePades } from './parse/parse.ts';
import { buildTestPdf, testStream } from './pdf/test-documents.ts';
import { FORM_OBJECTS, kindsAfter, modificationsAfter, sealedForm } from './test-forms.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
let sealed: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  sealed = await sealedForm(sealer);
});

const withCatalog = (change: (catalog: string) => string, objects: Record<number, string> = {}): Uint8Array =>
  appendUpdate(sealed, { 1: change(objectText(sealed, 1)), ...objects });
const adding = (entries: string, objects: Record<number, string> = {}): Uint8Array =>
  withCatalog((catalog) => catalog.replace(/>>$/, `${entries}>>`), objects);

const SCRIPT = { 100: '<</S/JavaScript/JS(app.alert\\(1\\))>>' };

/** Entries of the catalog that decide what the document shows or does. */
const CATALOG: readonly (readonly [string, () => Uint8Array])[] = [
  ['OpenAction', () => adding('/OpenAction 100 0 R', SCRIPT)],
  ['AA', () => adding('/AA<</WC 100 0 R>>', SCRIPT)],
  ['Names', () => adding('/Names<</JavaScript<</Names[(a)100 0 R]>>>>', SCRIPT)],
  ['Names', () => adding('/Names<</AP<</Names[]>>/EmbeddedFiles<</Names[(a)100 0 R]>>>>', { 100: '<<>>' })],
  ['Perms', () => withCatalog((catalog) => catalog.replace(/\/Perms<<.*?>>/, ''))],
  ['Perms', () => withCatalog((catalog) => catalog.replace('/UR3 8 0 R', '/DocMDP 8 0 R'))],
  [
    'AcroForm',
    () => withCatalog((catalog) => catalog.replace('10 0 R', '100 0 R'), { 100: objectText(sealed, 10) }),
  ],
  [
    'OCProperties',
    () => adding('/OCProperties<</OCGs[100 0 R]/D<</OFF[100 0 R]>>>>', { 100: '<</Type/OCG/Name(x)>>' }),
  ],
  [
    'Outlines',
    () =>
      withCatalog((catalog) => catalog.replace('7 0 R', '100 0 R'), {
        100: '<</Type/Outlines/First 101 0 R>>',
      }),
  ],
  ['Metadata', () => adding('/Metadata 4 0 R')],
  ['StructTreeRoot', () => adding('/StructTreeRoot 100 0 R', { 100: '<</Type/StructTreeRoot>>' })],
  ['MarkInfo', () => adding('/MarkInfo<</Marked true>>')],
  [
    'Pages',
    () =>
      withCatalog((catalog) => catalog.replace('/Pages 2 0 R', '/Pages 100 0 R'), {
        100: objectText(sealed, 2),
      }),
  ],
  ['PageLabels', () => adding('/PageLabels<</Nums[0<</P(9)>>]>>')],
  ['PageMode', () => adding('/PageMode/UseAttachments')],
  ['ViewerPreferences', () => adding('/ViewerPreferences<</HideToolbar true>>')],
  ['Collection', () => adding('/Collection<<>>')],
  ['NeedsRendering', () => adding('/NeedsRendering true')],
  ['Requirements', () => adding('/Requirements[<</S/EnableJavaScripts>>]')],
  ['AF', () => adding('/AF[100 0 R]', { 100: '<<>>' })],
  ['Lang', () => adding('/Lang(ja)')],
  ['URI', () => adding('/URI<</Base(http://a.invalid/)>>')],
  ['Version', () => adding('/Version/Type')],
  [
    'Extensions',
    () =>
      withCatalog((catalog) => catalog.replace('/Extensions<<', '/Extensions<</EVIL<</BaseVersion/1.7>>')),
  ],
  ['PieceInfo', () => adding('/PieceInfo<</X 100 0 R>>', { 100: '<<>>' })],
];

describe('a later revision may not change of the catalog', () => {
  it.each(CATALOG)('P14: /%s', async (key, make) => {
    const changed = await modificationsAfter(make());
    expect(changed.filter(({ permitted }) => !permitted)).toContainEqual(
      expect.objectContaining({ object: expect.stringContaining(key) }),
    );
  });

  it.each(['/NeedAppearances true', '/XFA 100 0 R', '/Q 2', '/SigFlags 7'])(
    'P14, P15: %s of the form',
    async (entries) => {
      const form = objectText(sealed, 10)
        .replace(/\/SigFlags \d/, '')
        .replace(/>>$/, `${entries}>>`);
      expect(await kindsAfter(appendUpdate(sealed, { 10: form, 100: testStream('', '<xdp/>') }))).toEqual([
        'undefined!',
      ]);
    },
  );

  it('P14: the resources of the form under names that it has', async () => {
    const font = '<</Type/Font/Subtype/Type3>>';
    expect(await kindsAfter(appendUpdate(sealed, { 11: '<</F 100 0 R>>', 100: font }))).toEqual([
      'undefined!',
    ]);
    expect(await kindsAfter(appendUpdate(sealed, { 11: '<</F 5 0 R/G 100 0 R>>', 100: font }))).toEqual([
      'form-fill',
    ]);
  });

  it('P14: the resources of the form where the page has the same', async () => {
    const shared = await sealedForm(
      sealer,
      {},
      { 3: (FORM_OBJECTS[3] ?? '').replace('/Font<</F 5 0 R>>', '/Font 11 0 R') },
    );
    const update = appendUpdate(shared, { 11: '<</F 5 0 R/G 100 0 R>>', 100: '<</Type/Font>>' });
    expect(await kindsAfter(update)).toEqual(['form-fill', 'undefined!']);
  });

  it('P14: that there is no form any more, with the seal in it', async () => {
    const { findings } = await parsePades(withCatalog((catalog) => catalog.replace('/AcroForm 10 0 R', '')));
    expect(findings).toContainEqual(expect.objectContaining({ id: 'PDF_SEAL_REMOVED', severity: 'error' }));
  });

  it('P14: its own number, or who encrypts it', async () => {
    const moved = appendUpdate(sealed, { 100: objectText(sealed, 1) }, '/Root 100 0 R');
    expect(await kindsAfter(moved)).toContain('undefined!');
    expect(await kindsAfter(appendUpdate(sealed, { 100: '<</Filter/X>>' }, '/AuthCode 100 0 R'))).toEqual([
      'undefined!',
    ]);
  });
});

describe('the security store', () => {
  const raised = async () => {
    const { world } = sealer;
    const { urls, transport } = world;
    const timestamps = [createTimestampClient({ url: urls.tsa, transport, now: () => world.now })];
    const material = createTestMaterialSource(world);
    const pdf = await (await sealer.seal(buildTestPdf({ objects: FORM_OBJECTS }))).toBytes();
    return (await pades().augment(pdf, { adesLevel: 'B-LT', timestamps, material })).toBytes();
  };
  const storeId = (pdf: Uint8Array): number => Number(/\/DSS (\d+) 0 R/.exec(objectText(pdf, 1))?.[1]);

  it('P13: may lose entries, which is told and takes nothing from the seal', async () => {
    const pdf = await raised();
    const id = storeId(pdf);
    const lost = /\/Certs\s*\[\s*(\d+) 0 R/.exec(objectText(pdf, id))?.[1];
    const emptied = appendUpdate(pdf, {
      [id]: objectText(pdf, id).replace(/\/Certs\s*\[[^\]]*\]/, '/Certs[]'),
    });
    const changed = await modificationsAfter(emptied);
    expect(changed).toContainEqual({
      revision: 5,
      kind: 'security-store',
      object: `object ${lost} removed`,
      permitted: true,
    });
    expect(changed.every(({ permitted }) => permitted)).toBe(true);
  });

  it('P13: may be taken away, which is not known to be permitted', async () => {
    const pdf = await raised();
    const without = appendUpdate(pdf, { 1: objectText(pdf, 1).replace(/\/DSS \d+ 0 R/, '') });
    expect(await kindsAfter(without)).toContain('undefined!');
  });

  it('P13: may not have other data in place of what it had', async () => {
    const pdf = await raised();
    const [, data = ''] = /\/Certs\s*\[\s*(\d+) 0 R/.exec(objectText(pdf, storeId(pdf))) ?? [];
    expect(await kindsAfter(appendUpdate(pdf, { [data]: testStream('', 'another') }))).toContain(
      'undefined!',
    );
  });
});
