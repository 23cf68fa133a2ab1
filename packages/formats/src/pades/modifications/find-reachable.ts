/**
 * Whether a document leads to objects that only its security store, its metadata or its extensions may hold. Whoever wrote it can have left references to
 * numbers that nobody used yet: what a later update puts there would be shown then.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { readCatalog } from '../catalog.ts';
import { entry, PDF_NULL, type PdfReference, withEntries } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { referencesIn } from '../pdf/references.ts';

/**
 * The number of an object among these that something else leads to, or of one that cannot be read;
 * `undefined` when there is none. Looks at every object of the document, without the data of streams.
 */
export async function findReachable(
  reader: PdfReader,
  wanted: { has(id: number): boolean },
): Promise<number | undefined> {
  const { reference: root, dictionary } = await readCatalog(reader);
  const seen = new Set([root.id]);
  const waiting: PdfReference[] = [
    ...['Info', 'Encrypt'].flatMap((key) => [...referencesIn(entry(reader.trailer, key))]),
    ...referencesIn(
      withEntries(dictionary, [
        ['DSS', PDF_NULL],
        ['Metadata', PDF_NULL],
        ['Extensions', PDF_NULL],
      ]),
    ),
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (wanted.has(next.id)) return next.id;
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    try {
      const outline = reader.outline(next);
      const object = outline instanceof Promise ? await outline : outline;
      for (const reference of referencesIn(object)) if (!seen.has(reference.id)) waiting.push(reference);
    } catch (error) {
      if (!(error instanceof FormatsError)) throw error;
      return next.id;
    }
  }
  return undefined;
}
