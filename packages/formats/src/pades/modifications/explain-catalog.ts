/**
 * What of the trailer and the catalog an update may change beside form and store.
 *
 * @module
 */
import { differingKeys, equalObjects } from '../pdf/equal-objects.ts';
import { entry, PDF_NULL, type PdfDictionary, type PdfObject, pdfDictionary } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { isWithoutReferences } from '../pdf/references.ts';

/** Entries of the trailer that decide what the document is; others are private, or about the section itself. */
const DOCUMENT_KEYS = ['Root', 'Info', 'Encrypt', 'AuthCode'];

/**
 * The first entry of the trailer that an update must not change; `undefined` when there is none.
 *
 * @param explained - entries that may change
 */
export async function findTrailerChange(
  before: PdfReader,
  after: PdfReader,
  explained: readonly string[],
): Promise<string | undefined> {
  const [then, now] = [before.trailer, after.trailer];
  const [size, newSize] = [entry(then, 'Size'), entry(now, 'Size')];
  if (size.kind !== 'integer' || newSize.kind !== 'integer' || newSize.value < size.value) return 'Size';
  // Keys of older encryptions are made of the first identifier.
  const isEncrypted = entry(then, 'Encrypt').kind !== 'null';
  if (isEncrypted && !equalObjects(await firstId(before), await firstId(after))) return 'ID';
  return DOCUMENT_KEYS.find(
    (key) => !explained.includes(key) && !equalObjects(entry(then, key), entry(now, key)),
  );
}

async function firstId(reader: PdfReader): Promise<PdfObject> {
  const ids = await reader.resolveEntry(reader.trailer, 'ID');
  return (ids.kind === 'array' ? ids.items[0] : undefined) ?? PDF_NULL;
}

/** Prefixes of developers whose extensions seals, timestamps and stores are (EN 319 142-1 §5.6, ISO/TS 32001). */
const DEVELOPERS = ['ESIC', 'ADBE', 'ISO_'];

/**
 * Explains a change of /Extensions (ISO 32000-2 §7.12), which declares what is used.
 *
 * @returns the number of the object that it is, if any; `undefined` when it is something else
 */
export async function explainExtensions(
  before: PdfReader,
  after: PdfReader,
  [catalogBefore, catalogAfter]: readonly [PdfDictionary, PdfDictionary],
): Promise<readonly number[] | undefined> {
  const [written, writtenNow] = [entry(catalogBefore, 'Extensions'), entry(catalogAfter, 'Extensions')];
  if (writtenNow.kind === 'reference' && !equalObjects(written, writtenNow)) return undefined;
  const [then, now] = [await before.resolve(written), await after.resolve(writtenNow)];
  if (now.kind !== 'dictionary') return equalObjects(then, now) ? [] : undefined;
  const had = then.kind === 'dictionary' ? then : pdfDictionary([['Type', entry(now, 'Type')]]);
  const changed = differingKeys(had, now);
  const isPlain = changed.every((key) => DEVELOPERS.includes(key) && isWithoutReferences(entry(now, key)));
  if (!isPlain) return undefined;
  return writtenNow.kind === 'reference' ? [writtenNow.id] : [];
}

/** Whether the catalog declares a version where it had none, or a later one (ISO 32000-2 §7.5.2). */
export function isLaterVersion(catalogBefore: PdfDictionary, catalogAfter: PdfDictionary): boolean {
  const [then, now] = [entry(catalogBefore, 'Version'), entry(catalogAfter, 'Version')];
  const isVersion = now.kind === 'name' && /^[12]\.\d$/.test(now.value);
  return isVersion && (then.kind !== 'name' || then.value < now.value);
}
