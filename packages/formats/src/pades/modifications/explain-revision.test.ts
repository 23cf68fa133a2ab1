import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { appendTestRevision, buildTestPdf, testStream } from '../pdf/test-documents.ts';
import { parsingBudget } from '../pdf/work-budget.ts';
import { FORM_OBJECTS } from '../test-forms.ts';
import { explainRevision, undefinedRevision } from './explain-revision.ts';
import { laterRevisions } from './later-revisions.ts';
import type { BindingRules } from './what-binds.ts';

const FREE: BindingRules = { permission: undefined, locks: [] };

async function explained(changes: Record<number, string>, rules = FREE, namesChanges = true) {
  const pdf = buildTestPdf({ objects: FORM_OBJECTS });
  const reader = await PdfReader.open(appendTestRevision(pdf, changes, { size: 200 }));
  const budget = parsingBudget(reader.source.size);
  const [step] = (await laterRevisions(reader, pdf.length, budget)) ?? [];
  if (step === undefined) throw new TypeError('there is no update');
  return explainRevision(step, { signed: new Map(), rules, budget, objectStreams: new Map(), namesChanges });
}

const FILLED = { 20: (FORM_OBJECTS[20] ?? '').replace(/>>$/, '/V(9)>>') };

describe('an update', () => {
  it('is told by its changes, each with what binds it', async () => {
    const change = { revision: 2, kind: 'form-fill', object: 'sum' };
    expect((await explained(FILLED)).modifications).toEqual([{ ...change, permitted: true }]);
    expect((await explained(FILLED, { permission: 1, locks: [] })).modifications).toEqual([
      { ...change, permitted: false },
    ]);
  });

  it('is told with what is not explained beside that, by its place where it is looked for', async () => {
    const changes = { ...FILLED, 4: testStream('', 'f') };
    expect((await explained(changes)).modifications.map(({ kind, object }) => [kind, object])).toEqual([
      ['form-fill', 'sum'],
      ['visual', 'Root.Pages.Kids[0].Contents[0]'],
    ]);
    expect((await explained(changes, FREE, false)).modifications[1]).toMatchObject({
      kind: 'undefined',
      object: 'object 4',
    });
  });

  it('keeps apart what nothing of it refers to', async () => {
    const { modifications, apart } = await explained({ 100: '(nobody sees this)', 5: FORM_OBJECTS[5] ?? '' });
    expect([modifications, [...apart]]).toEqual([[], [100]]);
  });

  it('of which nothing can be told permits nothing', () => {
    expect(undefinedRevision(3, 'bytes').modifications).toEqual([
      { revision: 3, kind: 'undefined', object: 'bytes', permitted: false },
    ]);
  });
});
