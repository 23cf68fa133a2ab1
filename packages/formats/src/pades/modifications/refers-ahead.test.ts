import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, latin1, pageObjects, toLatin1 } from '../pdf/test-documents.ts';
import { WorkBudget } from '../pdf/work-budget.ts';
import { findAhead } from './refers-ahead.ts';
import { appendUpdate } from './test-updates.ts';

const SEALED = buildTestPdf({ objects: { ...pageObjects(), 4: '[1]' } });
const LATER = appendUpdate(SEALED, { 90: '[2]' });

/** The file with the place of object 4 in its first cross-reference moved to an offset. */
function moved(pdf: Uint8Array, offset: number): Uint8Array {
  const padded = String(offset).padStart(10, '0');
  return latin1(toLatin1(pdf).replace(/(\n4 1\n)\d{10}/, `$1${padded}`));
}

const ahead = async (pdf: Uint8Array, end = SEALED.length, work = 1e6) =>
  findAhead(await PdfReader.open(pdf), end, new WorkBudget(work, 'searched'));

describe('what is sealed', () => {
  it('counts on nothing that comes later, in any form of cross-reference', async () => {
    expect(await ahead(LATER)).toBeUndefined();
    for (const form of ['stream', 'object-streams', 'hybrid'] as const) {
      const pdf = buildTestPdf({ objects: { ...pageObjects(), 4: '[1]' }, form });
      expect(await ahead(appendUpdate(pdf, { 90: '[2]' }), pdf.length)).toBeUndefined();
    }
  });

  it('counts on an object that its cross-reference puts behind it', async () => {
    expect(await ahead(moved(LATER, SEALED.length + 2))).toBe(4);
  });

  it('counts on nothing behind the end of the file, which appears to nobody', async () => {
    expect(await ahead(moved(LATER, LATER.length - 1))).toBe(4);
    expect(await ahead(moved(LATER, LATER.length))).toBeUndefined();
  });

  it('counts on an object stream that its cross-reference does not list', async () => {
    const pdf = buildTestPdf({ objects: { ...pageObjects(), 4: '[1]' }, form: 'object-streams' });
    // The container of all objects, 5, in the index of the cross-reference stream.
    const unlisted = latin1(toLatin1(pdf).replace(/ 5 1 /, ' 7 1 '));
    expect(await ahead(pdf, pdf.length)).toBeUndefined();
    expect(await ahead(unlisted, unlisted.length)).toBe(1);
  });

  it('P5: counts on an object beyond its size, which readers show once a later trailer states more', async () => {
    const resized = (pdf: Uint8Array): Uint8Array => latin1(toLatin1(pdf).replace('/Size 5/', '/Size 4/'));
    expect(toLatin1(LATER)).toContain('/Size 5/');
    expect(await ahead(resized(LATER))).toBe(4);
    expect(await ahead(resized(SEALED))).toBeUndefined();
  });

  it('is nothing before the first cross-reference', async () => {
    expect(await ahead(LATER, 20)).toBeUndefined();
  });

  it('is not looked through beyond the work that is allowed', async () => {
    await expect(ahead(LATER, SEALED.length, 3)).rejects.toMatchObject({ code: 'PDF_LIMIT_EXCEEDED' });
  });
});
