/** Object streams of a sealed document written anew: whatever they hold becomes something else (ISO 32000-2 §7.5.7). */
import { beforeAll, describe, expect, it } from 'vitest';
import { objectText } from './modifications/test-updates.ts';
import { appendTestRevision, buildTestPdf } from './pdf/test-documents.ts';
import { FORM_OBJECTS, kindsAfter } from './test-forms.ts';
import { createTestSealer } from './test-seals.ts';

/** Number of the object stream: the one behind the objects of the form. */
const CONTAINER = 36;

let sealed: Uint8Array;
beforeAll(async () => {
  const sealer = await createTestSealer();
  const pdf = buildTestPdf({ objects: FORM_OBJECTS, form: 'object-streams' });
  sealed = await (await sealer.seal(pdf)).toBytes();
});

/** What the update does whose filled field, or remark, is shown by this object. */
function kindsWith(
  shown: number,
  objects: Readonly<Record<number, string>> = {},
): Promise<readonly string[]> {
  const field = (FORM_OBJECTS[20] ?? '').replace('/AP<</N 30 0 R>>', `/V(900)/AP<</N ${shown} 0 R>>`);
  return kindsAfter(appendTestRevision(sealed, { 20: field, ...objects }, { form: 'stream', size: 200 }));
}

/** The object stream with another object in place of one of the same length. */
function containerWith(from: string, to: string): string {
  const text = objectText(sealed, CONTAINER);
  if (!text.includes(from) || from.length !== to.length) throw new Error(`there is no ${from}`);
  return text.replace(from, to);
}

describe('an object stream', () => {
  it('is not in the way of a field that is filled in', async () => {
    expect(await kindsWith(30)).toEqual(['form-fill']);
  });

  it('P7: is no appearance of a filled field, by which the page would get another content', async () => {
    const hostile = containerWith('/Contents[4 0 R 90 0 R]', '/Contents[30 0 R 4 0 R]');
    expect(await kindsWith(CONTAINER, { [CONTAINER]: hostile })).toEqual(['undefined!']);
  });

  it('P7: is no appearance of a changed remark', async () => {
    const hostile = containerWith('/Contents[4 0 R 90 0 R]', '/Contents[30 0 R 4 0 R]');
    const remark = (FORM_OBJECTS[27] ?? '').replace(/>>$/, `/AP<</N ${CONTAINER} 0 R>>>>`);
    const update = appendTestRevision(
      sealed,
      { 27: remark, [CONTAINER]: hostile },
      { form: 'stream', size: 200 },
    );
    expect(await kindsAfter(update)).toEqual(['undefined!']);
  });

  it('P7: is no appearance either when a later revision wrote it', async () => {
    const packed = { form: 'object-streams', size: 200 } as const;
    // A remark that goes with its page into an object stream of its own, 201.
    const page = objectText(sealed, 3).replace('/Annots[', '/Annots[100 0 R ');
    const remark = (FORM_OBJECTS[27] ?? '').replace('(checked)', '(again)');
    const twice = appendTestRevision(sealed, { 3: page, 100: remark }, packed);
    expect(await kindsAfter(twice)).toEqual(['annotation']);
    const hostile = objectText(twice, 201).replace('/Contents[4 0 R 90 0 R]', '/Contents[30 0 R 4 0 R]');
    const field = (FORM_OBJECTS[20] ?? '').replace('/AP<</N 30 0 R>>', '/V(900)/AP<</N 201 0 R>>');
    const thrice = appendTestRevision(twice, { 20: field, 201: hostile }, { form: 'stream', size: 300 });
    expect(await kindsAfter(thrice)).toEqual(['annotation', 'undefined!']);
  });
});
