/**
 * /DR of the form (ISO 32000-2 Table 224): an update may add fonts and the like under new names, for what it fills in.
 *
 * @module
 */
import type { AcroForm } from '../fields/form.ts';
import { differingKeys, equalObjects } from '../pdf/equal-objects.ts';
import { entry, type PdfDictionary, type PdfObject, pdfDictionary } from '../pdf/objects.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { type Claims, claimBelow, closeEntry } from './claims.ts';

/** Name under which programs keep the appearance of the last seal there too; the seals' own fields do not refer to it. */
const SEAL_APPEARANCE = 'FRM';

/** Claims what /DR has more than before; whether nothing else in it changed. */
export async function explainFormResources(
  update: DocumentUpdate,
  claims: Claims,
  before: AcroForm,
  after: AcroForm,
): Promise<boolean> {
  const written = entry(after.dictionary, 'DR');
  const then = await grownFrom(update, claims, entry(before.dictionary, 'DR'), written);
  if (then === undefined) return false;
  for (const key of differingOrIndirect(then.had, then.has)) {
    const [had, has] = [entry(then.had, key), entry(then.has, key)];
    // /ProcSet is obsolete and changes nothing (ISO 32000-2 §14.2).
    if (key === 'ProcSet') continue;
    const category = await grownFrom(update, claims, had, has);
    if (category === undefined) return false;
    const changed = differingKeys(category.had, category.has);
    const isReplaced = (name: string): boolean => entry(category.had, name).kind !== 'null';
    if (changed.some((name) => isReplaced(name) && !(key === 'XObject' && name === SEAL_APPEARANCE)))
      return false;
  }
  if (equalObjects(entry(before.dictionary, 'DR'), written) && claims.apart.size === 0) return true;
  await claimBelow(update, claims, written, ['new']);
  if (after.reference === undefined) closeEntry(claims, update.catalogId, ['AcroForm', 'DR']);
  else closeEntry(claims, after.reference.id, ['DR']);
  return true;
}

/** Keys whose values differ, or are objects that may. */
function differingOrIndirect(had: PdfDictionary, has: PdfDictionary): readonly string[] {
  const indirect = [...has.entries].flatMap(([key, value]) => (value.kind === 'reference' ? [key] : []));
  return [...new Set([...differingKeys(had, has), ...indirect])];
}

/** A dictionary as it was and as it is, in the same place; `undefined` when it moved or is none any more. */
async function grownFrom(
  { before, after, changes }: DocumentUpdate,
  claims: Claims,
  written: PdfObject,
  writtenNow: PdfObject,
): Promise<{ readonly had: PdfDictionary; readonly has: PdfDictionary } | undefined> {
  const [had, has] = [await before.resolve(written), await after.resolve(writtenNow)];
  if (has.kind === 'null' && had.kind === 'null') return { had: pdfDictionary([]), has: pdfDictionary([]) };
  if (has.kind !== 'dictionary' || (had.kind !== 'dictionary' && had.kind !== 'null')) return undefined;
  if (writtenNow.kind === 'reference') {
    const isInPlace =
      written.kind === 'null' ? changes.get(writtenNow.id) === 'new' : equalObjects(written, writtenNow);
    if (!isInPlace) return undefined;
    if (changes.has(writtenNow.id)) {
      claims.objects.add(writtenNow.id);
      claims.apart.add(writtenNow.id);
    }
  } else if (written.kind === 'reference') return undefined;
  return { had: had.kind === 'dictionary' ? had : pdfDictionary([]), has };
}
