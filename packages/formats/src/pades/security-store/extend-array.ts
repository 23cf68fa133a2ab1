/**
 * Arrays that only grow.
 *
 * @module
 */
import type { IncrementalWriter } from '../pdf/incremental-writer.ts';
import { type PdfObject, pdfArray } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';

/**
 * Adds the objects that an array lacks. One that is an object of its own is written under its number.
 *
 * @param written - the array as its owner has it
 * @returns the array for its owner; `written` when it was written as an object; `unchanged` when nothing is lacking
 */
export async function extendArray(
  reader: PdfReader,
  writer: IncrementalWriter,
  written: PdfObject,
  objects: readonly PdfObject[],
): Promise<PdfObject | 'written' | 'unchanged'> {
  const present = await reader.resolve(written);
  const items = present.kind === 'array' ? present.items : [];
  const listed = new Set(items.map(identityOf));
  const lacking = objects.filter((object) => {
    const identity = identityOf(object);
    const isLacking = !listed.has(identity);
    listed.add(identity);
    return isLacking;
  });
  if (lacking.length === 0) return 'unchanged';
  const extended = pdfArray([...items, ...lacking]);
  if (written.kind !== 'reference' || present.kind !== 'array') return extended;
  writer.put(written, extended);
  return 'written';
}

function identityOf(object: PdfObject): number | PdfObject {
  return object.kind === 'reference' ? object.id : object;
}
