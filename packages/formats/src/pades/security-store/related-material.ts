/**
 * What of a document security store belongs to which seal (/VRI: ISO 32000-2 §12.8.4.4). EN 319 142-1 §6.3 advises
 * against it; some validators of before want it.
 *
 * @module
 */
import { toHex, type ValidationMaterial } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { MATERIAL_KINDS, STORE_KEYS } from '../parse/dss-dictionary.ts';
import type { IncrementalWriter } from '../pdf/incremental-writer.ts';
import { entry, type PdfDictionary, type PdfObject, pdfDictionary, withEntries } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { dateString } from '../pdf/text-string.ts';
import { extendArray } from './extend-array.ts';

/** Objects that hold material, kind by kind. */
export type StoredMaterial = Readonly<Record<keyof ValidationMaterial, readonly PdfObject[]>>;

/** What is to be related to which seals. */
export interface Relation {
  readonly stored: StoredMaterial;
  /** Values of /Contents. */
  readonly relatedTo: readonly Uint8Array[];
  readonly time: Date;
}

/**
 * Relates material to seals.
 *
 * @param written - /VRI as the store has it
 * @returns /VRI for the store; `written` when it was written as an object; `unchanged` when nothing is lacking
 */
export async function relateMaterial(
  reader: PdfReader,
  writer: IncrementalWriter,
  written: PdfObject,
  { stored, relatedTo, time }: Relation,
): Promise<PdfObject | 'written' | 'unchanged'> {
  const present = await reader.resolve(written);
  const dictionary = present.kind === 'dictionary' ? present : pdfDictionary([]);
  const changes: (readonly [string, PdfObject])[] = [];
  for (const contents of relatedTo) {
    const key = await relationKey(contents);
    const at = entry(dictionary, key);
    const before = await reader.resolve(at);
    const related = before.kind === 'dictionary' ? before : pdfDictionary([]);
    const lacking = await lackingMaterial(reader, writer, related, stored);
    if (lacking.length === 0) continue;
    const own = at.kind === 'reference' && before.kind === 'dictionary' ? at : writer.allocate();
    writer.put(own, withEntries(related, [['TU', dateString(time)], ...lacking]));
    changes.push([key, own]);
  }
  if (changes.length === 0) return 'unchanged';
  const changed = withEntries(dictionary, changes);
  if (written.kind !== 'reference' || present.kind !== 'dictionary') return changed;
  writer.put(written, changed);
  return 'written';
}

/** The key of a seal: the SHA-1 of all octets of its /Contents in capital digits (ISO 32000-2 Table 261). */
async function relationKey(contents: Uint8Array): Promise<string> {
  return toHex(await digestBytes('SHA-1', contents)).toUpperCase();
}

/** The lists of a seal that have to change. */
async function lackingMaterial(
  reader: PdfReader,
  writer: IncrementalWriter,
  related: PdfDictionary,
  stored: StoredMaterial,
): Promise<readonly (readonly [string, PdfObject])[]> {
  const changes: (readonly [string, PdfObject])[] = [];
  for (const kind of MATERIAL_KINDS) {
    const key = STORE_KEYS[kind].related;
    const extended = await extendArray(reader, writer, entry(related, key), stored[kind]);
    // A list that is an object of its own stays where it is.
    if (extended !== 'unchanged')
      changes.push([key, extended === 'written' ? entry(related, key) : extended]);
  }
  return changes;
}
