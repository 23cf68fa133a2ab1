/**
 * What of an object is encrypted (ISO 32000-2 §7.6.2, §7.6.6): its strings and its stream, except the value of a
 * signature, cross-reference streams, metadata left in the clear, and streams that choose a filter of their own.
 *
 * @module
 */
import { FormatsError } from '../../../errors.ts';
import { entry, isName, type PdfDictionary, type PdfObject, type PdfStream } from '../objects.ts';
import { type CryptFilters, type CryptMethod, methodOf } from './crypt-filters.ts';
import type { DataTransform } from './object-cipher.ts';

/** Most strings of one object that are encrypted or decrypted. */
const MAX_STRINGS = 100_000;

/** The same object with all its strings, those of a stream's dictionary included, transformed. */
export async function transformStrings(object: PdfObject, transform: DataTransform): Promise<PdfObject> {
  if (!holdsString(object)) return object;
  let left = MAX_STRINGS;
  const limited: DataTransform = (data) => {
    if (--left < 0) throw tooManyStrings();
    return transform(data);
  };
  return visit(object, limited);
}

async function visit(object: PdfObject, transform: DataTransform): Promise<PdfObject> {
  switch (object.kind) {
    case 'string':
      return { ...object, bytes: await transform(object.bytes) };
    case 'array': {
      const items: PdfObject[] = [];
      for (const item of object.items) items.push(await visit(item, transform));
      return { ...object, items };
    }
    case 'dictionary':
      return visitDictionary(object, transform);
    case 'stream':
      return { ...object, dictionary: await visitDictionary(object.dictionary, transform) };
    default:
      return object;
  }
}

async function visitDictionary(dictionary: PdfDictionary, transform: DataTransform): Promise<PdfDictionary> {
  const signature = isSignature(dictionary);
  const entries = new Map<string, PdfObject>();
  for (const [key, value] of dictionary.entries) {
    const clear = signature && key === 'Contents';
    entries.set(key, clear ? value : await visit(value, transform));
  }
  return { kind: 'dictionary', entries };
}

/** Whether there is anything to transform: most objects have no strings. */
function holdsString(object: PdfObject): boolean {
  switch (object.kind) {
    case 'string':
      return true;
    case 'array':
      return object.items.some(holdsString);
    case 'dictionary':
      for (const value of object.entries.values()) if (holdsString(value)) return true;
      return false;
    case 'stream':
      return holdsString(object.dictionary);
    default:
      return false;
  }
}

/** A signature dictionary, by its type or its entries: its /Contents is never encrypted (ISO 32000-2 §7.6.2). */
function isSignature(dictionary: PdfDictionary): boolean {
  const type = entry(dictionary, 'Type');
  if (isName(type, 'Sig') || isName(type, 'DocTimeStamp')) return true;
  return type.kind === 'null' && dictionary.entries.has('ByteRange') && dictionary.entries.has('Contents');
}

/** The method of a stream's data. */
export function streamMethod(
  { dictionary }: PdfStream,
  filters: CryptFilters,
  encryptMetadata: boolean,
): CryptMethod {
  const type = entry(dictionary, 'Type');
  if (isName(type, 'XRef')) return 'none';
  const chosen = chosenFilter(dictionary);
  // A filter without name is the predefined /Identity (ISO 32000-2 Table 14).
  if (chosen !== undefined) return methodOf(filters.named, chosen, 'none');
  if (isName(type, 'Metadata') && !encryptMetadata) return 'none';
  return isName(type, 'EmbeddedFile') ? filters.embeddedFiles : filters.streams;
}

/** /Name of a stream's own crypt filter, which is the first of its filters; `undefined` without one. */
function chosenFilter(dictionary: PdfDictionary): PdfObject | undefined {
  const first = firstOf(entry(dictionary, 'Filter'));
  if (!isName(first, 'Crypt')) return undefined;
  const parameters = firstOf(entry(dictionary, 'DecodeParms'));
  return parameters.kind === 'dictionary' ? entry(parameters, 'Name') : { kind: 'null' };
}

function firstOf(object: PdfObject): PdfObject {
  return object.kind === 'array' ? (object.items[0] ?? { kind: 'null' }) : object;
}

function tooManyStrings(): FormatsError {
  return new FormatsError('PDF_LIMIT_EXCEEDED', `an encrypted object holds more than ${MAX_STRINGS} strings`);
}
