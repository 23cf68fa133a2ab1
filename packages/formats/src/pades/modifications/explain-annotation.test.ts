import { describe, expect, it } from 'vitest';
import { pdfReference } from '../pdf/objects.ts';
import { appearanceOf, FORM_OBJECTS } from '../test-forms.ts';
import { explainChangedAnnotation, explainNewAnnotation } from './explain-annotation.ts';
import { testUpdateOf } from './test-update-of.ts';

async function added(entries: string, more: Record<number, string> = {}) {
  const update = await testUpdateOf(FORM_OBJECTS, {
    100: `<</Type/Annot/P 3 0 R/Rect[0 0 9 9]${entries}>>`,
    ...more,
  });
  return (await explainNewAnnotation(update, pdfReference(100)))?.changes;
}

async function changed(annotation: string) {
  const update = await testUpdateOf(FORM_OBJECTS, { 27: annotation });
  return (await explainChangedAnnotation(update, pdfReference(27)))?.changes;
}

describe('an annotation', () => {
  it('is told with what it can cover', async () => {
    expect(await added('/Subtype/FreeText/AP<</N 101 0 R>>', { 101: appearanceOf('9') })).toEqual([
      { kind: 'annotation', object: '100 0 R /FreeText', covers: 'page' },
    ]);
    expect(await added('/Subtype/Popup/Parent 27 0 R')).toEqual([
      { kind: 'annotation', object: '100 0 R /Popup' },
    ]);
    expect(await added('/Subtype/Link/A<</S/URI/URI(x)>>')).toHaveLength(1);
  });

  it('P6: is told with what it can cover as a link or a note too, where it has an appearance or is all border', async () => {
    const shown = { 101: appearanceOf('9') };
    for (const subtype of ['Link', 'Popup'])
      expect(await added(`/Subtype/${subtype}/AP<</N 101 0 R>>`, shown)).toMatchObject([{ covers: 'page' }]);
    for (const border of ['/Border[0 0 500]', '/BS<</W 500>>', '/BS 101 0 R'])
      expect((await added(`/Subtype/Link${border}`, { 101: '<</W 90>>' }))?.[0]?.covers).not.toBe(undefined);
    for (const border of ['/Border[0 0 0]', '/Border[0 0 2]', '/BS<</W 1/S/U>>', '/BS<<>>'])
      expect((await added(`/Subtype/Link${border}`))?.[0]?.covers).toBe(undefined);
  });

  it('P6: is told as another one where a sealed link leads elsewhere', async () => {
    const link = (address: string): string => `<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(${address})>>>>`;
    const objects = { ...FORM_OBJECTS, 27: link('https://a.example/') };
    const update = await testUpdateOf(objects, { 27: link('https://b.example/') });
    const claims = await explainChangedAnnotation(update, pdfReference(27));
    expect(claims?.changes).toMatchObject([{ kind: 'annotation', covers: 'annotation' }]);
  });

  it('is not explained when it is of another kind, acts, or leads elsewhere', async () => {
    for (const entries of [
      '/Subtype/Widget',
      '/Subtype/Redact',
      '',
      '/Subtype/Text/A<<>>',
      '/Subtype/Text/Contents 4 0 R',
    ])
      expect(await added(entries)).toBeUndefined();
    for (const action of ['<</S/GoToR>>', '<</S/URI/URI 4 0 R>>', '<</S/URI/Next<<>>>>', '(x)'])
      expect(await added(`/Subtype/Link/A ${action}`)).toBeUndefined();
  });

  it('may be changed, not into another one', async () => {
    const text = FORM_OBJECTS[27] ?? '';
    expect(await changed(text.replace('checked', 'seen'))).toHaveLength(1);
    expect(await changed(text.replace('/Text', '/FreeText'))).toBeUndefined();
    expect(await changed(FORM_OBJECTS[20] ?? '')).toBeUndefined();
  });
});
