/**
 * What changes around a signature field: the form that lists it, the page that shows it (ISO 32000-2 §12.7.3, §12.5.2).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { IncrementalWriter } from '../pdf/incremental-writer.ts';
import {
  entry,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfNumber,
  withEntries,
} from '../pdf/objects.ts';
import type { PdfPage } from '../pdf/page-tree.ts';
import type { PdfReader } from '../pdf/reader.ts';
import type { AcroForm } from './form.ts';

/** SignaturesExist and AppendOnly (ISO 32000-2 Table 225). */
const SIGNATURE_FLAGS = 3;

/** Adds a widget to its page; gives the reference of the array it was added to, if that is an object. */
export async function addAnnotation(
  reader: PdfReader,
  writer: IncrementalWriter,
  page: PdfPage,
  widget: PdfReference,
): Promise<PdfReference | undefined> {
  const written = entry(page.dictionary, 'Annots');
  const annotations = await reader.resolve(written);
  if (annotations.kind !== 'array' && annotations.kind !== 'null') {
    throw new FormatsError('PDF_STRUCTURE_INVALID', '/Annots of a page is not an array');
  }
  const items = annotations.kind === 'array' ? annotations.items : [];
  const array = pdfArray([...items, widget]);
  if (written.kind === 'reference' && annotations.kind === 'array') {
    writer.put(written, array);
    return written;
  }
  writer.put(page.reference, withEntries(page.dictionary, [['Annots', array]]));
  return undefined;
}

/** What a form is to have. */
export interface FormChange {
  /** Flags to be set, default those of a signed document. */
  readonly flags?: number;
  /** A field that is new at the root of the tree. */
  readonly field?: PdfReference;
  /** An array that has the field already: careless files share one between page and form. */
  readonly written?: PdfReference | undefined;
}

/** Writes what of the form changes. Gives the form where it stands in the catalog, `undefined` when that stays. */
export function writeForm(
  writer: IncrementalWriter,
  form: AcroForm,
  { flags = SIGNATURE_FLAGS, field, written }: FormChange = {},
): PdfObject | undefined {
  const present = entry(form.dictionary, 'SigFlags');
  const set = present.kind === 'integer' ? present.value : 0;
  const changes: (readonly [string, PdfObject])[] = [];
  if ((set & flags) !== flags) changes.push(['SigFlags', pdfNumber(set | flags)]);
  if (field !== undefined) {
    const fields = pdfArray([...form.fields, field]);
    if (form.fieldsReference === undefined) changes.push(['Fields', fields]);
    else if (form.fieldsReference.id !== written?.id) writer.put(form.fieldsReference, fields);
  }
  if (changes.length === 0) return undefined;
  const changed = withEntries(form.dictionary, changes);
  const isNew = form.dictionary.entries.size === 0;
  // A new form is an object of its own, so that later seals need not touch the catalog.
  const reference = form.reference ?? (isNew ? writer.allocate() : undefined);
  if (reference === undefined) return changed;
  writer.put(reference, changed);
  return form.reference === undefined ? reference : undefined;
}
