import type { PdfModification } from '@eseal/core/container';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestMaterialSource, type TestMaterialSource } from '../../cades/test-material.ts';
import { pades } from '../pades.ts';
import { parsePades } from '../parse/parse.ts';
import {
  appendTestRevision,
  buildTestPdf,
  latin1,
  pageObjects,
  testStream,
  toLatin1,
} from '../pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { appendFreeing, appendStamp, appendUpdate, objectText, STAMP } from './test-updates.ts';

let sealer: TestSealer;
let timestamps: TimestampSource;
let material: TestMaterialSource;
let sealed: Uint8Array;
let form: number;

/** A page that shows a text, and what a forger would like to be left for later. */
const OBJECTS = {
  ...pageObjects(1, '/Names 7 0 R'),
  3: '<</Type/Page/Parent 2 0 R/Resources<</Font<</F 5 0 R>>>>/Contents[4 0 R 90 0 R]>>',
  4: testStream('', 'BT /F 12 Tf (100 yen) Tj ET'),
  5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  6: '[4 0 R]',
  7: '<<>>',
};

beforeAll(async () => {
  sealer = await createTestSealer();
  const { world } = sealer;
  timestamps = createTimestampClient({
    url: world.urls.tsa,
    transport: world.transport,
    now: () => world.now,
  });
  material = createTestMaterialSource(world);
  sealed = await seal(OBJECTS);
  form = formOf(sealed);
});

const seal = async (objects: Record<number, string>, documentForm: 'table' | 'object-streams' = 'table') =>
  (await sealer.seal(buildTestPdf({ objects, form: documentForm }))).toBytes();

function formOf(pdf: Uint8Array): number {
  return Number(/\/AcroForm (\d+) 0 R/.exec(toLatin1(pdf))?.[1]);
}

async function modificationsOf(pdf: Uint8Array, at = 0): Promise<readonly PdfModification[]> {
  const { signatures } = await parsePades(pdf);
  return signatures[at]?.scope.pdf?.modifications ?? [];
}

async function kindsOf(pdf: Uint8Array, at = 0): Promise<readonly string[]> {
  return (await modificationsOf(pdf, at)).map(
    ({ revision, kind, permitted }) => `${revision} ${kind} ${permitted}`,
  );
}

const raise = async (pdf: Uint8Array, adesLevel: 'B-T' | 'B-LT' | 'B-LTA', options = {}) =>
  (await pades(options).augment(pdf, { adesLevel, timestamps: [timestamps], material })).toBytes();

/** A store that holds one certificate, in an update. */
const storeOf = (pdf: Uint8Array, store: string, objects: Record<number, string> = {}) =>
  appendUpdate(pdf, {
    1: objectText(pdf, 1).replace(/>>$/, `/DSS ${store}>>`),
    91: testStream('', 'certificate'),
    ...objects,
  });

describe('updates after a seal that are known to be harmless', () => {
  it.each(['table', 'object-streams'] as const)(
    'are those of B-T, B-LT and B-LTA in the form "%s"',
    async (one) => {
      const raised = await raise(await seal(pageObjects(), one), 'B-LTA', { vri: true });
      const kinds = ['3 timestamp true', '4 security-store true', '5 timestamp true'];
      expect(await kindsOf(raised)).toEqual(kinds);
      expect(await kindsOf(await raise(raised, 'B-LTA'))).toEqual([...kinds, '6 timestamp true']);
    },
  );

  it('are those of other programs: stores with lists in objects, timestamps with an empty appearance', async () => {
    const stored = storeOf(sealed, '92 0 R', {
      92: '<</Type/DSS/Certs 93 0 R/CRLs[]/VRI 94 0 R>>',
      93: '[91 0 R]',
      94: `<<${'/AB'.padEnd(41, '0')}<</Cert[91 0 R]/TU(D:20260101000000Z)>>>>`,
    });
    expect(await kindsOf(stored)).toEqual(['3 security-store true']);
    const empty = {
      field: '/AP<</N 162 0 R>>',
      objects: { 162: testStream('/Subtype/Form/BBox[0 0 0 0]', '') },
    };
    const stamped = appendStamp(stored, form, empty);
    expect(await kindsOf(stamped)).toEqual(['3 security-store true', '4 timestamp true']);
  });

  it('say when and by what the file was changed, and what of PDF is used', async () => {
    const dated = appendUpdate(sealed, { 96: '<</ModDate(D:2026)/Producer(x)>>' }, '/Info 96 0 R');
    expect(await kindsOf(dated)).toEqual(['3 metadata true']);
    expect(await kindsOf(withCatalog(extended))).toEqual(['3 extension true']);
    const described = appendUpdate(sealed, {
      1: objectText(sealed, 1).replace('/Pages', '/Version/2.0/Metadata 97 0 R/Pages'),
      97: testStream('/Type/Metadata/Subtype/XML', '<x/>'),
    });
    expect(await kindsOf(described)).toEqual(['3 metadata true', '3 extension true']);
  });

  it('write an object again as it is, or one that nothing refers to', async () => {
    const again = storeOf(sealed, '<</Certs[91 0 R]>>', { 5: OBJECTS[5], 95: '(nobody sees this)' });
    expect(await kindsOf(again)).toEqual(['3 security-store true']);
  });

  it('are told for each seal from its own revision on', async () => {
    const [first, second] = [await raise(sealed, 'B-T'), await seal(pageObjects())];
    expect(await kindsOf(first)).toEqual(['3 timestamp true']);
    expect(await kindsOf(second)).toEqual([]);
    const twice = await (await sealer.seal(first)).toBytes();
    expect(await kindsOf(twice)).toEqual(['3 timestamp true', '4 signature true']);
    expect(await kindsOf(await raise(twice, 'B-LT'), 1)).toEqual([
      '5 timestamp true',
      '6 security-store true',
    ]);
  });
});

