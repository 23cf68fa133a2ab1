import { describe, expect, it } from 'vitest';
import { pdfReference } from '../pdf/objects.ts';
import { appearanceOf, FORM_OBJECTS } from '../test-forms.ts';
import { explainFilledField } from './explain-filled-field.ts';
import { testUpdateOf } from './test-update-of.ts';

const ROOTS = new Set([20, 21, 22, 24, 25]);

async function explained(id: number, from: string | RegExp, to: string, more: Record<number, string> = {}) {
  const changed = (FORM_OBJECTS[id] ?? '').replace(from, to);
  const signed = new Map([['Second', 'seal' as const]]);
  const update = await testUpdateOf(FORM_OBJECTS, { [id]: changed, ...more }, signed);
  return explainFilledField(update, { before: ROOTS, after: ROOTS }, pdfReference(id));
}

describe('a changed field', () => {
  it('is filled in when its value and what shows it changed', async () => {
    const claims = await explained(20, '/N 30 0 R>>', '/N 100 0 R>>/V(9)', { 100: appearanceOf('9') });
    expect(claims?.changes).toEqual([{ kind: 'form-fill', object: 'sum', field: 'sum' }]);
    expect([...(claims?.apart ?? [])]).toEqual([100]);
    expect(claims?.closed.get(20)).toContainEqual(['AP']);
  });

  it('is filled in by a choice among the states of its buttons', async () => {
    expect((await explained(23, '/AS/Off', '/AS/A'))?.changes).toMatchObject([{ object: 'choice' }]);
    expect(await explained(23, '/AS/Off', '/AS/Z')).toBeUndefined();
    expect(await explained(23, '/Off 33', '/Off 32')).toBeUndefined();
  });

  it('may become read-only, whatever locks it', async () => {
    expect((await explained(20, '/FT', '/Ff 1/FT'))?.changes).toEqual([{ kind: 'form-fill', object: 'sum' }]);
    expect(await explained(20, '/FT', '/Ff 3/FT')).toBeUndefined();
    expect(await explained(22, '/Ff 49152', '/Ff 65536')).toBeUndefined();
  });

  it('is sealed with the signature of this revision, and with no other', async () => {
    const signature = { 100: '<</Type/Sig/Contents<00>>>' };
    const seal = await explained(24, />>$/, '/V 100 0 R>>', signature);
    expect(seal?.changes).toEqual([{ kind: 'signature', object: 'Second', field: 'Second' }]);
    expect(await explained(24, />>$/, '/V 8 0 R>>')).toBeUndefined();
    expect(await explained(24, /\(Second\)(.*)>>$/, '(Third)$1/V 100 0 R>>', signature)).toBeUndefined();
    expect(await explained(24, />>$/, '/V 100 0 R>>', { 100: '<</Type/Sig/Subtype/Form>>' })).toBeUndefined();
  });

  it('P12: is not filled in for the fields below it, which a lock may name', async () => {
    const objects = {
      ...FORM_OBJECTS,
      20: '<</FT/Tx/T(sum)/Kids[28 0 R]>>',
      28: '<</Parent 20 0 R/T(tax)/Subtype/Widget/Rect[0 0 9 9]>>',
    };
    const update = await testUpdateOf(objects, { 20: '<</FT/Tx/T(sum)/Kids[28 0 R]/V(9)>>' });
    expect(
      await explainFilledField(update, { before: ROOTS, after: ROOTS }, pdfReference(20)),
    ).toBeUndefined();
  });

  it('P6: shows another seal only with the signature, not in place of one that was there', async () => {
    const shown = '<</Parent 24 0 R/Subtype/Widget/Rect[0 0 500 500]/AP<</N 30 0 R>>>>';
    const field = (value: string): string => `<</FT/Sig/T(Second)/Kids[28 0 R]${value}>>`;
    const kinds = async (value: string, signed: ReadonlyMap<string, 'seal'>) => {
      const objects = { ...FORM_OBJECTS, 24: field(value), 28: shown, 29: '<</Type/Sig>>' };
      const changes = {
        24: field('/V 101 0 R'),
        28: shown.replace('30', '100'),
        100: appearanceOf('9'),
        101: '<<>>',
      };
      const update = await testUpdateOf(objects, changes, signed);
      const claims = await explainFilledField(update, { before: ROOTS, after: ROOTS }, pdfReference(28));
      return claims?.changes.map(({ kind }) => kind);
    };
    const signed = new Map([['Second', 'seal' as const]]);
    expect(await kinds('', signed)).toEqual(['signature']);
    expect(await kinds('/V 29 0 R', signed)).toBeUndefined();
    expect(await kinds('', new Map())).toBeUndefined();
  });

  it.each<[string, number, string | RegExp, string]>([
    ['another place', 20, '/Rect[50', '/Rect[0'],
    ['a value that leads somewhere', 20, '/FT', '/V 4 0 R/FT'],
    ['a style alone', 20, '/F 10', '/F 99'],
    ['another border', 20, '/BC[0]', '/BC[1]'],
    ['an action', 20, '/FT', '/A<<>>/FT'],
    ['another type', 20, '/FT/Tx', '/FT/Ch'],
    ['other kids', 22, '23 0 R 26 0 R', '23 0 R'],
  ])('is not explained with %s', async (_, id, from, to) => {
    expect(await explained(id, from, to)).toBeUndefined();
  });
});
