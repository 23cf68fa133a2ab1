/** What certifications and locks allow of a sealed form (ISO 32000-2 §12.8.2.2, §12.8.2.4, §12.7.5.5). */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  appendSigned,
  appendStamp,
  appendUpdate,
  objectText,
  UNSIGNED,
} from './modifications/test-updates.ts';
import type { PadesOptions } from './options.ts';
import { appearanceOf, FORM_OBJECTS, kindsAfter, sealedForm } from './test-forms.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
const certified = new Map<string, Promise<Uint8Array>>();
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** The document sealed with options; one for all tests. */
function sealedWith(options: PadesOptions): Promise<Uint8Array> {
  const key = JSON.stringify(options);
  const sealed = certified.get(key) ?? sealedForm(sealer, options);
  certified.set(key, sealed);
  return sealed;
}

const fill = (pdf: Uint8Array, id: number): Uint8Array =>
  appendUpdate(pdf, { [id]: objectText(pdf, id).replace(/>>$/, '/V(900)>>') });
const annotate = (pdf: Uint8Array, subtype: string): Uint8Array =>
  appendUpdate(pdf, {
    3: objectText(pdf, 3).replace(/(\/Annots\s*\[[^\]]*)/, '$1 100 0 R'),
    100: `<</Type/Annot/Subtype/${subtype}/P 3 0 R/Rect[0 0 400 400]/Contents(900 yen)>>`,
  });
const signature = `<</Type/Sig/SubFilter/ETSI.CAdES.detached${UNSIGNED}>>`;
const sealWaiting = (pdf: Uint8Array): Uint8Array =>
  appendSigned(pdf, { 24: objectText(pdf, 24).replace(/>>$/, '/V 101 0 R>>'), 101: signature });
/** A further seal in a field of its own. */
const sealBeside = (pdf: Uint8Array, rectangle: string): Uint8Array =>
  appendSigned(pdf, {
    3: objectText(pdf, 3).replace(/(\/Annots\s*\[[^\]]*)/, '$1 100 0 R'),
    10: objectText(pdf, 10).replace(/(\/Fields\s*\[[^\]]*)/, '$1 100 0 R'),
    100: `<</Type/Annot/Subtype/Widget/FT/Sig/T(Third)/V 101 0 R/F 132/P 3 0 R/Rect${rectangle}/AP<</N 102 0 R>>>>`,
    101: signature,
    102: appearanceOf('900 yen'),
  });

const PERMISSIONS = [undefined, 1, 2, 3] as const;

/** What may be done under which permission: without certification, with 1, 2 and 3. */
const ALLOWED: readonly (readonly [string, (pdf: Uint8Array) => Uint8Array, readonly boolean[]])[] = [
  ['a document timestamp', (pdf) => appendStamp(pdf, 10), [true, true, true, true]],
  ['what is filled in', (pdf) => fill(pdf, 20), [true, false, true, true]],
  ['a seal in the field that waits', sealWaiting, [true, false, true, true]],
  ['a seal in a field that is not shown', (pdf) => sealBeside(pdf, '[0 0 0 0]'), [true, false, true, true]],
  ['P6: a seal over the page', (pdf) => sealBeside(pdf, '[0 0 500 500]'), [true, false, false, true]],
  ['P6: a remark', (pdf) => annotate(pdf, 'Text'), [true, false, false, true]],
  ['P6: a text over the page', (pdf) => annotate(pdf, 'FreeText'), [true, false, false, true]],
  [
    'other page content',
    (pdf) => appendUpdate(pdf, { 4: FORM_OBJECTS[31] ?? '' }),
    [false, false, false, false],
  ],
  ['the catalog without its certification', withoutPermissions, [false, false, false, false]],
];

function withoutPermissions(pdf: Uint8Array): Uint8Array {
  return appendUpdate(pdf, { 1: objectText(pdf, 1).replace(/\/Perms(<<.*?>>| \d+ 0 R)/, '') });
}

describe('a certified document', () => {
  it.each(ALLOWED)('decides on %s', async (_, change, expected) => {
    const found: boolean[] = [];
    for (const certify of PERMISSIONS) {
      const kinds = await kindsAfter(change(await sealedWith(certify === undefined ? {} : { certify })));
      expect(kinds.length).toBeGreaterThan(0);
      found.push(!kinds.some((kind) => kind.endsWith('!')));
    }
    expect(found).toEqual(expected);
  });

  it('binds what comes after a further seal too, and further seals bind what comes after them', async () => {
    const twice = sealWaiting(await sealedWith({ certify: 2 }));
    expect(await kindsAfter(annotate(twice, 'Text'))).toEqual(['signature', 'annotation!']);
    expect(await kindsAfter(annotate(twice, 'Text'), 1)).toEqual(['annotation!']);
    const free = sealWaiting(await sealedWith({}));
    expect(await kindsAfter(annotate(free, 'Text'))).toEqual(['signature', 'annotation']);
    // The field that waited locks the sum.
    expect(await kindsAfter(fill(free, 20))).toEqual(['signature', 'form-fill!']);
    expect(await kindsAfter(fill(free, 20), 1)).toEqual(['form-fill!']);
    expect(await kindsAfter(fill(free, 21), 1)).toEqual(['form-fill']);
  });
});

describe('a lock', () => {
  it.each<[string, PadesOptions['lock'], boolean, boolean]>([
    ['of one field', { action: 'include', fields: ['sum'] }, false, true],
    ['of all but one', { action: 'exclude', fields: ['sum'] }, true, false],
    ['of all', { action: 'all' }, false, false],
    ['of none that forbids changes', { action: 'include', fields: [], permission: 1 }, false, false],
    ['of none that permits forms', { action: 'include', fields: [], permission: 2 }, true, true],
  ])('%s binds the fields that it names', async (_, lock, sum, note) => {
    const pdf = await sealedWith(lock === undefined ? {} : { lock });
    expect(await kindsAfter(fill(pdf, 20))).toEqual([`form-fill${sum ? '' : '!'}`]);
    expect(await kindsAfter(fill(pdf, 21))).toEqual([`form-fill${note ? '' : '!'}`]);
  });

  it('of all fields forbids a further seal, not an empty field or a document timestamp', async () => {
    const pdf = await sealedWith({ lock: { action: 'all' } });
    expect(await kindsAfter(sealWaiting(pdf))).toEqual(['signature!']);
    expect(await kindsAfter(appendStamp(pdf, 10))).toEqual(['timestamp']);
    expect(await kindsAfter(sealBeside(pdf, '[0 0 0 0]'))).toEqual(['signature!']);
  });

  it('with a permission forbids remarks as a certification does', async () => {
    const pdf = await sealedWith({ lock: { action: 'include', fields: [], permission: 2 } });
    expect(await kindsAfter(annotate(pdf, 'Text'))).toEqual(['annotation!']);
  });
});
