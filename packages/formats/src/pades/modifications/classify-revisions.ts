/**
 * What the updates after a seal did to its document. Strict: an update counts as what it is only when every object that it
 * changes belongs to that, and all else is undefined (ISO 32000-2 §12.8.2.2.2, EN 319 142-1 §5.5).
 *
 * @module
 */
import type { PdfModification } from '@eseal/core/container';
import { FormatsError } from '../../errors.ts';
import type { PdfSignature } from '../parse/signature-dictionary.ts';
import { isDocumentTimestamp } from '../parse/store-history.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { parsingBudget, type WorkBudget } from '../pdf/work-budget.ts';
import { describe, type ExplainedRevision, explainRevision, undefinedRevision } from './explain-revision.ts';
import { findReachable } from './find-reachable.ts';
import { isMentioned } from './is-mentioned.ts';
import { type LaterRevision, laterRevisions } from './later-revisions.ts';
import { findAhead } from './refers-ahead.ts';

/** Classifies the updates after a seal, oldest first. */
export type RevisionClassifier = (
  seal: Pick<PdfSignature, 'coverage' | 'revision'>,
) => Promise<readonly PdfModification[]>;

/**
 * A classifier for the seals of one PDF, which looks at each update once.
 *
 * @param signatures - all of the PDF
 */
export function createRevisionClassifier(
  reader: PdfReader,
  signatures: readonly PdfSignature[],
): RevisionClassifier {
  const known = new Map<number, ExplainedRevision>();
  const budget = parsingBudget(reader.source.size);
  async function explain(step: LaterRevision): Promise<ExplainedRevision> {
    const explained = known.get(step.revision) ?? (await explainReadable(step, signatures, budget));
    known.set(step.revision, explained);
    return explained;
  }
  return async ({ coverage: { end, problems }, revision }) => {
    const steps = problems.length > 0 ? undefined : await findSteps(reader, end, budget);
    if (steps === undefined) return undefinedRevision(revision + 1, `bytes from ${end}`).modifications;
    const ahead = whatIsAhead(reader, end, steps, budget);
    if (ahead !== undefined) return undefinedRevision(revision + 1, ahead).modifications;
    const found: PdfModification[] = [];
    const apart = new Map<number, number>();
    for (const step of steps) {
      const explained = await explain(step);
      found.push(...explained.modifications);
      for (const id of explained.apart) apart.set(id, step.revision);
    }
    if (apart.size === 0 || found.some(({ permitted }) => !permitted)) return found;
    if (!(await mayBeMentioned(reader, end, apart, budget))) return found;
    const reached = await findReachable(reader, apart);
    if (reached === undefined) return found;
    const last = apart.get(reached) ?? revision + 1;
    return [...found, ...undefinedRevision(last, describe(reached)).modifications];
  };
}

/** What the sealed cross-reference puts into later updates, or why that cannot be told. */
function whatIsAhead(
  reader: PdfReader,
  end: number,
  steps: readonly LaterRevision[],
  budget: WorkBudget,
): string | undefined {
  if (steps.length === 0) return undefined;
  try {
    const ahead = findAhead(reader, end, budget);
    return ahead === undefined ? undefined : describe(ahead);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return error.message;
  }
}

/** Whether what is sealed may refer to objects that later updates must keep apart; all else was looked at already. */
async function mayBeMentioned(
  reader: PdfReader,
  end: number,
  apart: ReadonlyMap<number, unknown>,
  budget: WorkBudget,
): Promise<boolean> {
  try {
    return await isMentioned(reader, end, apart, budget);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return true;
  }
}

/** The updates after a place; none of them is known when there are too many. */
async function findSteps(
  reader: PdfReader,
  end: number,
  budget: WorkBudget,
): Promise<readonly LaterRevision[] | undefined> {
  try {
    return await laterRevisions(reader, end, budget);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return undefined;
  }
}

async function explainReadable(
  step: LaterRevision,
  signatures: readonly PdfSignature[],
  budget: WorkBudget,
): Promise<ExplainedRevision> {
  const stamped = signatures
    .filter((one) => isDocumentTimestamp(one) && one.revision === step.revision)
    .map(({ fieldName }) => fieldName);
  try {
    return await explainRevision(step, stamped, budget);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return undefinedRevision(step.revision, error.message);
  }
}
