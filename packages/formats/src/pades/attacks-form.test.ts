/** Later revisions of a sealed form: what is filled in, sealed and remarked, and what passes itself off as that. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  appendFreeing,
  appendSigned,
  appendUpdate,
  objectText,
  UNSIGNED,
} from './modifications/test-updates.ts';
import { parsePades } from './parse/parse.ts';
import { testStream } from './pdf/test-documents.ts';
import { appearanceOf, FORM_OBJECTS, kindsAfter, modificationsAfter, sealedForm } from './test-forms.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
let sealed: Uint8Array;
/** Number of the page's annotations behind those of the form: the seal's own widget. */
let page: string;
beforeAll(async () => {
  sealer = await createTestSealer();
  sealed = await sealedForm(sealer);
  page = objectText(sealed, 3);
});

const text = (id: number): string => objectText(sealed, id);
const update = (objects: Record<number, string>): Uint8Array => appendUpdate(sealed, objects);
const changed = (id: number, from: string | RegExp, to: string): Record<number, string> => {
  const now = text(id).replace(from, to);
  if (now === text(id)) throw new Error(`object ${id} has no ${from}`);
  return { [id]: now };
};
const within = (entries: string): string => `${entries}>>`;
const filled = (from: string | RegExp = '', to = ''): Record<number, string> => {
  const field = changed(20, '/AP<</N 30 0 R>>', '/V(900)/AP<</N 100 0 R>>')[20] ?? '';
  return { 20: field.replace(from, to), 100: appearanceOf('900') };
};
/** Adds annotations to the page. */
const annotated = (...ids: number[]): string =>
  page.replace(/\/Annots\[([^\]]*)\]/, `/Annots[$1 ${ids.map((id) => `${id} 0 R`).join(' ')}]`);
const comment = (subtype: string, entries = ''): string =>
  `<</Type/Annot/Subtype/${subtype}/P 3 0 R/Rect[300 300 400 400]/Contents(hello)${entries}>>`;
/** The empty field sealed, with a signature that has no value. */
const signedSecond = (
  entries = '',
  signature = '',
  from: string | RegExp = '',
  to = '',
): Record<number, string> => ({
  24: (changed(24, />>$/, within(`/V 101 0 R${entries}`))[24] ?? '').replace(from, to),
  101: `<</Type/Sig/SubFilter/ETSI.CAdES.detached${signature}${UNSIGNED}>>`,
});

describe('a sealed form lets others', () => {
  it.each<[string, () => Uint8Array, readonly string[]]>([
    ['fill in a text with a new appearance', () => update(filled()), ['form-fill']],
    [
      'fill in a text whose appearance is written in place',
      () => update({ ...changed(20, />>$/, within('/V(900)')), 30: appearanceOf('900') }),
      ['form-fill'],
    ],
    [
      'choose a button',
      () => update({ ...changed(22, />>$/, within('/V/A')), ...changed(23, '/AS/Off', '/AS/A') }),
      ['form-fill'],
    ],
    ['seal the empty field', () => appendSigned(sealed, signedSecond()), ['signature']],
    [
      'seal the empty field and show it, and lock fields',
      () =>
        appendSigned(sealed, {
          ...signedSecond('/AP<</N 102 0 R>>'),
          ...changed(20, '/FT', '/Ff 1/FT'),
          102: testStream(
            '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>',
            '(B) Tj',
          ),
        }),
      ['form-fill', 'signature'],
    ],
    ['remark', () => update({ 3: annotated(100), 100: comment('Text') }), ['annotation']],
    ['change a remark', () => update(changed(27, '(checked)', '(checked twice)')), ['annotation']],
    ['take a remark away', () => update({ 3: page.replace(' 27 0 R', '') }), ['annotation']],
  ])('%s', async (_, make, kinds) => {
    expect(await kindsAfter(make())).toEqual(kinds);
  });

  it('seal in a field of their own, and names it by its page', async () => {
    const twice = await (await sealer.seal(sealed, { fieldName: 'Second' })).toBytes();
    const thrice = await (await sealer.seal(twice)).toBytes();
    expect(await kindsAfter(thrice)).toEqual(['signature', 'signature']);
    expect(await kindsAfter(thrice, 1)).toEqual(['signature']);
    expect(await kindsAfter(thrice, 2)).toEqual([]);
  });
});

