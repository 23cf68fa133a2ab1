import { describe, expect, it } from 'vitest';
import { readForm } from '../fields/form.ts';
import { FORM_OBJECTS } from '../test-forms.ts';
import { openClaims } from './claims.ts';
import { explainFormResources } from './explain-resources.ts';
import { testUpdateOf } from './test-update-of.ts';

async function explained(changes: Record<number, string>, objects: Record<number, string> = {}) {
  const update = await testUpdateOf({ ...FORM_OBJECTS, ...objects }, changes);
  const claims = openClaims();
  const before = await readForm(update.before, update.catalogBefore);
  const after = await readForm(update.after, update.catalogAfter);
  return (await explainFormResources(update, claims, before, after)) ? claims : undefined;
}

const form = (resources: string): Record<number, string> => ({ 10: `<</Fields[]/DR<<${resources}>>>>` });

describe('the resources of a form', () => {
  it('may have more names, and then nothing else may lead to them', async () => {
    const claims = await explained({ 11: '<</F 5 0 R/G 100 0 R>>', 100: '<</Type/Font>>' });
    expect([...(claims?.apart ?? [])]).toEqual([11]);
    expect(claims?.closed.get(10)).toEqual([['DR']]);
    expect((await explained(form('/Font 11 0 R/ProcSet[/PDF]/XObject<<>>')))?.apart.size).toBe(0);
  });

  it('may keep the appearance of the last seal', async () => {
    const objects = form('/XObject<</FRM 30 0 R/X 31 0 R>>');
    expect(await explained(form('/XObject<</FRM 100 0 R/X 31 0 R>>'), objects)).toBeDefined();
    expect(await explained(form('/XObject<</FRM 30 0 R/X 100 0 R>>'), objects)).toBeUndefined();
  });

  it('are not explained with others under their names, fewer, or elsewhere', async () => {
    expect(await explained({ 11: '<</F 100 0 R>>' })).toBeUndefined();
    expect(await explained({ 11: '<<>>' })).toBeUndefined();
    expect(await explained(form('/Font 8 0 R'))).toBeUndefined();
    expect(await explained({ 10: '<</Fields[]>>' })).toBeUndefined();
  });
});
