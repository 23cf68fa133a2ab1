/**
 * Whether a document leads to certain objects, and by which entries. Whoever wrote it can have left references to numbers
 * that nobody used yet: what a later update puts there would be shown then.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { entry, PDF_NULL, type PdfObject, type PdfReference, withEntries } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { referencesIn } from '../pdf/references.ts';
import type { EntryPath } from './claims.ts';

/** An object that was found. */
export interface ReachedObject {
  readonly id: number;
  /** How the document leads to it, such as `Root.Pages.Kids[0].Contents`. */
  readonly path: string;
}

/** Where a search begins and where it does not go. */
export interface SearchOptions {
  /** Entries of objects that are passed over. */
  readonly closed?: ReadonlyMap<number, readonly EntryPath[]>;
  /** Keys that are passed over wherever they stand. */
  readonly without?: readonly string[];
  /** Default the entries of the trailer that a document consists of. */
  readonly roots?: readonly { readonly path: string; readonly object: PdfObject }[];
  /** Most objects that are looked at; what lies beyond is not found. Default all. */
  readonly limit?: number;
}

interface Step {
  readonly reference: PdfReference;
  /** Number of the object that leads to it; `undefined` for a root. */
  readonly from: number | undefined;
}

const DOCUMENT_ENTRIES = ['Encrypt', 'Info', 'Root'];

/**
 * The first object among these that a document leads to, or one that cannot be read; `undefined` when there is none. Looks at
 * every object of the document, without the data of streams.
 */
export async function findReachable(
  reader: PdfReader,
  wanted: { has(id: number): boolean },
  options: SearchOptions = {},
): Promise<ReachedObject | undefined> {
  const {
    closed = new Map<number, readonly EntryPath[]>(),
    without = [],
    roots = documentRoots(reader),
    limit = Infinity,
  } = options;
  const cameFrom = new Map<number, number | undefined>();
  const waiting: Step[] = roots.flatMap(({ object }) =>
    [...referencesIn(object)].map((reference) => ({ reference, from: undefined })),
  );
  // In the order of their distance, so that the way to an object is a short one.
  for (const { reference, from } of waiting) {
    if (cameFrom.size >= limit) return undefined;
    const { id } = reference;
    if (cameFrom.has(id)) continue;
    cameFrom.set(id, from);
    if (wanted.has(id)) return { id, path: await pathTo(reader, id, cameFrom, roots) };
    const object = await outlineOf(reader, reference);
    if (object === undefined) return { id, path: await pathTo(reader, id, cameFrom, roots) };
    const open = withoutKeys(withoutPaths(object, closed.get(id)), without);
    for (const next of referencesIn(open))
      if (!cameFrom.has(next.id)) waiting.push({ reference: next, from: id });
  }
  return undefined;
}

function documentRoots({
  trailer,
}: PdfReader): readonly { readonly path: string; readonly object: PdfObject }[] {
  return DOCUMENT_ENTRIES.map((key) => ({ path: key, object: entry(trailer, key) }));
}

async function outlineOf(reader: PdfReader, reference: PdfReference): Promise<PdfObject | undefined> {
  try {
    return await reader.outline(reference);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return undefined;
  }
}

function withoutKeys(object: PdfObject, keys: readonly string[]): PdfObject {
  return keys.length === 0
    ? object
    : withoutPaths(
        object,
        keys.map((key) => [key]),
      );
}

function withoutPaths(object: PdfObject, paths: readonly EntryPath[] = []): PdfObject {
  return paths.reduce(withoutPath, object);
}

function withoutPath(object: PdfObject, [key, ...rest]: EntryPath): PdfObject {
  if (key === undefined || object.kind !== 'dictionary') return object;
  const below = rest.length === 0 ? PDF_NULL : withoutPath(entry(object, key), rest);
  return object.entries.has(key) ? withEntries(object, [[key, below]]) : object;
}

/** Most steps of a way that is told. */
const MAX_STEPS = 32;

/** The way to an object, told from the objects that lead to it; the beginning of a long one is left out. */
async function pathTo(
  reader: PdfReader,
  id: number,
  cameFrom: ReadonlyMap<number, number | undefined>,
  roots: readonly { readonly path: string; readonly object: PdfObject }[],
): Promise<string> {
  let path = '';
  let target = id;
  for (let steps = 0; ; steps++) {
    const from = cameFrom.get(target);
    if (from === undefined) break;
    if (steps === MAX_STEPS) return `…${path}`;
    const holder = await outlineOf(reader, { kind: 'reference', id: from, generation: 0 });
    path = `${holder === undefined ? '.?' : (keysTo(holder, target) ?? '.?')}${path}`;
    target = from;
  }
  for (const root of roots) {
    const keys = keysTo(root.object, target);
    if (keys !== undefined) return `${root.path}${keys}${path}`;
  }
  return path;
}

/** Keys and places in lists from an object to a reference in it. */
function keysTo(object: PdfObject, target: number): string | undefined {
  switch (object.kind) {
    case 'reference':
      return object.id === target ? '' : undefined;
    case 'array':
      return firstOf(object.items.entries(), target, (index) => `[${index}]`);
    case 'dictionary':
      return firstOf(object.entries, target, (key) => `.${key}`);
    case 'stream':
      return keysTo(object.dictionary, target);
    default:
      return undefined;
  }
}

function firstOf<K>(
  entries: Iterable<readonly [K, PdfObject]>,
  target: number,
  name: (key: K) => string,
): string | undefined {
  for (const [key, value] of entries) {
    const rest = keysTo(value, target);
    if (rest !== undefined) return `${name(key)}${rest}`;
  }
  return undefined;
}
