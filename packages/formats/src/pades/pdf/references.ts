/**
 * References inside objects.
 *
 * @module
 */
import type { PdfDictionary, PdfObject, PdfReference } from './objects.ts';

/** All references that an object holds. */
export function* referencesIn(object: PdfObject): Iterable<PdfReference> {
  switch (object.kind) {
    case 'reference':
      yield object;
      break;
    case 'array':
      for (const item of object.items) yield* referencesIn(item);
      break;
    case 'dictionary':
      for (const value of object.entries.values()) yield* referencesIn(value);
      break;
    case 'stream':
      yield* referencesIn(object.dictionary);
      break;
    default:
  }
}

/** The same object with each of its references replaced. */
export function mapReferences(object: PdfObject, replace: (reference: PdfReference) => PdfObject): PdfObject {
  switch (object.kind) {
    case 'reference':
      return replace(object);
    case 'array':
      return { ...object, items: object.items.map((item) => mapReferences(item, replace)) };
    case 'dictionary':
      return mapEntries(object, replace);
    case 'stream':
      return { ...object, dictionary: mapEntries(object.dictionary, replace) };
    default:
      return object;
  }
}

function mapEntries(
  dictionary: PdfDictionary,
  replace: (reference: PdfReference) => PdfObject,
): PdfDictionary {
  const entries = new Map<string, PdfObject>();
  for (const [key, value] of dictionary.entries) entries.set(key, mapReferences(value, replace));
  return { kind: 'dictionary', entries };
}

/** Whether an object holds no reference. */
export function isWithoutReferences(object: PdfObject): boolean {
  for (const _ of referencesIn(object)) return false;
  return true;
}
