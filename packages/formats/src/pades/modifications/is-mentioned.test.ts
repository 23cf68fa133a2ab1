import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { appendTestRevision, buildTestPdf, pageObjects, type TestPdf } from '../pdf/test-documents.ts';
import { WorkBudget } from '../pdf/work-budget.ts';
import { isMentioned } from './is-mentioned.ts';

const MISSING = new Map([
  [90, 1],
  [200_017, 1],
]);

const budget = () => new WorkBudget(1e6, 'searched');

async function mentions(text: string, form: TestPdf['form'] = 'table'): Promise<boolean> {
  const pdf = buildTestPdf({ objects: { ...pageObjects(), 4: text }, form });
  return isMentioned(await PdfReader.open(pdf), pdf.length, MISSING, budget());
}

describe('isMentioned', () => {
  it.each(['table', 'stream', 'object-streams'] as const)(
    'finds references however they are written, in the form "%s"',
    async (form) => {
      const written = [
        '[90 0 R]',
        '[1 0 R 200017 0 R]',
        '<</A 90\n0\tR>>',
        '[0090 00 R]',
        '[90 % a comment\n0%\rR]',
      ];
      for (const text of written) expect([text, await mentions(text, form)]).toEqual([text, true]);
    },
  );

  it.each(['table', 'object-streams'] as const)(
    'passes over other numbers, in the form "%s"',
    async (form) => {
      for (const text of ['[90 0 90]', '[91 0 R 200018 0 R]', '[90 R]', '[0.90 R]'])
        expect([text, await mentions(text, form)]).toEqual([text, false]);
    },
  );

  it('looks at the first bytes alone, across the windows that they are read in', async () => {
    const pdf = buildTestPdf({ objects: pageObjects() });
    const later = appendTestRevision(pdf, { 4: '[90 0 R]' }, { size: 100 });
    expect(await isMentioned(await PdfReader.open(later), pdf.length, MISSING, budget())).toBe(false);
    expect(await isMentioned(await PdfReader.open(later), later.length, MISSING, budget())).toBe(true);
    for (const shift of [0, 1, 2, 3, 4, 5, 6]) {
      const long = buildTestPdf({
        objects: { ...pageObjects(), 4: `(${'x'.repeat((1 << 20) - 220 + shift)})`, 5: '[200017 0 R]' },
      });
      const source = new Blob([Uint8Array.from(long)]);
      expect(await isMentioned(await PdfReader.open(source), long.length, MISSING, budget())).toBe(true);
    }
  });

  it('gives up on comments without end', async () => {
    const pdf = buildTestPdf({ objects: { ...pageObjects(), 4: '90 %'.repeat(10_000) } });
    const searching = isMentioned(await PdfReader.open(pdf), pdf.length, MISSING, budget());
    await expect(searching).rejects.toMatchObject({ code: 'PDF_LIMIT_EXCEEDED' });
  });

  it('finds nothing in no bytes', async () => {
    const reader = await PdfReader.open(buildTestPdf({ objects: pageObjects() }));
    expect(await isMentioned(reader, 0, MISSING, budget())).toBe(false);
  });
});
