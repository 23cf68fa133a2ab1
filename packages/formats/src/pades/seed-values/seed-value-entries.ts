/**
 * Entries of dictionaries of seed values in the types they should have; entries of other types count as missing.
 *
 * @module
 */
import type { PdfDictionary, PdfObject } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { decodeTextString } from '../pdf/text-string.ts';

/** Most items of a list that are read. */
const MAX_ITEMS = 1000;

/** A text or a name; `undefined` when there is none. */
export async function textOf(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
): Promise<string | undefined> {
  return asText(await reader.resolveEntry(dictionary, key));
}

/** A list of texts or names; `undefined` when there is none. One item may stand without its array. */
export async function textsOf(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
): Promise<readonly string[] | undefined> {
  const items = await itemsOf(reader, dictionary, key);
  return items?.flatMap((item) => asText(item) ?? []);
}

/** A list of byte strings; `undefined` when there is none. */
export async function bytesOf(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
): Promise<readonly Uint8Array[] | undefined> {
  const items = await itemsOf(reader, dictionary, key);
  return items?.flatMap((item) => (item.kind === 'string' ? [item.bytes] : []));
}

/** A list of dictionaries, references followed; `undefined` when there is none. */
export async function dictionariesOf(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
): Promise<readonly PdfDictionary[] | undefined> {
  const items = await itemsOf(reader, dictionary, key);
  return items?.flatMap((item) => (item.kind === 'dictionary' ? [item] : []));
}

/** A number; `undefined` when there is none. */
export async function numberOf(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
): Promise<number | undefined> {
  const value = await reader.resolveEntry(dictionary, key);
  return value.kind === 'integer' || value.kind === 'real' ? value.value : undefined;
}

/** /Ff, no flag where it is missing. */
export async function flagsOf(reader: PdfReader, dictionary: PdfDictionary): Promise<number> {
  const flags = await reader.resolveEntry(dictionary, 'Ff');
  return flags.kind === 'integer' ? flags.value : 0;
}

async function itemsOf(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
): Promise<readonly PdfObject[] | undefined> {
  const list = await reader.resolveEntry(dictionary, key);
  if (list.kind === 'null') return undefined;
  const written = list.kind === 'array' ? list.items.slice(0, MAX_ITEMS) : [list];
  const items: PdfObject[] = [];
  for (const item of written) items.push(await reader.resolve(item));
  return items;
}

function asText(object: PdfObject): string | undefined {
  if (object.kind === 'name') return object.value;
  return object.kind === 'string' ? decodeTextString(object) : undefined;
}
