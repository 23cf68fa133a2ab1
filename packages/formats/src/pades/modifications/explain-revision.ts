/**
 * What one update did. Every object that it changes has to belong to a change of a known kind; what does not is named. New
 * objects that nothing refers to are the file's own affair; whether that is so is found out once for all updates.
 *
 * @module
 */
import type { PdfModification } from '@eseal/core/container';
import { FormatsError } from '../../errors.ts';
import { readCatalog } from '../catalog.ts';
import { differingKeys, equalObjects } from '../pdf/equal-objects.ts';
import { pdfReference } from '../pdf/objects.ts';
import type { WorkBudget } from '../pdf/work-budget.ts';
import type { XrefEntry } from '../pdf/xref.ts';
import { locate } from '../pdf/xref-chain.ts';
import { changedObjects, type DocumentUpdate, type ObjectChange } from './changed-objects.ts';
import type { Claims, EntryPath } from './claims.ts';
import { findTrailerChange } from './explain-catalog.ts';
import { explainContents } from './explain-contents.ts';
import type { LaterRevision } from './later-revisions.ts';
import { nameChange, namePage, type UnexplainedChange } from './name-change.ts';
import { findRewrittenPart, type ObjectStreamParts } from './object-stream-parts.ts';
import { type BindingRules, isPermitted } from './what-binds.ts';

/** What an update did. */
export interface ExplainedRevision {
  readonly revision: number;
  /** Empty when it did nothing. */
  readonly modifications: readonly PdfModification[];
  /** Objects of it that may be reached through closed entries alone. */
  readonly apart: ReadonlySet<number>;
  /** Entries below which it was free to change. */
  readonly closed: ReadonlyMap<number, readonly EntryPath[]>;
}

/** What is known of an update beside its objects. */
export interface RevisionContext {
  /** Fields by name whose signatures end this very revision, and what these are. */
  readonly signed: ReadonlyMap<string, 'seal' | 'timestamp'>;
  readonly rules: BindingRules;
  readonly budget: WorkBudget;
  /** Object streams of all revisions. */
  readonly objectStreams: ObjectStreamParts;
  /** Whether what is not explained is looked for in the document, which costs as much as reading all of it. */
  readonly namesChanges: boolean;
}

/** An update of which something is not explained. */
export function undefinedRevision(revision: number, object: string): ExplainedRevision {
  const modification = { revision, kind: 'undefined', object, permitted: false } as const;
  return { revision, modifications: [modification], apart: new Set(), closed: new Map() };
}

/** Explains an update. */
export async function explainRevision(
  step: LaterRevision,
  { signed, rules, budget, objectStreams, namesChanges }: RevisionContext,
): Promise<ExplainedRevision> {
  const { revision, before, after, link } = step;
  if (link.hidden !== undefined) return undefinedRevision(revision, 'trailer /XRefStm');
  const changes = changedObjects(step, budget);
  if (countWritten(changes) > MAX_WRITTEN)
    return undefinedRevision(revision, `more than ${MAX_WRITTEN} objects`);
  const rewritten = findRewrittenPart(link, changes, objectStreams);
  if (rewritten !== undefined) return undefinedRevision(revision, `object stream (${describe(rewritten)})`);
  const catalog = await readCatalog(after);
  const { dictionary: then, reference } = await readCatalog(before);
  const states = { before, after, catalogBefore: then, catalogAfter: catalog.dictionary };
  const update: DocumentUpdate = { ...states, catalogId: catalog.reference.id, changes, signed };
  if (reference.id !== catalog.reference.id) return undefinedRevision(revision, 'trailer /Root');
  const { claims, catalogKeys, trailerKeys } = await explainContents(update);
  const trailerKey = await findTrailerChange(before, after, trailerKeys);
  const wrongKeys = differingKeys(then, catalog.dictionary).filter((key) => !catalogKeys.includes(key));
  const unexplained: UnexplainedChange[] = [
    ...(trailerKey === undefined ? [] : [`trailer /${trailerKey}`]),
    ...wrongKeys.map((key) => `catalog /${key}`),
  ].map((object) => ({ kind: object === 'catalog /Pages' ? 'page' : 'undefined', object }));
  claims.objects.add(catalog.reference.id);
  const left = await unclaimed(step, update, claims);
  unexplained.push(...(await nameChanges(update, left, namesChanges)));
  return {
    revision,
    modifications: [
      ...summarize(revision, claims, rules),
      ...unexplained.map((one) => ({ revision, ...one, permitted: false })),
    ],
    apart: claims.apart,
    closed: claims.closed,
  };
}

