/**
 * What of an update is the document security store (ISO 32000-2 §12.8.4.3). Only its known structure counts: what stands
 * elsewhere in it is not explained.
 *
 * @module
 */
import { MATERIAL_KINDS, STORE_KEYS } from '../parse/dss-dictionary.ts';
import { hasOnly } from '../pdf/equal-objects.ts';
import { entry, isName, type PdfDictionary, type PdfObject } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';

/** Numbers of the objects that a store consists of. */
export interface StoreObjects {
  /** Dictionaries and arrays, which later updates may add to. */
  readonly structure: ReadonlySet<number>;
  /** Certificates and revocation data, which nobody changes. */
  readonly data: ReadonlySet<number>;
}

/** Reads what a store consists of; `undefined` when it holds something that belongs into none. */
export async function storeObjects(reader: PdfReader, store: PdfObject): Promise<StoreObjects | undefined> {
  const walk: StoreWalk = { reader, structure: new Set(), data: new Set() };
  return (await isStore(walk, store)) ? walk : undefined;
}

interface StoreWalk {
  readonly reader: PdfReader;
  readonly structure: Set<number>;
  readonly data: Set<number>;
}

const STORE_LISTS = MATERIAL_KINDS.map((kind) => STORE_KEYS[kind].store);
const RELATED_LISTS = MATERIAL_KINDS.map((kind) => STORE_KEYS[kind].related);

async function isStore(walk: StoreWalk, written: PdfObject): Promise<boolean> {
  const store = await follow(walk, written);
  if (store.kind !== 'dictionary' || !isTyped(store, 'DSS')) return false;
  if (!hasOnly(store, ['Type', 'VRI', ...STORE_LISTS])) return false;
  for (const key of STORE_LISTS) if (!(await isList(walk, entry(store, key)))) return false;
  const relations = await follow(walk, entry(store, 'VRI'));
  if (relations.kind === 'null') return true;
  if (relations.kind !== 'dictionary') return false;
  for (const [key, related] of relations.entries) {
    if (key === 'Type' ? related.kind !== 'name' : !(await isRelation(walk, key, related))) return false;
  }
  return true;
}

/** Material of one seal, under the digest of its value. */
async function isRelation(walk: StoreWalk, key: string, written: PdfObject): Promise<boolean> {
  const related = await follow(walk, written);
  if (
    !/^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$/.test(key) ||
    related.kind !== 'dictionary' ||
    !isTyped(related, 'VRI')
  )
    return false;
  if (!hasOnly(related, ['Type', 'TU', 'TS', ...RELATED_LISTS])) return false;
  const time = entry(related, 'TU').kind;
  if (time !== 'null' && time !== 'string') return false;
  const stamp = entry(related, 'TS');
  if (stamp.kind !== 'null' && !(await isMaterial(walk, stamp))) return false;
  for (const list of RELATED_LISTS) if (!(await isList(walk, entry(related, list)))) return false;
  return true;
}

async function isList(walk: StoreWalk, written: PdfObject): Promise<boolean> {
  const list = await follow(walk, written);
  if (list.kind === 'null') return true;
  if (list.kind !== 'array') return false;
  for (const item of list.items) if (!(await isMaterial(walk, item))) return false;
  return true;
}

/** A stream that can be nothing but data: no form, no image, no font. */
async function isMaterial(walk: StoreWalk, item: PdfObject): Promise<boolean> {
  if (item.kind !== 'reference') return false;
  // The lists for each seal repeat those of the store.
  if (walk.data.has(item.id)) return true;
  walk.data.add(item.id);
  const stream = await walk.reader.object(item);
  if (stream.kind !== 'stream' || !hasOnly(stream.dictionary, ['Length', 'Filter', 'DecodeParms']))
    return false;
  const length = entry(stream.dictionary, 'Length');
  if (length.kind === 'reference') walk.data.add(length.id);
  return [...stream.dictionary.entries].every(
    ([key, value]) => key === 'Length' || value.kind !== 'reference',
  );
}

/** The object that is meant; its number belongs to the store. */
async function follow({ reader, structure }: StoreWalk, written: PdfObject): Promise<PdfObject> {
  if (written.kind !== 'reference') return written;
  structure.add(written.id);
  return reader.object(written);
}

function isTyped(dictionary: PdfDictionary, type: string): boolean {
  const written = entry(dictionary, 'Type');
  return written.kind === 'null' || isName(written, type);
}