/** Revisions that are something else than they pretend to be; none may pass. */
const HOSTILE: readonly (readonly [string, () => Uint8Array])[] = [
  ['P5: a filled field that moved', () => update({ ...filled(/\/Rect\[[^\]]*\]/, '/Rect[0 0 595 842]') })],
  ['P5: a filled field that is hidden', () => update({ ...filled('/F 4', '/F 2') })],
  ['P5: another border without a value', () => update(changed(20, '/BC[0]', '/BC[1]/BG[1]'))],
  ['P5: a filled field with another caption', () => update({ ...filled('/BC[0]', '/CA(9)') })],
  ['P5: another text style without a value', () => update(changed(20, '/F 10 Tf', '/F 99 Tf'))],
  ['P5: an appearance alone, written in place', () => update({ 30: appearanceOf('900') })],
  [
    'P5: an appearance that the page shows too',
    () => update({ ...changed(21, />>$/, within('/V(9)')), 31: appearanceOf('900') }),
  ],
  [
    'P5: the font that the page and the appearance share',
    () => update({ ...filled(), 5: '<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]>>' }),
  ],
  [
    'P5: the appearance of another field beside the filled one',
    () => update({ ...filled(), 35: appearanceOf('900') }),
  ],
  [
    'P5: a font that all fields use',
    () => update({ ...filled(), 11: '<</F 103 0 R>>', 103: '<</Type/Font/Subtype/Type3>>' }),
  ],
  [
    'P5: content that waited for an object of the filled field',
    () => update({ ...filled('100 0 R', '90 0 R'), 90: appearanceOf('900') }),
  ],
  [
    'P5: content that waited for a resource of the new appearance',
    () =>
      update({
        ...filled(),
        100: testStream('/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 90 0 R>>>>', '/X Do'),
        90: testStream('/Subtype/Form', 'f'),
      }),
  ],
  ['P5: another state of a field that nobody filled', () => update({ ...filled(), 91: appearanceOf('900') })],
  ['P7: an object that the page needs, freed', () => appendFreeing(sealed, 4)],
  [
    'P7: the content of the page under its number',
    () => update({ ...filled(), 4: testStream('', 'BT (900 yen) Tj ET') }),
  ],
  [
    'P7: another list of contents',
    () => update({ 3: page.replace('90 0 R]', '100 0 R]'), 100: testStream('', 'f') }),
  ],
  [
    'P7: page resources that lead to a new object',
    () => update({ 3: page.replace('/X 31 0 R', '/X 100 0 R'), 100: appearanceOf('900') }),
  ],
  ['P12: another type of a field', () => update({ ...filled('/FT/Tx', '/FT/Btn') })],
  ['P12: another name of a field', () => update({ ...filled('(sum)', '(total2)') })],
  ['P12: a field with another parent', () => update(changed(20, '/FT/Tx', '/FT/Tx/Parent 22 0 R'))],
  ['P12: buttons in another order', () => update(changed(22, '23 0 R 26 0 R', '26 0 R 23 0 R'))],
  [
    'P12: a button more',
    () => update({ ...changed(22, '26 0 R]', '26 0 R 100 0 R]/V/C'), 3: annotated(100), 100: text(26) }),
  ],
  ['P12: a button that shows what it was not made for', () => update(changed(23, '/AS/Off', '/AS/Z'))],
  [
    'P12: a button with another appearance',
    () =>
      update({
        ...changed(22, />>$/, within('/V/A')),
        ...changed(23, '/AS/Off', '/AS/A'),
        32: appearanceOf('9'),
      }),
  ],
  ['P12: a field that is gone from the form', () => update(changed(10, '20 0 R ', ''))],
  ['P12: fields in another order', () => update(changed(10, '20 0 R 21 0 R', '21 0 R 20 0 R'))],
  ['P12: a field twice', () => update(changed(10, '[20 0 R', '[20 0 R 20 0 R'))],
  [
    'P12: a new text field',
    () =>
      update({
        ...changed(10, /\]\/DR/, ' 100 0 R]/DR'),
        3: annotated(100),
        100: text(20).replace('(sum)', '(new)'),
      }),
  ],
  [
    'P12: a new field with the name of another',
    () =>
      appendSigned(sealed, {
        ...changed(10, /\]\/DR/, ' 100 0 R]/DR'),
        100: text(24).replace('(Second)', '(sum)').replace(/>>$/, '/V 101 0 R>>'),
        101: `<</Type/Sig${UNSIGNED}>>`,
      }),
  ],
  [
    'P12: a seal where the field has one value for two',
    () => update(changed(24, />>$/, within(`/V ${sealValue()} 0 R`))),
  ],
  ['P12: a field that is sealed by nothing', () => update(changed(24, />>$/, within('/V<</Type/Sig>>')))],
  [
    'P12: seed values removed while sealing',
    () => appendSigned(sealed, { ...signedSecond('', '', /\/SV<<.*?>>/, '') }),
  ],
  [
    'P12: a lock removed while sealing',
    () => appendSigned(sealed, { ...signedSecond('', '', '/Lock 34 0 R', '') }),
  ],
  [
    'P12: a lock that says something else',
    () => update({ 34: '<</Type/SigFieldLock/Action/Include/Fields[]>>' }),
  ],
  ['P12: another order of calculation', () => update(changed(10, '/CO[25 0 R]', '/CO[20 0 R]'))],
  ['P12: calculation by a script', () => update({ ...filled(/>>$/, '/AA<</C<</S/JavaScript/JS(x)>>>>>>') })],
  [
    'P6: a sealed field that moved',
    () =>
      appendSigned(sealed, {
        ...signedSecond('', '', /\/Rect\[[^\]]*\]/, '/Rect[0 0 595 842]'),
      }),
  ],
  ['P6: the widget of the seal itself, moved', () => update(sealField(undefined, '/Rect[0 0 595 842]'))],
  ['P6: a seal with an action', () => appendSigned(sealed, signedSecond('/A<</S/URI/URI(x)>>'))],
  [
    'P6: a seal beside a comment that acts',
    () =>
      appendSigned(sealed, {
        ...signedSecond(),
        3: annotated(100),
        100: comment('Link', '/A<</S/Launch/F(x)>>'),
      }),
  ],
  [
    'P6: an annotation dropped that is a field',
    () => appendSigned(sealed, { ...signedSecond(), 3: page.replace('25 0 R ', '') }),
  ],
  ['P6: annotations in another order', () => update({ 3: page.replace('20 0 R 21 0 R', '21 0 R 20 0 R') })],
  [
    'P6: an annotation that shows the content of the page',
    () => update({ 3: annotated(100), 4: testStream('', 'f'), 100: comment('Stamp', '/AP<</N 4 0 R>>') }),
  ],
  [
    'P6: an annotation that content waited for',
    () => update({ 3: annotated(100), 90: testStream('', 'f'), 100: comment('Stamp', '/AP<</N 90 0 R>>') }),
  ],
  ...[
    'Redact',
    'Watermark',
    'FileAttachment',
    'Screen',
    'Movie',
    'Sound',
    '3D',
    'RichMedia',
    'Widget',
    'PrinterMark',
    'TrapNet',
    'Projection',
    'Nobody',
  ].map(
    (subtype) =>
      [
        `P15: an annotation of the kind ${subtype}`,
        () => update({ 3: annotated(100), 100: comment(subtype) }),
      ] as const,
  ),
  ...[
    'JavaScript',
    'Launch',
    'SubmitForm',
    'GoToR',
    'GoToE',
    'ImportData',
    'ResetForm',
    'Named',
    'Rendition',
    'Hide',
    'SetOCGState',
  ].map(
    (action) =>
      [
        `P15: a link with the action ${action}`,
        () => update({ 3: annotated(100), 100: comment('Link', `/A<</S/${action}>>`) }),
      ] as const,
  ),
  [
    'P15: a link with one action after another',
    () => update({ 3: annotated(100), 100: comment('Link', '/A<</S/URI/URI(x)/Next<</S/JavaScript>>>>') }),
  ],
  [
    'P15: a remark with additional actions',
    () => update({ 3: annotated(100), 100: comment('Text', '/AA<</E<</S/JavaScript>>>>') }),
  ],
];

