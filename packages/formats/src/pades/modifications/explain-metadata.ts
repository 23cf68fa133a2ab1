/**
 * What of an update says when and by what the file was changed (ISO 32000-2 §14.3).
 *
 * @module
 */
import { differingKeys, equalObjects, hasOnly } from '../pdf/equal-objects.ts';
import { entry, isName, type PdfObject, type PdfReference, pdfDictionary } from '../pdf/objects.ts';
import { isWithoutReferences } from '../pdf/references.ts';
import type { DocumentUpdate, ObjectChange } from './changed-objects.ts';

/** Entries of the information dictionary that programs change when they write. */
const WRITTEN = ['ModDate', 'Producer'];

/** The number of the information dictionary; `undefined` when there is none, or anything else in it changed. */
export async function explainInformation({
  before,
  after,
  changes,
}: DocumentUpdate): Promise<number | undefined> {
  const [written, writtenNow] = [entry(before.trailer, 'Info'), entry(after.trailer, 'Info')];
  if (writtenNow.kind !== 'reference' || !isInPlace(written, writtenNow, changes)) return undefined;
  const [then, now] = [await before.resolve(written), await after.resolve(writtenNow)];
  if (now.kind !== 'dictionary') return undefined;
  const keys = differingKeys(then.kind === 'dictionary' ? then : pdfDictionary([]), now);
  const isPlain = keys.every((key) => WRITTEN.includes(key) && entry(now, key).kind === 'string');
  return isPlain ? writtenNow.id : undefined;
}

/** The number of the document's metadata stream; `undefined` when there is none, or it is something else besides. */
export async function explainMetadata(update: DocumentUpdate): Promise<number | undefined> {
  const { after, catalogBefore, catalogAfter, changes } = update;
  const [written, writtenNow] = [entry(catalogBefore, 'Metadata'), entry(catalogAfter, 'Metadata')];
  if (writtenNow.kind !== 'reference' || !isInPlace(written, writtenNow, changes)) return undefined;
  const stream = await after.object(writtenNow);
  if (stream.kind !== 'stream' || !isWithoutReferences(stream.dictionary)) return undefined;
  const { dictionary } = stream;
  const isXml = isName(entry(dictionary, 'Type'), 'Metadata') && isName(entry(dictionary, 'Subtype'), 'XML');
  return isXml && hasOnly(dictionary, STREAM_KEYS) ? writtenNow.id : undefined;
}

const STREAM_KEYS = ['Type', 'Subtype', 'Length', 'Filter', 'DecodeParms'];

/** Whether a reference is the one that was there, or to a new object. */
function isInPlace(
  before: PdfObject,
  after: PdfReference,
  changes: ReadonlyMap<number, ObjectChange>,
): boolean {
  return changes.get(after.id) === 'new' || equalObjects(before, after);
}
