import { concatBytes } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, latin1, pageObjects, toLatin1 } from '../pdf/test-documents.ts';
import { WorkBudget } from '../pdf/work-budget.ts';
import { laterRevisions } from './later-revisions.ts';
import { appendUpdate } from './test-updates.ts';

const FIRST = buildTestPdf({ objects: pageObjects() });
const SECOND = appendUpdate(FIRST, { 4: '[1]' });
const THIRD = appendUpdate(SECOND, { 4: '[2]' });

const after = async (pdf: Uint8Array, end: number, work = 1e6) =>
  laterRevisions(await PdfReader.open(pdf), end, new WorkBudget(work, 'searched'));

describe('the revisions after a place', () => {
  it('are the updates that follow, oldest first, with the file before and after each', async () => {
    const revisions = (await after(THIRD, FIRST.length)) ?? [];
    expect(revisions.map(({ revision }) => revision)).toEqual([2, 3]);
    expect(revisions.map(({ before, after }) => [before.xref.length, after.xref.length])).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect((await after(THIRD, SECOND.length))?.map(({ revision }) => revision)).toEqual([3]);
  });

  it('are none at the end of the file, and where only an end of line follows', async () => {
    expect(await after(FIRST, FIRST.length)).toEqual([]);
    expect(await after(FIRST, FIRST.length - 1)).toEqual([]);
    expect(await after(concatBytes([FIRST, latin1('A')]), FIRST.length)).toBeUndefined();
  });

  it('are not known when the place is inside the first revision or in the middle of an update', async () => {
    expect(await after(SECOND, 20)).toBeUndefined();
    expect(await after(THIRD, SECOND.length - 20)).toBeUndefined();
  });

  it('are not known when the file goes on after the last of them', async () => {
    const longer = concatBytes([SECOND, latin1('4 0 obj\n[3]\nendobj\n')]);
    expect(await after(SECOND, FIRST.length)).toHaveLength(1);
    expect(await after(longer, FIRST.length)).toBeUndefined();
  });

  it('are not known when an update goes back to another document than the one that ended there', async () => {
    const offsets = [...toLatin1(SECOND).matchAll(/startxref\s+(\d+)/g)].map(([, offset]) => offset);
    const skipping = latin1(
      toLatin1(THIRD).replace(
        `/Prev ${offsets[1]}`,
        `/Prev ${String(offsets[0]).padEnd(String(offsets[1]).length)}`,
      ),
    );
    expect(await after(THIRD, SECOND.length)).toHaveLength(1);
    expect(await after(skipping, SECOND.length)).toBeUndefined();
  });

  it('are not looked for beyond the work that is allowed', async () => {
    await expect(after(THIRD, FIRST.length, 11)).rejects.toMatchObject({ code: 'PDF_LIMIT_EXCEEDED' });
    expect(await after(THIRD, FIRST.length, 12)).toHaveLength(2);
  });
});
