/**
 * What an update changes of a page without touching what the page itself shows: its list of annotations
 * (ISO 32000-2 §7.7.3.3, §12.5.2).
 *
 * @module
 */
import { differingKeys, equalObjects } from '../pdf/equal-objects.ts';
import { entry, isName, type PdfDictionary, type PdfObject, type PdfReference } from '../pdf/objects.ts';
import { pageNumber } from '../pdf/page-tree.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { addClaims, type Claims, type ExplainedChange, openClaims } from './claims.ts';
import { explainNewAnnotation, isAnnotation, removedAnnotation } from './explain-annotation.ts';
import { areaOf, overlap } from './widget-area.ts';

/** What a page received and lost. */
export interface PageUpdate {
  readonly claims: Claims;
  /** Widgets of new fields that it shows. */
  readonly shown: readonly PdfReference[];
}

/**
 * Explains a page that differs in its annotations alone; `undefined` when it differs in anything else.
 *
 * @param widgets - numbers of the widgets of new fields
 */
export async function explainPage(
  update: DocumentUpdate,
  page: PdfReference,
  widgets: ReadonlySet<number>,
): Promise<PageUpdate | undefined> {
  const { before, after } = update;
  const [then, now] = [await before.object(page), await after.object(page)];
  if (then.kind !== 'dictionary' || now.kind !== 'dictionary' || !isName(entry(now, 'Type'), 'Page'))
    return undefined;
  if (differingKeys(then, now).some((key) => key !== 'Annots')) return undefined;
  const lists = await readLists(update, then, now);
  if (lists === undefined) return undefined;
  const claims = openClaims();
  claims.objects.add(page.id);
  if (lists.array !== undefined) claims.objects.add(lists.array);
  const shown: PdfReference[] = [];
  for (const item of lists.added) {
    if (item.kind !== 'reference') return undefined;
    if (widgets.has(item.id)) {
      shown.push(item);
      continue;
    }
    const annotation = await explainNewAnnotation(update, item);
    if (annotation === undefined) return undefined;
    const covers = await coversOthers(update, item, lists.now);
    addClaims(claims, { ...annotation, changes: annotation.changes.map((one) => ({ ...one, ...covers })) });
  }
  for (const item of lists.removed) {
    const annotation = await before.resolve(item);
    if (item.kind !== 'reference' || annotation.kind !== 'dictionary' || !isAnnotation(annotation))
      return undefined;
    addClaims(claims, removedAnnotation(item));
  }
  return { claims: await onPage(update, page, claims), shown };
}

interface AnnotationLists {
  /** Number of the array, if it is an object. */
  readonly array: number | undefined;
  readonly now: readonly PdfObject[];
  readonly added: readonly PdfObject[];
  readonly removed: readonly PdfObject[];
}

/** The annotations of a page; `undefined` when the list moved, or what stays is in another order. */
async function readLists(
  { before, after, changes }: DocumentUpdate,
  then: PdfDictionary,
  now: PdfDictionary,
): Promise<AnnotationLists | undefined> {
  const [had, has] = [entry(then, 'Annots'), entry(now, 'Annots')];
  // An array that served something else before must not become this one.
  const isInPlace = has.kind !== 'reference' || changes.get(has.id) === 'new' || equalObjects(had, has);
  if (!isInPlace) return undefined;
  const [old, grown] = [listOf(await before.resolve(had)), listOf(await after.resolve(has))];
  const [known, present] = [idsOf(old), idsOf(grown)];
  const kept = grown.filter((one) => one.kind !== 'reference' || known.has(one.id));
  const expected = old.filter((one) => one.kind !== 'reference' || present.has(one.id));
  const isInOrder = kept.length === expected.length && kept.every((one, at) => isEqual(one, expected[at]));
  if (!isInOrder) return undefined;
  return {
    array: has.kind === 'reference' ? has.id : undefined,
    now: grown,
    added: grown.filter((one) => one.kind === 'reference' && !known.has(one.id)),
    removed: old.filter((one) => one.kind === 'reference' && !present.has(one.id)),
  };
}

function isEqual(a: PdfObject, b: PdfObject | undefined): boolean {
  return b !== undefined && equalObjects(a, b);
}

function listOf(object: PdfObject): readonly PdfObject[] {
  return object.kind === 'array' ? object.items : [];
}

function idsOf(items: readonly PdfObject[]): ReadonlySet<number> {
  return new Set(items.flatMap((one) => (one.kind === 'reference' ? [one.id] : [])));
}

/** Most annotations of a page that a new one is held against. */
const MAX_NEIGHBOURS = 1000;

/** Whether a new annotation lies over another one of its page. */
async function coversOthers(
  { after }: DocumentUpdate,
  reference: PdfReference,
  others: readonly PdfObject[],
): Promise<Pick<ExplainedChange, 'covers'>> {
  const own = await after.object(reference);
  const area = own.kind === 'dictionary' ? areaOf(own) : undefined;
  if (area === undefined) return {};
  for (const other of others.slice(0, MAX_NEIGHBOURS)) {
    if (other.kind === 'reference' && other.id === reference.id) continue;
    const annotation = await after.resolve(other);
    const taken = annotation.kind === 'dictionary' ? areaOf(annotation) : undefined;
    if (taken !== undefined && overlap(area, taken)) return { covers: 'annotation' };
  }
  return {};
}

/** What was claimed, with the number of the page. */
async function onPage(update: DocumentUpdate, reference: PdfReference, claims: Claims): Promise<Claims> {
  if (claims.changes.length === 0) return claims;
  const page = await pageNumber(update.after, reference);
  if (page === undefined) return claims;
  return { ...claims, changes: claims.changes.map((change) => ({ ...change, page })) };
}