/** The field of the seal with another value or place. */
function sealField(value?: string, rectangle?: string): Record<number, string> {
  const id = sealFieldId();
  const field = text(id);
  const valued = value === undefined ? field : field.replace(/\/V \d+ 0 R/, value);
  return { [id]: rectangle === undefined ? valued : valued.replace(/\/Rect\s*\[[^\]]*\]/, rectangle) };
}

function sealFieldId(): number {
  return Number(/\/Fields\[.*?(\d+) 0 R\]/.exec(text(10))?.[1]);
}

function sealValue(): string {
  return /\/V (\d+) 0 R/.exec(text(sealFieldId()))?.[1] ?? '';
}

describe('a later revision of a sealed form does not pass that holds', () => {
  it.each(HOSTILE)('%s', async (_, make) => {
    const pdf = make();
    const modifications = await modificationsAfter(pdf);
    expect(modifications.filter(({ permitted }) => !permitted).map(({ kind }) => kind)).not.toEqual([]);
  });

  it.each<[string, () => Uint8Array]>([
    [
      'put to another signature',
      () => appendSigned(sealed, { ...sealField('/V 101 0 R'), 101: `<</Type/Sig${UNSIGNED}>>` }),
    ],
    ['taken away', () => update(sealField(''))],
  ])('P12: the value of the seal, %s', async (_, make) => {
    const { findings } = await parsePades(make());
    expect(findings).toContainEqual(expect.objectContaining({ id: 'PDF_SEAL_REMOVED', severity: 'error' }));
  });

  it('P7: what one update hides and the next takes back', async () => {
    const hidden = appendUpdate(sealed, { 4: testStream('', '') });
    const back = appendUpdate(hidden, { 4: FORM_OBJECTS[4] ?? '' });
    expect(await kindsAfter(back)).toContain('visual!');
  });

  it('P1: other pages among many other changes, or after some', async () => {
    const pages = text(2).replace('[3 0 R]/Count 1', '[3 0 R 100 0 R]/Count 2');
    const junk = { 7: '<</X 1>>', 8: '<</X 1>>', 5: '<</X 1>>', 11: '<</X 1>>', 34: '<</X 1>>' };
    expect(await kindsAfter(update({ ...junk, 2: pages, 100: '<</Type/Page/Parent 2 0 R>>' }))).toContain(
      'page!',
    );
    const later = appendUpdate(update({ 7: '<</X 1>>' }), { 2: pages, 100: '<</Type/Page/Parent 2 0 R>>' });
    expect(await kindsAfter(later)).toEqual(['undefined!', 'page!']);
  });

  it('P1: more pages, fewer pages, or other ones', async () => {
    const pages = (kids: string, count: number) =>
      update({
        2: text(2).replace('[3 0 R]/Count 1', `[${kids}]/Count ${count}`),
        100: '<</Type/Page/Parent 2 0 R>>',
      });
    expect(await modificationsAfter(pages('3 0 R 100 0 R', 2))).toMatchObject([
      { kind: 'page', page: 2, permitted: false },
    ]);
    expect(await modificationsAfter(pages('100 0 R', 1))).toMatchObject([
      { kind: 'page', page: 1, permitted: false },
      { kind: 'page', page: 1, permitted: false },
    ]);
  });
});