/** Most objects of the document that an update may write anew: nobody fills in or remarks as much at once. */
const MAX_WRITTEN = 10_000;

function countWritten(changes: ReadonlyMap<number, ObjectChange>): number {
  let count = 0;
  for (const change of changes.values()) if (change !== 'new') count++;
  return count;
}

/** Numbers of the objects that belong to nothing that is known; new ones must be reached from nowhere. */
async function unclaimed(
  step: LaterRevision,
  { changes }: DocumentUpdate,
  claims: Claims,
): Promise<readonly number[]> {
  const left: number[] = [];
  for (const [id, change] of changes) {
    if (claims.objects.has(id)) continue;
    if (change === 'new') claims.apart.add(id);
    else if (change === 'removed' || !(await isRepeated(step, id))) left.push(id);
  }
  return left;
}

/** Most objects of an update that are named. */
const MAX_NAMED = 4;

/** Pages are told whatever else there is, other objects as far as they are looked for. */
async function nameChanges(
  update: DocumentUpdate,
  left: readonly number[],
  namesChanges: boolean,
): Promise<readonly UnexplainedChange[]> {
  const pages: UnexplainedChange[] = [];
  const others: number[] = [];
  for (const id of left) {
    const named = await namePage(update, id);
    if (named === undefined) others.push(id);
    else if (pages.length < MAX_NAMED) pages.push(...named);
  }
  const [first] = others;
  if (first === undefined) return pages;
  if (!namesChanges) return [...pages, { kind: 'undefined', object: describe(first) }];
  const named: UnexplainedChange[] = [];
  for (const id of others.slice(0, MAX_NAMED)) named.push(await nameChange(update, id));
  return [...pages, ...named];
}

/** Whether an object is only written again, as some programs do. */
async function isRepeated({ before, after, link }: LaterRevision, id: number): Promise<boolean> {
  const [then, now] = [locate(before.xref, id), link.section.locate(id)];
  // References name the generation: under another one, nothing refers to the object any more.
  if (now === undefined || generationOf(then) !== generationOf(now)) return false;
  const reference = pdfReference(id, generationOf(now));
  try {
    return equalObjects(await before.object(reference), await after.object(reference));
  } catch (error) {
    if (!(error instanceof FormatsError) || error.code === 'PDF_LIMIT_EXCEEDED') throw error;
    return false;
  }
}

const generationOf = (place: XrefEntry): number => (place.kind === 'offset' ? place.generation : 0);

/** Kinds of which one object stands for all. */
const SUMMED_UP: readonly PdfModification['kind'][] = ['metadata', 'extension'];

/** The changes, each once, with what the seals before them say. */
function summarize(revision: number, { changes }: Claims, rules: BindingRules): readonly PdfModification[] {
  const found = new Map<string, PdfModification>();
  for (const change of changes) {
    const { kind, page, covers } = change;
    const key = SUMMED_UP.includes(kind) ? kind : `${kind} ${change.object}`;
    const known = found.get(key);
    const permitted = isPermitted(change, rules) && known?.permitted !== false;
    const place = { ...(page !== undefined && { page }), ...(covers !== undefined && { covers }) };
    const object = known?.object ?? change.object;
    found.set(key, { ...known, revision, kind, object, permitted, ...place });
  }
  return [...found.values()];
}

/** An object as files name it. */
export function describe(id: number): string {
  return `object ${id}`;
}
