import { describe, expect, it } from 'vitest';
import { FORM_OBJECTS } from '../test-forms.ts';
import { explainForm } from './explain-form.ts';
import { testUpdateOf } from './test-update-of.ts';

const FORM = FORM_OBJECTS[10] ?? '';
const field = (name: string) => `<</Subtype/Widget/FT/Sig/T(${name})/P 3 0 R/Rect[0 0 0 0]>>`;

async function explained(from: string, to: string, more: Record<number, string> = {}) {
  const update = await testUpdateOf(FORM_OBJECTS, { 10: FORM.replace(from, to), ...more });
  return (await explainForm(update)).form;
}

describe('a form that an update writes', () => {
  it('may have fields behind those that it had, and the flags of signed documents', async () => {
    const form = await explained(']/DR', ' 100 0 R 101 0 R]/SigFlags 3/DR', {
      100: field('A'),
      101: field('B'),
    });
    expect(form?.fields.map(({ widgets: [widget] }) => widget?.id)).toEqual([100, 101]);
    expect([...(form?.claims.objects ?? [])].sort()).toEqual([10, 100, 101].sort());
  });

  it('P5: tells of fonts for what stands in fields already', async () => {
    const told = [{ kind: 'form-fill', object: 'form /DR' }];
    const font = { 11: '<</F 5 0 R/G 100 0 R>>', 100: '<</Type/Font>>' };
    expect((await explained('', '', font))?.claims.changes).toEqual(told);
    expect((await explained('/DR<<', '/DR<</XObject<<>>'))?.claims.changes).toEqual(told);
    expect((await explained('/DR', '/SigFlags 3/DR'))?.claims.changes).toEqual([]);
  });

  it.each<[string, string, string, Record<number, string>]>([
    ['two fields of one name', ']/DR', ' 100 0 R 101 0 R]/DR', { 100: field('A'), 101: field('A') }],
    ['a field in front', '[20', '[100 0 R 20', { 100: field('A') }],
    ['a field less', '20 0 R ', '', {}],
    ['a field that was there', ']/DR', ' 27 0 R]/DR', {}],
    ['other flags', ']/DR', ']/SigFlags 4/DR', {}],
    ['another style', '/F 10', '/F 12', {}],
    [
      'a list of fields that was something else',
      /\[.*?\]/.exec(FORM)?.[0] ?? '',
      ' 7 0 R',
      { 7: /\[.*?\]/.exec(FORM)?.[0] ?? '' },
    ],
    ['an XFA form', '/DR', '/XFA 8 0 R/DR', {}],
  ])('is not explained with %s', async (_, from, to, more) => {
    expect(await explained(from, to, more)).toBeUndefined();
  });
});
