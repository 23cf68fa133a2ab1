/**
 * A new signature field, merged with its widget (ISO 32000-2 §12.7.5.5, §12.5.6.19).
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import type { CompiledAppearance } from '../appearance.ts';
import type { IncrementalWriter } from '../pdf/incremental-writer.ts';
import {
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfNumbers,
} from '../pdf/objects.ts';
import { findPage, type PdfPage } from '../pdf/page-tree.ts';
import { textString } from '../pdf/text-string.ts';
import { placeAppearance, placeEmptyAppearance } from '../place-appearance.ts';
import { assertPlaceIsFree, type Rectangle, resolvePlace, type SealPlace } from '../placement.ts';
import { encodeFieldLock, type FieldLock } from './field-lock.ts';
import { rootFieldNames } from './form.ts';
import type { OpenDocument } from './target-field.ts';
import { addAnnotation, writeForm } from './write-form.ts';

/** Print and Locked (ISO 32000-2 Table 167). */
const WIDGET_FLAGS = 132;
/** Rectangle of a widget that is not shown. */
const NOWHERE: Rectangle = [0, 0, 0, 0];

/** What a new field is to be. */
export interface NewField {
  /** Default one with the field's own number. */
  readonly name?: string | undefined;
  readonly appearance?: CompiledAppearance | undefined;
  readonly place?: SealPlace | undefined;
  readonly lock?: FieldLock | undefined;
  /** The signature; an empty field has none. */
  readonly value?: PdfReference;
  /** Flags for the form, default those of a signed document. */
  readonly formFlags?: number;
  /**
   * No appearance at all, not even an empty one. With one, a document timestamp would pass for the filling of a form,
   * which some certifications forbid.
   */
  readonly bare?: boolean | undefined;
}

/**
 * Writes a new field; gives the catalog's /AcroForm where it has to change.
 *
 * @throws FormatsError `PDF_FIELD_NOT_USABLE`, `PDF_PAGE_NOT_FOUND`, `PDF_PLACE_OUTSIDE_PAGE`, `PDF_PLACE_TAKEN`,
 * `PDF_STRUCTURE_INVALID`
 */
export async function addField(
  document: OpenDocument,
  writer: IncrementalWriter,
  request: NewField,
): Promise<PdfObject | undefined> {
  const { reader, catalog, form } = document;
  const { place, lock, value, formFlags } = request;
  const page = await findPage(reader, catalog.dictionary, place?.page ?? 1);
  const field = writer.allocate();
  const name = await newFieldName(document, request.name, field);
  const { rectangle, appearance } = await placeWidget(document, writer, page, request);
  const lockReference = lock === undefined ? undefined : writer.allocate();
  const dictionary = pdfDictionary([
    ['Type', pdfName('Annot')],
    ['Subtype', pdfName('Widget')],
    ['FT', pdfName('Sig')],
    ['T', textString(name)],
    ...given('V', value),
    ['F', pdfNumber(WIDGET_FLAGS)],
    ['P', page.reference],
    ['Rect', pdfNumbers(rectangle)],
    ...given('AP', appearance && appearanceDictionary(appearance)),
    // An object of its own, as the standard wants it.
    ...given('Lock', lockReference),
  ]);
  writer.put(field, dictionary);
  if (lockReference !== undefined && lock !== undefined) writer.put(lockReference, encodeFieldLock(lock));
  const written = await addAnnotation(reader, writer, page, field);
  return writeForm(writer, form, { field, written, ...(formFlags !== undefined && { flags: formFlags }) });
}

/** /AP of a widget. */
export function appearanceDictionary(form: PdfReference): PdfDictionary {
  return pdfDictionary([['N', form]]);
}

function given(key: string, value: PdfObject | undefined): readonly (readonly [string, PdfObject])[] {
  return value === undefined ? [] : [[key, value]];
}

async function placeWidget(
  { reader, catalog }: OpenDocument,
  writer: IncrementalWriter,
  page: PdfPage,
  { appearance, place, bare = false }: NewField,
): Promise<{ readonly rectangle: Rectangle; readonly appearance: PdfReference | undefined }> {
  if (appearance === undefined) {
    // Only a document with metadata can be PDF/A, which wants an appearance even where nothing is shown.
    const wanted = !bare && catalog.dictionary.entries.has('Metadata');
    const rectangle = place === undefined ? NOWHERE : await emptyPlace(reader, page, place);
    return { rectangle, appearance: wanted ? placeEmptyAppearance(writer) : undefined };
  }
  if (place === undefined) throw new CoreError('INVALID_ARGUMENT', 'a seal that is shown needs a place');
  const resolved = await resolvePlace(reader, page, place, appearance);
  await assertPlaceIsFree(reader, page, resolved.rectangle);
  return { rectangle: resolved.rectangle, appearance: placeAppearance(writer, appearance, resolved) };
}

/** The place of a field that shows nothing yet, and so has no size of its own. */
async function emptyPlace(
  reader: OpenDocument['reader'],
  page: PdfPage,
  place: SealPlace,
): Promise<Rectangle> {
  if (!('box' in place) && (place.width === undefined || place.height === undefined)) {
    throw new CoreError('INVALID_ARGUMENT', 'an empty field needs a width and a height');
  }
  const { rectangle } = await resolvePlace(reader, page, place, { width: 1, height: 1 });
  await assertPlaceIsFree(reader, page, rectangle);
  return rectangle;
}

/** The name of a new field: the caller's, else one with the field's own number, which no revision has used. */
async function newFieldName(
  { reader, form }: OpenDocument,
  wanted: string | undefined,
  field: PdfReference,
): Promise<string> {
  const taken = await rootFieldNames(reader, form);
  if (wanted !== undefined) {
    if (wanted === '' || wanted.includes('.') || taken.has(wanted)) {
      throw new FormatsError(
        'PDF_FIELD_NOT_USABLE',
        `the field ${wanted} does not exist and cannot be made`,
        {
          facts: { field: wanted },
        },
      );
    }
    return wanted;
  }
  let name = `Seal${field.id}`;
  while (taken.has(name)) name += 'a';
  return name;
}
