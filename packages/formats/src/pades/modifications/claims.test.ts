import { describe, expect, it } from 'vitest';
import { pdfArray, pdfReference } from '../pdf/objects.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import type { ObjectChange } from './changed-objects.ts';
import { addClaims, claimBelow, closeEntry, openClaims } from './claims.ts';

async function claimed(
  objects: Record<number, string>,
  changes: Record<number, ObjectChange>,
  accepted: ObjectChange[],
) {
  const after = await PdfReader.open(buildTestPdf({ objects: { ...pageObjects(), ...objects } }));
  const update = { after, changes: new Map(Object.entries(changes).map(([id, one]) => [Number(id), one])) };
  const claims = openClaims();
  await claimBelow(update, claims, pdfArray([pdfReference(10)]), accepted);
  return [...claims.apart].sort((a, b) => a - b);
}

describe('what is claimed below an entry', () => {
  const objects = { 10: '<</A 11 0 R/B 12 0 R>>', 11: '[13 0 R 10 0 R]', 12: '(x)', 13: '(y)' };

  it('is what the update wrote, as far as that leads', async () => {
    expect(await claimed(objects, { 10: 'new', 11: 'new', 12: 'changed', 13: 'new' }, ['new'])).toEqual([
      10, 11, 13,
    ]);
    expect(await claimed(objects, { 10: 'new', 11: 'new', 12: 'changed' }, ['new', 'changed'])).toEqual([
      10, 11, 12,
    ]);
  });

  it('is nothing behind what the update did not write', async () => {
    expect(await claimed(objects, { 10: 'new', 13: 'new' }, ['new'])).toEqual([10]);
    expect(await claimed(objects, { 11: 'new' }, ['new'])).toEqual([]);
  });
});

describe('claims', () => {
  it('are added to others, entries closed once', () => {
    const [one, other] = [openClaims(), openClaims()];
    closeEntry(one, 1, ['AcroForm', 'DR']);
    closeEntry(other, 1, ['AcroForm', 'DR']);
    closeEntry(other, 1, ['DSS']);
    other.objects.add(4);
    other.apart.add(5);
    other.changes.push({ kind: 'metadata', object: 'object 4' });
    addClaims(one, other);
    expect(one.closed.get(1)).toEqual([['AcroForm', 'DR'], ['DSS']]);
    expect([[...one.objects], [...one.apart], one.changes.length]).toEqual([[4], [5], 1]);
  });
});
