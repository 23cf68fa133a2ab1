import { describe, expect, it } from 'vitest';
import { pdfReference } from '../pdf/objects.ts';
import { appearanceOf, FORM_OBJECTS } from '../test-forms.ts';
import { explainNewField } from './explain-new-field.ts';
import { testUpdateOf } from './test-update-of.ts';

const SIGNED = new Map([
  ['New', 'seal' as const],
  ['Stamp', 'timestamp' as const],
]);
const widget = (entries: string): string => `<</Type/Annot/Subtype/Widget/FT/Sig/P 3 0 R${entries}>>`;

async function explained(field: string, more: Record<number, string> = {}) {
  const update = await testUpdateOf(FORM_OBJECTS, { 100: field, ...more }, SIGNED);
  return explainNewField(update, pdfReference(100), new Set(['sum']));
}

describe('a new field', () => {
  const seal = { 101: '<</Type/Sig/Contents<00>/Reference[102 0 R]>>', 102: '<</TransformMethod/FieldMDP>>' };

  it('may be sealed and shown, with all that belongs to it', async () => {
    const field = await explained(widget('/T(New)/V 101 0 R/Rect[0 0 9 9]/AP<</N 103 0 R>>/Lock 104 0 R'), {
      ...seal,
      103: appearanceOf('B'),
      104: '<</Type/SigFieldLock/Action/All>>',
    });
    expect(field?.claims.changes).toEqual([
      { kind: 'signature', object: 'New', field: 'New', isShown: true },
    ]);
    expect([...(field?.claims.apart ?? [])].sort()).toEqual([101, 102, 103, 104]);
    expect([field?.widgets, field?.pages]).toEqual([[pdfReference(100)], [pdfReference(3)]]);
  });

  it('may have its widget apart from it', async () => {
    const parts = { 105: '<</Type/Annot/Subtype/Widget/Parent 100 0 R/Rect[0 0 0 0]/P 3 0 R>>', ...seal };
    const field = await explained('<</FT/Sig/T(New)/V 101 0 R/Kids[105 0 R]>>', parts);
    expect(field?.widgets).toEqual([pdfReference(105)]);
    const strange = { ...parts, 105: (parts[105] ?? '').replace('100 0 R', '24 0 R') };
    expect(await explained('<</FT/Sig/T(New)/V 101 0 R/Kids[105 0 R]>>', strange)).toBeUndefined();
  });

  it('may wait for its seal, and show nothing until then', async () => {
    const field = await explained(widget('/T(Later)/Rect[0 0 9 9]'));
    expect(field?.claims.changes).toEqual([{ kind: 'form-fill', object: 'Later', isShown: true }]);
    const shown = { 103: appearanceOf('B') };
    expect(await explained(widget('/T(Later)/Rect[0 0 9 9]/AP<</N 103 0 R>>'), shown)).toBeUndefined();
  });

  it('of a document timestamp takes no room', async () => {
    const stamp = { 101: '<</Type/DocTimeStamp/SubFilter/ETSI.RFC3161/Contents<00>>>' };
    const field = await explained(widget('/T(Stamp)/V 101 0 R/Rect[0 0 0 0]'), stamp);
    expect(field?.claims.changes).toMatchObject([{ kind: 'timestamp', object: 'Stamp' }]);
    expect(await explained(widget('/T(Stamp)/V 101 0 R/Rect[0 0 9 9]'), stamp)).toBeUndefined();
  });

  it.each([
    ['of another type', widget('/T(New)').replace('/Sig', '/Tx')],
    ['without a name', widget('/V 101 0 R/Rect[0 0 0 0]')],
    ['with the name of another', widget('/T(sum)/Rect[0 0 0 0]')],
    ['below another', widget('/T(New.x)/Rect[0 0 0 0]')],
    ['with an action', widget('/T(New)/V 101 0 R/Rect[0 0 0 0]/AA<<>>')],
    ['with resources', widget('/T(New)/V 101 0 R/Rect[0 0 0 0]/DR<</Font 11 0 R>>')],
    ['with a signature that was there', widget('/T(New)/V 8 0 R/Rect[0 0 0 0]')],
  ])('is not explained %s', async (_, field) => {
    const found = await explained(field, seal);
    expect(found).toBeUndefined();
  });
});