/** Updates of a sealed PDF; each must be one that no seal permits. */
const HOSTILE: readonly (readonly [name: string, update: () => Uint8Array])[] = [
  ['other page content', () => appendUpdate(sealed, { 4: testStream('', 'BT /F 12 Tf (900 yen) Tj ET') })],
  ['another font', () => appendUpdate(sealed, { 5: '<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]>>' })],
  [
    'other resources of a page',
    () => appendUpdate(sealed, { 3: objectText(sealed, 3).replace('/F 5', '/G 5') }),
  ],
  [
    'the object that content refers to before it exists',
    () => appendUpdate(sealed, { 90: testStream('', 'f') }),
  ],
  [
    'another page tree',
    () => appendUpdate(sealed, { 2: objectText(sealed, 2).replace('/Count 1', '/Count 0') }),
  ],
  ['the catalog with another page tree', () => withCatalog((text) => text.replace('/Pages 2', '/Pages 7'))],
  [
    'the catalog with an action',
    () => withCatalog((text) => text.replace('/Pages', '/OpenAction 7 0 R/Pages')),
  ],
  ['the catalog without its names', () => withCatalog((text) => text.replace('/Names 7 0 R', ''))],
  ['a form that needs appearances', () => withForm((text) => text.replace('>>', '/NeedAppearances true>>'))],
  [
    'the form with a field that is none of a timestamp',
    () => withForm((text) => text.replace(']', ' 7 0 R]')),
  ],
  ['a freed object', () => appendFreeing(sealed, 5)],
  ['another catalog', () => appendUpdate(sealed, { 96: objectText(sealed, 1) }, '/Info 96 0 R')],
  ['another title', () => appendUpdate(sealed, { 96: '<</Title(x)>>' }, '/Info 96 0 R')],
  ['information that is a page', () => appendUpdate(sealed, { 3: withDate() }, '/Info 3 0 R')],
  [
    'metadata that are the content',
    () => withCatalog((text) => text.replace('/Pages', '/Metadata 4 0 R/Pages')),
  ],
  [
    'metadata that content refers to',
    () =>
      appendUpdate(sealed, {
        1: objectText(sealed, 1).replace('/Pages', '/Metadata 90 0 R/Pages'),
        90: testStream('/Type/Metadata/Subtype/XML', 'BT (900 yen) Tj ET'),
      }),
  ],
  ['bytes without a cross-reference', () => latin1(`${toLatin1(sealed)}4 0 obj\n(x)\nendobj\n`)],
  ['bytes behind its end', () => latin1(`${toLatin1(storeOf(sealed, '<</Certs[91 0 R]>>'))}4 0 obj\n`)],
  ['a store that holds a page', () => storeOf(sealed, '<</Certs[3 0 R]>>')],
  [
    'a store that holds a form',
    () => storeOf(sealed, '<</Certs[92 0 R]>>', { 92: testStream('/Subtype/Form', '') }),
  ],
  ['a store with something else in it', () => storeOf(sealed, '<</Certs[91 0 R]/Pages 2 0 R>>')],
  [
    'a store whose data content refers to',
    () => storeOf(sealed, '<</Certs[90 0 R]>>', { 90: testStream('', 'f') }),
  ],
  [
    'a store beside other page content',
    () => storeOf(sealed, '<</Certs[91 0 R]>>', { 4: testStream('', 'f') }),
  ],
  ['a store beside a timestamp of no revision', () => storeOf(sealed, '<<>>', { [form]: stampedForm() })],
  ['a timestamp that is shown', () => appendStamp(sealed, form, { rectangle: '[0 0 500 500]' })],
  [
    'a timestamp with an appearance',
    () =>
      appendStamp(sealed, form, {
        field: '/AP<</N 162 0 R>>',
        objects: { 162: testStream('/Subtype/Form/BBox[0 0 9 9]', '0 0 9 9 re f') },
      }),
  ],
  [
    'a timestamp whose appearance empties content',
    () => appendStamp(sealed, form, { field: '/AP<</N 4 0 R>>', objects: { 4: testStream('', '') } }),
  ],
  ['a timestamp with an action', () => appendStamp(sealed, form, { field: '/A<</S/JavaScript/JS(x)>>' })],
  ['a timestamp with resources', () => appendStamp(sealed, form, { field: '/DR<</Font<</F 5 0 R>>>>' })],
  [
    'a timestamp that refers to something',
    () => appendStamp(sealed, form, { kind: '/Type/DocTimeStamp/SubFilter/ETSI.RFC3161/Reference[7 0 R]' }),
  ],
  [
    'a timestamp beside other page content',
    () => appendStamp(sealed, form, { objects: { 4: testStream('', 'f') } }),
  ],
  [
    'a timestamp beside another page',
    () =>
      appendStamp(sealed, form, {
        objects: { 3: objectText(sealed, 3).replace('/Parent', '/Rotate 180/Parent') },
      }),
  ],
  [
    'a timestamp whose annotations are the content',
    () =>
      appendStamp(sealed, form, {
        objects: {
          3: objectText(sealed, 3).replace(/\/Annots\[[^\]]*\]/, '/Annots 6 0 R'),
          6: `[${STAMP.field} 0 R]`,
        },
      }),
  ],
  [
    'a timestamp that removes another annotation',
    () =>
      appendStamp(sealed, form, {
        objects: { 3: objectText(sealed, 3).replace(/\/Annots\[[^\]]*\]/, `/Annots[${STAMP.field} 0 R]`) },
      }),
  ],
];

