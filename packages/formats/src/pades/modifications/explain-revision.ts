/**
 * What one update did. Every object that it changes has to belong to the security store or to a document timestamp. New
 * objects that nothing refers to are the file's own affair; whether that is so is found out once for all updates.
 *
 * @module
 */
import type { PdfModification } from '@eseal/core/container';
import { readCatalog } from '../catalog.ts';
import { differingKeys, equalObjects } from '../pdf/equal-objects.ts';
import { entry, type PdfDictionary, pdfReference } from '../pdf/objects.ts';
import { changedObjects, type ObjectChange } from './changed-objects.ts';
import { explainExtensions, findTrailerChange } from './explain-catalog.ts';
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
): Promise<ExplainedRevision> {
  const { revision, before, after, link } = step;
  const trailerKey = link.hidden === undefined ? await findTrailerChange(before, after) : 'XRefStm';
  if (trailerKey !== undefined) return undefinedRevision(revision, `trailer /${trailerKey}`);
  const changes = changedObjects(step);
  const catalog = await readCatalog(after);
  const { dictionary: then } = await readCatalog(before);
  const now = catalog.dictionary;
  const parts = await explainParts(step, changes, [then, now], stamped);
  const keys = differingKeys(then, now);
  const key = keys.find((one) => !parts.catalogKeys.includes(one));
  if (key !== undefined) return undefinedRevision(revision, `catalog /${key}`);
  const inPlace = new Set([catalog.reference.id, ...parts.inPlace]);
  const apart: number[] = [];
  for (const [id, change] of changes) {
    if (inPlace.has(id) && change !== 'removed') {
      if (parts.store?.structure.has(id) === true) apart.push(id);
    } else if (change === 'new') apart.push(id);
    else if (change === 'removed' || !(await isRepeated(step, id)))
      return undefinedRevision(revision, describe(id));
  }
  const modifications = summarize(step, changes, parts);
  if (modifications.length === 0 && keys[0] !== undefined)
    return undefinedRevision(revision, `catalog /${keys[0]}`);
  return { modifications, apart };
}

/** Whether an object is only written again, as some programs do. */
async function isRepeated({ before, after, link }: LaterRevision, id: number): Promise<boolean> {
  const place = link.section.locate(id);
  const reference = pdfReference(id, place?.kind === 'offset' ? place.generation : 0);
  return equalObjects(await before.object(reference), await after.object(reference));
}

/** What of an update is explained. */
interface ExplainedParts {
  /** Entries of the catalog. */
  readonly catalogKeys: readonly string[];
  /** Objects that belong where they are. */
  readonly inPlace: ReadonlySet<number>;
  readonly store: StoreObjects | undefined;
  /** Fields of the document timestamps. */
  readonly fields: readonly string[];
}

async function explainParts(
  { before, after }: LaterRevision,
  changes: ReadonlyMap<number, ObjectChange>,
  [catalogBefore, catalogAfter]: readonly [PdfDictionary, PdfDictionary],
  stamped: readonly string[],
): Promise<ExplainedParts> {
  const store = await storeObjects(after, entry(catalogAfter, 'DSS'));
  const update = { before, after, catalogBefore, catalogAfter, changes, stamped };
  const timestamps = await explainTimestamps(update);
  const extensions = await explainExtensions(before, after, [catalogBefore, catalogAfter]);
  return {
    catalogKeys: [
      ...(store === undefined ? [] : ['DSS']),
      ...(timestamps === undefined ? [] : ['AcroForm']),
      ...(extensions === undefined ? [] : ['Extensions']),
    ],
    inPlace: new Set([...(store?.structure ?? []), ...(timestamps?.objects ?? []), ...(extensions ?? [])]),
    store,
    fields: timestamps?.fields ?? [],
  };
}

function summarize(
  { revision }: LaterRevision,
  changes: ReadonlyMap<number, ObjectChange>,
  { store, fields }: ExplainedParts,
): readonly PdfModification[] {
  const stored = [...(store?.structure ?? []), ...(store?.data ?? [])].filter((id) => changes.has(id));
  return [
    ...stored
      .slice(0, 1)
      .map((id) => ({ revision, kind: 'security-store', object: describe(id), permitted: true }) as const),
    ...fields.map((object) => ({ revision, kind: 'timestamp', object, permitted: true }) as const),
  ];
}

/** An object as files name it. */
export function describe(id: number): string {
  return `object ${id}`;
}
