/**
 * One update as what explains it sees it, for tests.
 *
 * @module
 */
import { readCatalog } from '../catalog.ts';
import { PdfReader } from '../pdf/reader.ts';
import { appendTestRevision, buildTestPdf } from '../pdf/test-documents.ts';
import { parsingBudget } from '../pdf/work-budget.ts';
import { changedObjects, type DocumentUpdate } from './changed-objects.ts';
import { laterRevisions } from './later-revisions.ts';

/** An update of a document that has no seal. */
export async function testUpdateOf(
  objects: Readonly<Record<number, string>>,
  changes: Readonly<Record<number, string>>,
  signed: DocumentUpdate['signed'] = new Map(),
): Promise<DocumentUpdate> {
  const pdf = buildTestPdf({ objects });
  const reader = await PdfReader.open(appendTestRevision(pdf, changes, { size: 200 }));
  const [step] = (await laterRevisions(reader, pdf.length, parsingBudget(reader.source.size))) ?? [];
  if (step === undefined) throw new TypeError('there is no update');
  const { before, after } = step;
  const [then, now] = [await readCatalog(before), await readCatalog(after)];
  return {
    before,
    after,
    catalogBefore: then.dictionary,
    catalogAfter: now.dictionary,
    catalogId: now.reference.id,
    changes: changedObjects(step, parsingBudget(reader.source.size)),
    signed,
  };
}
