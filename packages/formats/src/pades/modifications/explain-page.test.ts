import { describe, expect, it } from 'vitest';
import { pdfReference } from '../pdf/objects.ts';
import { FORM_OBJECTS } from '../test-forms.ts';
import { explainPage } from './explain-page.ts';
import { testUpdateOf } from './test-update-of.ts';

const PAGE = FORM_OBJECTS[3] ?? '';

async function explained(
  from: string,
  to: string,
  more: Record<number, string> = {},
  widgets: number[] = [],
) {
  const update = await testUpdateOf(FORM_OBJECTS, { 3: PAGE.replace(from, to), ...more });
  return explainPage(update, pdfReference(3), new Set(widgets));
}

const remark = (rectangle: string) => ({ 100: `<</Type/Annot/Subtype/Text/P 3 0 R/Rect${rectangle}>>` });

describe('a page that an update writes', () => {
  it('may list the widget of a new field', async () => {
    const page = await explained('27 0 R]', '27 0 R 100 0 R]', remark('[0 0 0 0]'), [100]);
    expect(page?.shown).toEqual([pdfReference(100)]);
    expect([[...(page?.claims.objects ?? [])], page?.claims.changes]).toEqual([[3], []]);
  });

  it('may list a remark, which is told with its page and with what it lies over', async () => {
    const page = await explained('27 0 R]', '27 0 R 100 0 R]', remark('[400 400 410 410]'));
    expect(page?.claims.changes).toEqual([
      { kind: 'annotation', object: '100 0 R /Text', covers: 'page', page: 1 },
    ]);
    const over = await explained('27 0 R]', '27 0 R 100 0 R]', remark('[310 310 330 330]'));
    expect(over?.claims.changes).toMatchObject([{ covers: 'annotation' }]);
  });

  it('may have its list elsewhere, in an array that is new', async () => {
    const list = '20 0 R 21 0 R 23 0 R 26 0 R 24 0 R 25 0 R 27 0 R';
    const moved = await explained(`[${list}]`, ' 101 0 R', { 101: `[${list}]` });
    expect([...(moved?.claims.objects ?? [])]).toEqual([3, 101]);
    expect(await explained(`[${list}]`, ' 8 0 R', { 8: `[${list}]` })).toBeUndefined();
  });

  it.each([
    ['other contents', '/Contents[4 0 R', '/Contents[5 0 R'],
    ['actions', '/Annots', '/AA<<>>/Annots'],
    ['a field less', '20 0 R 21', '21'],
    ['another order', '20 0 R 21 0 R', '21 0 R 20 0 R'],
    ['an annotation that was there already', '27 0 R]', '27 0 R 8 0 R]'],
    ['an annotation written in it', '27 0 R]', '27 0 R<</Subtype/Text>>]'],
  ])('is not explained with %s', async (_, from, to) => {
    expect(await explained(from, to)).toBeUndefined();
  });
});
