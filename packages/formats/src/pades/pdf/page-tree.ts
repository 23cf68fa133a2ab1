/**
 * The page tree (ISO 32000-2 §7.7.3): one page found by its number, or its number by the page, without reading the others.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { andThen } from './maybe-promise.ts';
import { entry, PDF_NULL, type PdfDictionary, type PdfObject, type PdfReference } from './objects.ts';
import type { PdfReader } from './reader.ts';

const MAX_DEPTH = 64;

/** A page and what it inherits. */
export interface PdfPage {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
  /** The nodes from the page up to the root of the tree. */
  readonly lineage: readonly PdfDictionary[];
}

/** An attribute of a page, its own or inherited (ISO 32000-2 §7.7.3.4). */
export async function pageAttribute(reader: PdfReader, page: PdfPage, key: string): Promise<PdfObject> {
  for (const node of page.lineage) {
    const value = await reader.resolveEntry(node, key);
    if (value.kind !== 'null') return value;
  }
  return PDF_NULL;
}

/**
 * The page with a number, from 1.
 *
 * @throws FormatsError `PDF_PAGE_NOT_FOUND`, `PDF_STRUCTURE_INVALID` for a tree that is none
 */
export async function findPage(reader: PdfReader, catalog: PdfDictionary, number: number): Promise<PdfPage> {
  const root = await reader.resolveEntry(catalog, 'Pages');
  if (root.kind !== 'dictionary') throw invalid('the catalog has no page tree');
  const seen = new Set<number>();
  let lineage: readonly PdfDictionary[] = [root];
  let skip = number - 1;
  for (let node = root; lineage.length < MAX_DEPTH; ) {
    const step = Number.isInteger(skip) && skip >= 0 ? await stepDown(reader, node, skip) : undefined;
    if (step === undefined) {
      throw new FormatsError('PDF_PAGE_NOT_FOUND', `the PDF has no page ${number}`, {
        facts: { page: number },
      });
    }
    const { reference, dictionary } = step.child;
    if (seen.has(reference.id)) throw invalid('the page tree forms a loop');
    seen.add(reference.id);
    lineage = [dictionary, ...lineage];
    if (!dictionary.entries.has('Kids')) return { reference, dictionary, lineage };
    node = dictionary;
    skip = step.skip;
  }
  throw invalid('the page tree is too deep');
}

/**
 * The number of a page, from 1, found from the page upwards; `undefined` when the page tree does not lead to it.
 *
 * @throws FormatsError `PDF_STRUCTURE_INVALID` for a tree that is none
 */
export async function pageNumber(reader: PdfReader, page: PdfReference): Promise<number | undefined> {
  let before = 0;
  let reference = page;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const node = await reader.object(reference);
    const parent = node.kind === 'dictionary' ? entry(node, 'Parent') : PDF_NULL;
    if (parent.kind !== 'reference') return depth === 0 ? undefined : before + 1;
    const above = await reader.object(parent);
    const passed = above.kind === 'dictionary' ? await pagesBefore(reader, above, reference) : undefined;
    if (passed === undefined) return undefined;
    before += passed;
    reference = parent;
  }
  return undefined;
}

/** Pages of a node before one of its children; `undefined` when it is not one of them. */
async function pagesBefore(
  reader: PdfReader,
  node: PdfDictionary,
  child: PdfReference,
): Promise<number | undefined> {
  const kids = await reader.resolveEntry(node, 'Kids');
  if (kids.kind !== 'array') return undefined;
  const index = kids.items.findIndex((kid) => kid.kind === 'reference' && kid.id === child.id);
  if (index < 0) return undefined;
  const pages = await reader.resolveEntry(node, 'Count');
  if (pages.kind === 'integer' && pages.value === kids.items.length) return index;
  let count = 0;
  for (const item of kids.items.slice(0, index)) {
    const sibling = await readChild(reader, item);
    if (sibling === undefined) continue;
    count += sibling.dictionary.entries.has('Kids') ? await countOf(reader, sibling.dictionary) : 1;
  }
  return count;
}

interface Child {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
}

interface Step {
  readonly child: Child;
  /** Pages to pass inside this child. */
  readonly skip: number;
}

/** The child of a node that holds the page after `skip` others. */
async function stepDown(reader: PdfReader, node: PdfDictionary, skip: number): Promise<Step | undefined> {
  const kids = await reader.resolveEntry(node, 'Kids');
  if (kids.kind !== 'array') throw invalid('a node of the page tree has no /Kids');
  // As many pages as children: none of them is a node, so the one that is meant can be taken at once.
  const pages = await reader.resolveEntry(node, 'Count');
  if (pages.kind === 'integer' && pages.value === kids.items.length) {
    const child = await readChild(reader, kids.items[skip]);
    if (child !== undefined && !child.dictionary.entries.has('Kids')) return { child, skip: 0 };
  }
  let left = skip;
  for (const item of kids.items) {
    const child = await readChild(reader, item);
    if (child === undefined) continue;
    const count = child.dictionary.entries.has('Kids') ? await countOf(reader, child.dictionary) : 1;
    if (left < count) return { child, skip: left };
    left -= count;
  }
  return undefined;
}

function readChild(reader: PdfReader, item: PdfObject | undefined): MaybePromise<Child | undefined> {
  if (item?.kind !== 'reference') return undefined;
  return andThen(reader.object(item), (dictionary) =>
    dictionary.kind === 'dictionary' ? { reference: item, dictionary } : undefined,
  );
}

async function countOf(reader: PdfReader, node: PdfDictionary): Promise<number> {
  const count = await reader.resolveEntry(node, 'Count');
  if (count.kind !== 'integer' || count.value < 0)
    throw invalid('a node of the page tree has no possible /Count');
  return count.value;
}

function invalid(message: string): FormatsError {
  return new FormatsError('PDF_STRUCTURE_INVALID', message);
}
