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
import { type Claims, closeEntry, openClaims } from './claims.ts';
import {
  describe,
  type ExplainedRevision,
  explainRevision,
  type RevisionContext,
  undefinedRevision,
} from './explain-revision.ts';
import { findReachable } from './find-reachable.ts';
import { isMentioned } from './is-mentioned.ts';
import { type LaterRevision, laterRevisions } from './later-revisions.ts';
import { type ObjectStreamParts, readObjectStreamParts } from './object-stream-parts.ts';
import { findAhead } from './refers-ahead.ts';
import { rulesBefore } from './what-binds.ts';

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
  let parts: Promise<ObjectStreamParts> | undefined;
  async function explain(step: LaterRevision): Promise<ExplainedRevision> {
    parts ??= readObjectStreamParts(reader);
    const namesChanges = ![...known.values()].some(({ modifications }) => modifications.some(isUnexplained));
    const explained =
      known.get(step.revision) ??
      (await explainReadable(step, signatures, { budget, objectStreams: await parts, namesChanges }));
    known.set(step.revision, explained);
    return explained;
  }
  return async ({ coverage: { end, problems }, revision }) => {
    const steps = problems.length > 0 ? undefined : await findSteps(reader, end, budget);
    if (steps === undefined) return undefinedRevision(revision + 1, `bytes from ${end}`).modifications;
    const ahead = whatIsAhead(reader, end, steps, budget);
    if (ahead !== undefined) return undefinedRevision(revision + 1, ahead).modifications;
    const explained: ExplainedRevision[] = [];
    for (const step of steps) explained.push(await explain(step));
    const found = explained.flatMap(({ modifications }) => modifications);
    if (found.some(isUnexplained)) return found;
    const exposed = await findExposed(reader, end, explained, budget);
    return exposed === undefined ? found : [...found, exposed];
  };
}

/** An object of the updates that the document leads to from elsewhere than where it belongs. */
async function findExposed(
  reader: PdfReader,
  end: number,
  explained: readonly ExplainedRevision[],
  budget: WorkBudget,
): Promise<PdfModification | undefined> {
  const apart = new Map(explained.flatMap((one) => [...one.apart].map((id) => [id, one.revision] as const)));
  if (apart.size === 0 || !(await mayBeMentioned(reader, end, apart, budget))) return undefined;
  const { closed } = joinClosed(explained);
  const reached = await findReachable(reader, apart, { closed });
  if (reached === undefined) return undefined;
  const revision = apart.get(reached.id) ?? Math.max(...apart.values());
  return {
    revision,
    kind: 'undefined',
    object: `${reached.path} (${describe(reached.id)})`,
    permitted: false,
  };
}

function joinClosed(explained: readonly ExplainedRevision[]): Claims {
  const claims = openClaims();
  for (const { closed } of explained)
    for (const [holder, paths] of closed) for (const path of paths) closeEntry(claims, holder, path);
  return claims;
}

function isUnexplained({ kind }: PdfModification): boolean {
  return kind === 'undefined' || kind === 'page' || kind === 'visual';
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
  context: Omit<RevisionContext, 'signed' | 'rules'>,
): Promise<ExplainedRevision> {
  const { revision } = step;
  try {
    context.budget.spend(signatures.length);
    const rules = rulesBefore(revision, signatures);
    return await explainRevision(step, { ...context, signed: signedIn(revision, signatures), rules });
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return undefinedRevision(revision, error.message);
  }
}

/** Fields whose signatures end a revision: those that are as they should be, so that nothing else passes for one. */
function signedIn(
  revision: number,
  signatures: readonly PdfSignature[],
): ReadonlyMap<string, 'seal' | 'timestamp'> {
  const signed = new Map<string, 'seal' | 'timestamp'>();
  for (const one of signatures) {
    if (one.revision !== revision || one.coverage.problems.length > 0 || !one.dictionaryConsistent) continue;
    // A token that does not say what it is has no more rights than a seal.
    signed.set(one.fieldName, isDocumentTimestamp(one) ? 'timestamp' : 'seal');
  }
  return signed;
}
