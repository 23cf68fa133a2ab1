/**
 * What an update changed that is not explained: where it stands in the document, and whether it is what a page shows or
 * the pages themselves (ISO 32000-2 §7.7.3, §7.8).
 *
 * @module
 */
import type { PdfModification } from '@eseal/core/container';
import { FormatsError } from '../../errors.ts';
import { differingKeys } from '../pdf/equal-objects.ts';
import {
  entry,
  isName,
  type PdfDictionary,
  type PdfObject,
  pdfDictionary,
  pdfReference,
} from '../pdf/objects.ts';
import { pageNumber } from '../pdf/page-tree.ts';
import type { PdfReader } from '../pdf/reader.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { findReachable } from './find-reachable.ts';

/** A change that no seal permits. */
export type UnexplainedChange = Pick<PdfModification, 'object' | 'page'> & {
  readonly kind: 'page' | 'visual' | 'undefined';
};

/** Entries of a page that decide what it shows, its own or inherited. */
const SHOWN_KEYS = [
  'Contents',
  'Resources',
  'MediaBox',
  'CropBox',
  'Rotate',
  'UserUnit',
  'Group',
  'TrimBox',
  'BleedBox',
];
/** Entries that lead away from what a page shows. */
const AWAY_FROM_CONTENT = ['Annots', 'Parent', 'B', 'StructParents', 'AA', 'PieceInfo', 'Metadata'];
/** Most pages that are named one by one. */
const MAX_PAGES = 16;

/** Names a changed object by its place in the document, which costs as much as reading what leads to it. */
export async function nameChange(update: DocumentUpdate, id: number): Promise<UnexplainedChange> {
  try {
    return await nameByPath(update, id);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return { kind: 'undefined', object: `object ${id}` };
  }
}

/** Names a page, or a node of the page tree, which costs little; `undefined` for any other object. */
export async function namePage(
  update: DocumentUpdate,
  id: number,
): Promise<readonly UnexplainedChange[] | undefined> {
  try {
    return await namePageChange(update, id);
  } catch (error) {
    if (!(error instanceof FormatsError) || error.code === 'PDF_LIMIT_EXCEEDED') throw error;
    return undefined;
  }
}

/** A page, or a node of the page tree; `undefined` for anything else. */
async function namePageChange(
  update: DocumentUpdate,
  id: number,
): Promise<readonly UnexplainedChange[] | undefined> {
  const { before, after } = update;
  const [then, now] = [await dictionaryAt(before, id), await dictionaryAt(after, id)];
  const type = [then, now].map((one) => one && entry(one, 'Type'));
  if (type.some((one) => one !== undefined && isName(one, 'Pages'))) return nameTreeChange(update, id);
  if (!type.some((one) => one !== undefined && isName(one, 'Page'))) return undefined;
  const keys = differingKeys(then ?? pdfDictionary([]), now ?? pdfDictionary([]));
  const page = await numberOf(after, id);
  const key = keys.find((one) => SHOWN_KEYS.includes(one));
  const where = page === undefined ? `object ${id}` : `page ${page}`;
  return [
    {
      kind: key === undefined ? 'undefined' : 'visual',
      object: `${where} /${key ?? keys[0] ?? 'Type'}`,
      ...(page !== undefined && { page }),
    },
  ];
}

/** Pages that only one of the two states has; where none is, their order or what they inherit changed. */
async function nameTreeChange(update: DocumentUpdate, id: number): Promise<readonly UnexplainedChange[]> {
  const [then, now] = [
    await pagesOf(update.before, update.catalogBefore),
    await pagesOf(update.after, update.catalogAfter),
  ];
  const gone = [...then].filter(([page]) => !now.has(page));
  const added = [...now].filter(([page]) => !then.has(page));
  const changed = [...gone, ...added].slice(0, MAX_PAGES);
  if (changed.length === 0) return [{ kind: 'page', object: `object ${id} of the page tree` }];
  return changed.map(([, page]) => ({ kind: 'page', object: `page ${page}`, page }));
}

/** Most objects of a page tree that are looked at. */
const MAX_NODES = 20_000;

/** Numbers of the pages by the numbers of their objects. */
async function pagesOf(reader: PdfReader, catalog: PdfDictionary): Promise<ReadonlyMap<number, number>> {
  const pages = new Map<number, number>();
  const seen = new Set<number>();
  const waiting: PdfObject[] = [entry(catalog, 'Pages')];
  for (let next = waiting.pop(); next !== undefined && seen.size < MAX_NODES; next = waiting.pop()) {
    if (next.kind !== 'reference' || seen.has(next.id)) continue;
    seen.add(next.id);
    const node = await dictionaryAt(reader, next.id);
    const kids = node && (await reader.resolveEntry(node, 'Kids'));
    if (kids?.kind === 'array') waiting.push(...[...kids.items].reverse());
    else pages.set(next.id, pages.size + 1);
  }
  return pages;
}

/** Most objects that are looked at for the place of one: it is told for people, nothing depends on it. */
const MAX_VISITED = 10_000;

/** Any other object: part of what a page shows when the contents of a page lead to it. */
async function nameByPath(
  { before, after, catalogAfter }: DocumentUpdate,
  id: number,
): Promise<UnexplainedChange> {
  const wanted = { has: (one: number) => one === id };
  const roots = [{ path: 'Root.Pages', object: entry(catalogAfter, 'Pages') }];
  const shown = await findReachable(after, wanted, { roots, without: AWAY_FROM_CONTENT, limit: MAX_VISITED });
  // The list of a node's pages can be an object of its own.
  if (shown?.id === id && shown.path.endsWith('.Kids')) return { kind: 'page', object: shown.path };
  if (shown?.id === id) return { kind: 'visual', object: shown.path, ...(await pageIn(after, shown.path)) };
  const search = { limit: MAX_VISITED };
  const reached =
    (await findReachable(after, wanted, search)) ?? (await findReachable(before, wanted, search));
  return { kind: 'undefined', object: reached?.id === id ? reached.path : `object ${id}` };
}

/** The page that a path leads through, as far as the page tree is a list. */
async function pageIn(reader: PdfReader, path: string): Promise<{ readonly page?: number }> {
  let node = await reader.resolve(entry(reader.trailer, 'Root'));
  let found: number | undefined;
  for (const index of [
    'Pages',
    ...[...path.matchAll(/\.Kids\[(\d+)\]/g)].map(([, digits]) => Number(digits)),
  ]) {
    if (node.kind !== 'dictionary') return {};
    const kids = typeof index === 'string' ? entry(node, index) : await reader.resolveEntry(node, 'Kids');
    const child = kids.kind === 'array' && typeof index === 'number' ? kids.items[index] : kids;
    if (child?.kind !== 'reference') return {};
    found = child.id;
    node = await reader.object(child);
  }
  const page = found === undefined ? undefined : await numberOf(reader, found);
  return page === undefined ? {} : { page };
}

async function dictionaryAt(reader: PdfReader, id: number): Promise<PdfDictionary | undefined> {
  const object = await reader.outline(pdfReference(id));
  return object.kind === 'dictionary' ? object : undefined;
}

async function numberOf(reader: PdfReader, id: number): Promise<number | undefined> {
  try {
    return await pageNumber(reader, pdfReference(id));
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return undefined;
  }
}