const withCatalog = (change: (text: string) => string) =>
  appendUpdate(sealed, { 1: change(objectText(sealed, 1)) });
const withForm = (change: (text: string) => string) =>
  appendUpdate(sealed, { [form]: change(objectText(sealed, form)) });
const extended = (text: string) => text.replace('/ExtensionLevel 2', '/ExtensionLevel 5');
const withDate = () => objectText(sealed, 3).replace('/Parent', '/ModDate(D:2026)/Parent');
const stampedForm = () => objectText(sealed, form).replace(']', ` ${STAMP.field} 0 R]`);

describe('an update after a seal is undefined when it has', () => {
  it('nothing of this, in an honest one', async () => {
    expect(await kindsOf(appendStamp(sealed, form))).toEqual(['3 timestamp true']);
  });

  it.each(HOSTILE)('%s', async (_, update) => {
    const modifications = await modificationsOf(update());
    const refused = modifications.filter(({ permitted }) => !permitted).map(({ kind }) => kind);
    expect(refused.some((kind) => ['undefined', 'visual', 'page'].includes(kind))).toBe(true);
  });

  it('changed what an earlier update stored', async () => {
    const stored = storeOf(sealed, '<</Certs[91 0 R]>>');
    expect(await kindsOf(appendUpdate(stored, { 91: testStream('', 'another') }))).toEqual([
      '3 security-store true',
      '4 undefined false',
    ]);
  });

  it('changed the field of an earlier timestamp', async () => {
    const stamped = appendStamp(sealed, form);
    const shown = objectText(stamped, STAMP.field).replace('[0 0 0 0]', '[0 0 500 500]');
    expect(await kindsOf(appendUpdate(stamped, { [STAMP.field]: shown }))).toEqual([
      '3 timestamp true',
      '4 undefined false',
    ]);
  });

  it('added to an array that is both in the store and on the page', async () => {
    const shared = await seal({
      ...OBJECTS,
      1: '<</Type/Catalog/Pages 2 0 R/DSS<</Certs 6 0 R>>>>',
      3: '<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 6 0 R>>',
    });
    const update = appendUpdate(shared, { 6: '[4 0 R 91 0 R]', 91: testStream('', 'BT (900 yen) Tj ET') });
    expect(await kindsOf(update)).toEqual(['3 security-store true', '3 undefined false']);
  });

  it('the same object under another generation, so that nothing refers to it any more', async () => {
    const text = toLatin1(appendUpdate(sealed, { 4: 'null' }));
    const at = text.lastIndexOf('4 0 obj\nnull');
    const renumbered = `${text.slice(0, at)}4 5 obj${text.slice(at + 7)}`;
    const update = latin1(renumbered.replace(/ 00000 n \ntrailer(?![\s\S]*trailer)/, ' 00005 n \ntrailer'));
    expect(await kindsOf(update)).toEqual(['3 visual false']);
  });

  it('a font under /Extensions that pages use too', async () => {
    const shared = await seal({
      ...OBJECTS,
      1: '<</Type/Catalog/Pages 2 0 R/Extensions 6 0 R>>',
      3: '<</Type/Page/Parent 2 0 R/Resources<</Font 6 0 R>>/Contents 4 0 R>>',
      6: '<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>/ISO_ 5 0 R>>',
    });
    expect(objectText(shared, 1)).toContain('/Extensions 6 0 R');
    const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[49/nine]>>>>';
    const update = appendUpdate(shared, { 6: objectText(shared, 6).replace('5 0 R', font) });
    expect(await kindsOf(update)).toContain('3 undefined false');
  });

  it('an object where the sealed cross-reference puts one that is not there yet', async () => {
    const far = 60_000;
    const document = toLatin1(buildTestPdf({ objects: { ...OBJECTS, 90: 'null' } }));
    const offset = String(document.indexOf('90 0 obj')).padStart(10, '0');
    const moved = document
      .replace(`${offset} 00000 n`, `${String(far).padStart(10, '0')} 00000 n`)
      .replace('90 0 obj', '%%%%%%%%');
    const ahead = await (await sealer.seal(latin1(moved))).toBytes();
    const added = `90 0 obj\n${testStream('', 'BT (900 yen) Tj ET')}\nendobj\n`;
    const filled = latin1(`${toLatin1(ahead)}${'%'.repeat(far - ahead.length - 1)}\n${added}`);
    expect(await kindsOf(ahead)).toEqual([]);
    expect(await kindsOf(appendUpdate(filled, { 95: '(x)' }))).toEqual(['3 undefined false']);
  });

  it('an object stream that the sealed cross-reference expects', async () => {
    const document = toLatin1(buildTestPdf({ form: 'stream', objects: { ...OBJECTS, 90: 'null' } }));
    const entryOf = (type: number, place: number) =>
      String.fromCharCode(type, place >> 16, (place >> 8) & 0xff, place & 0xff, 0);
    const placed = entryOf(1, document.indexOf('90 0 obj'));
    expect(document).toContain('/W[1 3 1]');
    expect(document).toContain(placed);
    const moved = document.replace(placed, entryOf(2, 150));
    const ahead = await (await sealer.seal(latin1(moved))).toBytes();
    const packed = testStream('/Type/ObjStm/N 1/First 5', '90 0 <</Subtype/FreeText>>');
    const update = appendTestRevision(ahead, { 150: packed }, { form: 'stream' });
    expect(await kindsOf(ahead)).toEqual([]);
    expect(await kindsOf(update)).toEqual(['3 undefined false']);
  });

  it('sections in another order, or a cross-reference that passes over the sealed one', async () => {
    const offsets = [...toLatin1(sealed).matchAll(/startxref\n(\d+)/g)].map(([, offset]) => offset);
    const skipping = toLatin1(storeOf(sealed, '<</Certs[91 0 R]>>')).replace(
      new RegExp(`/Prev ${offsets[1]}`),
      `/Prev ${String(offsets[0]).padStart(String(offsets[1]).length, '0')}`,
    );
    const found = await modificationsOf(latin1(skipping));
    expect(found.every(({ kind }) => kind === 'undefined')).toBe(true);
  });
});
