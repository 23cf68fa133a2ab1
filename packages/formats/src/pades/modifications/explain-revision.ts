/**
 * What one update did. Every object that it changes has to belong to the security store, to a document timestamp, or to what
 * programs say of themselves. New objects that nothing refers to are the file's own affair; whether that is so is found out once for all updates.
 *
 * @module
 */
import type { PdfModification } from '@eseal/core/container';
import { readCatalog } from '../catalog.ts';
import { differingKeys, equalObjects } from '../pdf/equal-objects.ts';
import { entry, pdfReference } from '../pdf/objects.ts';
import type { WorkBudget } from '../pdf/work-budget.ts';
import type { XrefEntry } from '../pdf/xref.ts';
import { locate } from '../pdf/xref-chain.ts';
import { changedObjects, type DocumentUpdate, type ObjectChange } from './changed-objects.ts';
import { explainExtensions, findTrailerChange, isLaterVersion } from './explain-catalog.ts';
import { explainInformation, explainMetadata } from './explain-metadata.ts';
import { type StoreObjects, storeObjects } from './explain-store.ts';
import { explainTimestamps } from './explain-timestamps.ts';
import type { LaterRevision } from './later-revisions.ts';

/** What an update did. */
export interface ExplainedRevision {
  /** Empty when it did nothing. */
  readonly modifications: readonly PdfModification[];
  /** Objects of it that nothing but the store, or the file itself, may refer to. */
  readonly apart: readonly number[];
}

/** An update of which something is not explained. */
export function undefinedRevision(revision: number, object: string): ExplainedRevision {
  return { modifications: [{ revision, kind: 'undefined', object, permitted: false }], apart: [] };
}

/**
 * Explains an update.
 *
 * @param stamped - names of the fields whose document timestamps end this very revision
 */
export async function explainRevision(
  step: LaterRevision,
  stamped: readonly string[],
  budget: WorkBudget,
): Promise<ExplainedRevision> {
  const { revision, before, after, link } = step;
  if (link.hidden !== undefined) return undefinedRevision(revision, 'trailer /XRefStm');
  const changes = changedObjects(step, budget);
  const catalog = await readCatalog(after);
  const { dictionary: then } = await readCatalog(before);
  const now = catalog.dictionary;
  const update = { before, after, catalogBefore: then, catalogAfter: now, changes, stamped };
  const parts = await explainParts(update);
  const trailerKey = await findTrailerChange(before, after, parts.information === undefined ? [] : ['Info']);
  if (trailerKey !== undefined) return undefinedRevision(revision, `trailer /${trailerKey}`);
  const keys = differingKeys(then, now);
  const key = keys.find((one) => !parts.catalogKeys.includes(one));
  if (key !== undefined) return undefinedRevision(revision, `catalog /${key}`);
  const inPlace = new Set([catalog.reference.id, ...parts.inPlace]);
  const apart: number[] = [];
  for (const [id, change] of changes) {
    if (inPlace.has(id) && change !== 'removed') {
      if (parts.apart.has(id)) apart.push(id);
    } else if (change === 'new') apart.push(id);
    else if (change === 'removed' || !(await isRepeated(step, id)))
      return undefinedRevision(revision, describe(id));
  }
  return { modifications: summarize(step, changes, parts, keys), apart };
}

/** Whether an object is only written again, as some programs do. */
async function isRepeated({ before, after, link }: LaterRevision, id: number): Promise<boolean> {
  const [then, now] = [locate(before.xref, id), link.section.locate(id)];
  // References name the generation: under another one, nothing refers to the object any more.
  if (now === undefined || generationOf(then) !== generationOf(now)) return false;
  const reference = pdfReference(id, generationOf(now));
  return equalObjects(await before.object(reference), await after.object(reference));
}

const generationOf = (place: XrefEntry): number => (place.kind === 'offset' ? place.generation : 0);

/** What of an update is explained. */
interface ExplainedParts {
  /** Entries of the catalog. */
  readonly catalogKeys: readonly string[];
  /** Objects that belong where they are. */
  readonly inPlace: ReadonlySet<number>;
  /** Those of them that nothing else may refer to. */
  readonly apart: ReadonlySet<number>;
  readonly store: StoreObjects | undefined;
  /** Fields of the document timestamps. */
  readonly fields: readonly string[];
  readonly information: number | undefined;
  readonly metadata: number | undefined;
}

async function explainParts(update: DocumentUpdate): Promise<ExplainedParts> {
  const { before, after, catalogBefore, catalogAfter } = update;
  const store = await storeObjects(after, entry(catalogAfter, 'DSS'));
  const timestamps = await explainTimestamps(update);
  const extensions = await explainExtensions(before, after, [catalogBefore, catalogAfter]);
  const information = await explainInformation(update);
  const metadata = await explainMetadata(update);
  const keys = {
    DSS: store !== undefined,
    AcroForm: timestamps !== undefined,
    Extensions: extensions !== undefined,
    Metadata: metadata !== undefined,
    Version: isLaterVersion(catalogBefore, catalogAfter),
  };
  const apart = [...(store?.structure ?? []), ...given(metadata), ...(extensions ?? [])];
  return {
    catalogKeys: Object.entries(keys).flatMap(([key, isExplained]) => (isExplained ? [key] : [])),
    inPlace: new Set([...apart, ...(timestamps?.objects ?? []), ...given(information)]),
    apart: new Set(apart),
    store,
    fields: timestamps?.fields ?? [],
    information,
    metadata,
  };
}

function given(id: number | undefined): readonly number[] {
  return id === undefined ? [] : [id];
}

/** What of the parts changed, each kind once, timestamps each. */
function summarize(
  { revision }: LaterRevision,
  changes: ReadonlyMap<number, ObjectChange>,
  { store, fields, information, metadata }: ExplainedParts,
  keys: readonly string[],
): readonly PdfModification[] {
  const changed = (ids: Iterable<number>): readonly string[] =>
    [...ids].filter((id) => changes.has(id)).map(describe);
  const stored = changed([...(store?.structure ?? []), ...(store?.data ?? [])]);
  const written = changed([...given(information), ...given(metadata)]);
  const declared = keys.filter((key) => key === 'Extensions' || key === 'Version');
  const permitted = (kind: PdfModification['kind'], objects: readonly string[]): readonly PdfModification[] =>
    objects.map((object) => ({ revision, kind, object, permitted: true }));
  return [
    ...permitted('security-store', stored.slice(0, 1)),
    ...permitted('timestamp', fields),
    ...permitted('metadata', written.slice(0, 1)),
    ...permitted(
      'extension',
      declared.slice(0, 1).map((key) => `catalog /${key}`),
    ),
  ];
}

/** An object as files name it. */
export function describe(id: number): string {
  return `object ${id}`;
}
