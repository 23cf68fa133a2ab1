import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { appendTestRevision, buildTestPdf, pageObjects, type TestPdf } from '../pdf/test-documents.ts';
import { WorkBudget } from '../pdf/work-budget.ts';
import { changedObjects } from './changed-objects.ts';
import { laterRevisions } from './later-revisions.ts';
import { appendFreeing, appendUpdate } from './test-updates.ts';

const BEFORE = buildTestPdf({ objects: { ...pageObjects(), 4: '[1]', 5: '[2]' } });

async function changesOf(pdf: Uint8Array, before = BEFORE, work = 1e6) {
  const revisions = await laterRevisions(
    await PdfReader.open(pdf),
    before.length,
    new WorkBudget(1e6, 'searched'),
  );
  const step = revisions?.[0];
  if (step === undefined) throw new Error('there is no update');
  return Object.fromEntries(changedObjects(step, new WorkBudget(work, 'compared')));
}

describe('the objects that an update changes', () => {
  it('are new or changed, and all others are left out', async () => {
    expect(await changesOf(appendUpdate(BEFORE, { 5: '[3]', 90: '[4]' }))).toEqual({
      5: 'changed',
      90: 'new',
    });
  });

  it('are removed when they are freed, and new when they come back', async () => {
    const freed = appendFreeing(BEFORE, 4);
    expect(await changesOf(freed)).toEqual({ 4: 'removed' });
    expect(await changesOf(appendUpdate(freed, { 4: '[1]' }), freed)).toEqual({ 4: 'new' });
  });

  it('are none when free numbers are freed again', async () => {
    expect(await changesOf(appendFreeing(BEFORE, 150))).toEqual({});
  });

  it.each<NonNullable<TestPdf['form']>>(['stream', 'object-streams'])(
    'are told from a cross-reference in the form "%s"',
    async (form) => {
      const before = buildTestPdf({ objects: { ...pageObjects(), 4: '[1]', 5: '[2]' }, form });
      const updated = appendTestRevision(before, { 4: '[3]' }, { form, size: 200 });
      const changes = await changesOf(updated, before);
      expect(changes).toMatchObject({ 4: 'changed' });
      expect(changes).not.toHaveProperty('5');
    },
  );

  it('are not looked for beyond the work that is allowed', async () => {
    const updated = appendUpdate(BEFORE, { 4: '[3]', 5: '[4]' });
    await expect(changesOf(updated, BEFORE, 1)).rejects.toMatchObject({ code: 'PDF_LIMIT_EXCEEDED' });
    expect(await changesOf(updated, BEFORE, 2)).toEqual({ 4: 'changed', 5: 'changed' });
  });
});
