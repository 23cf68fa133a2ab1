/**
 * The signature field of a seal: an empty one of the document, or a new one merged with its widget
 * (ISO 32000-2 §12.7.5.5).
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import type { CompiledAppearance } from './appearance.ts';
import type { Catalog } from './catalog.ts';
import { type AcroForm, type FormField, findField, kidsOf, rootFieldNames } from './form.ts';
import type { IncrementalWriter } from './pdf/incremental-writer.ts';
import {
  entry,
  isName,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfNumbers,
  withEntries,
} from './pdf/objects.ts';
import { findPage, type PdfPage } from './pdf/page-tree.ts';
import type { PdfReader } from './pdf/reader.ts';
import { textString } from './pdf/text-string.ts';
import { placeAppearance, placeEmptyAppearance } from './place-appearance.ts';
import { assertPlaceIsFree, readRectangle, readRotation, resolvePlace, type SealPlace } from './placement.ts';

/** Print and Locked (ISO 32000-2 Table 167). */
const WIDGET_FLAGS = 132;
/** Rectangle of a widget that is not shown. */
const NOWHERE = [0, 0, 0, 0] as const;
/** SignaturesExist and AppendOnly (ISO 32000-2 Table 225). */
const SIGNATURE_FLAGS = 3;

/** Which field a signature goes to. */
export interface FieldRequest {
  /** An empty signature field of this name, or a new one; without it a new one. */
  readonly name?: string | undefined;
  readonly appearance?: CompiledAppearance | undefined;
  /** Only for a new field. */
  readonly place?: SealPlace | undefined;
  /**
   * No appearance at all, not even an empty one. With one, a document timestamp would pass for the filling of a form,
   * which some certifications forbid.
   */
  readonly bare?: boolean;
}

/** What a signature field has to do with the rest of the update. */
export interface PreparedField {
  /** The catalog's /AcroForm where it has to change. */
  readonly acroForm: PdfObject | undefined;
  /** /Lock of the field, to be repeated in the signature (ISO 32000-2 Table 236). */
  readonly lock: PdfDictionary | undefined;
}

/** Where a field is prepared. */
export interface FieldContext {
  readonly reader: PdfReader;
  readonly writer: IncrementalWriter;
  readonly catalog: Catalog;
  readonly form: AcroForm;
}

/**
 * Writes the field whose value is a signature.
 *
 * @throws FormatsError `PDF_FIELD_NOT_USABLE`, `PDF_PAGE_NOT_FOUND`, `PDF_PLACE_OUTSIDE_PAGE`,
 * `PDF_PLACE_TAKEN`, `PDF_STRUCTURE_INVALID`
 */
export async function prepareField(
  context: FieldContext,
  request: FieldRequest,
  signature: PdfReference,
): Promise<PreparedField> {
  const { reader, form } = context;
  const existing = request.name === undefined ? undefined : await findField(reader, form, request.name);
  if (existing === undefined) return addField(context, request, signature);
  await assertUsable(reader, existing);
  if (request.place !== undefined) {
    throw new CoreError('INVALID_ARGUMENT', `the field ${existing.name} has a place of its own`);
  }
  await fillField(context, existing, request.appearance, signature);
  const lock = await reader.resolveEntry(existing.dictionary, 'Lock');
  return {
    acroForm: writeForm(context, undefined),
    lock: lock.kind === 'dictionary' ? lock : undefined,
  };
}

async function assertUsable(reader: PdfReader, { dictionary, name, type }: FormField): Promise<void> {
  if (type !== 'Sig') throw unusable(name, 'is not a signature field');
  if ((await reader.resolveEntry(dictionary, 'V')).kind !== 'null') throw unusable(name, 'is signed already');
  const seedValues = await reader.resolveEntry(dictionary, 'SV');
  const flags = seedValues.kind === 'dictionary' ? await reader.resolveEntry(seedValues, 'Ff') : seedValues;
  // Constraints that are not met must not be passed over (ISO 32000-2 Table 237).
  if (flags.kind === 'integer' && flags.value !== 0)
    throw unusable(name, 'demands more than the SDK can promise');
}

function unusable(field: string, why: string): FormatsError {
  return new FormatsError('PDF_FIELD_NOT_USABLE', `the field ${field} ${why}`, { facts: { field } });
}

async function fillField(
  { reader, writer, catalog }: FieldContext,
  field: FormField,
  appearance: CompiledAppearance | undefined,
  signature: PdfReference,
): Promise<void> {
  const value = ['V', signature] as const;
  if (appearance === undefined) {
    writer.put(field.reference, withEntries(field.dictionary, [value]));
    return;
  }
  const widget = await findWidget(reader, field);
  const rectangle =
    widget && (await readRectangle(reader, await reader.resolveEntry(widget.dictionary, 'Rect')));
  if (
    widget === undefined ||
    rectangle === undefined ||
    rectangle[0] === rectangle[2] ||
    rectangle[1] === rectangle[3]
  ) {
    throw unusable(field.name, 'has no place to show an appearance');
  }
  const rotation = await readRotation(reader, await pageOf(reader, catalog, widget.dictionary));
  const shown = appearanceEntry(placeAppearance(writer, appearance, { rectangle, rotation }));
  if (widget.reference.id === field.reference.id) {
    writer.put(field.reference, withEntries(field.dictionary, [value, shown]));
  } else {
    writer.put(field.reference, withEntries(field.dictionary, [value]));
    writer.put(widget.reference, withEntries(widget.dictionary, [shown]));
  }
}

/** The widget of a field: the field itself, or its only child. */
async function findWidget(reader: PdfReader, field: FormField) {
  if (isName(entry(field.dictionary, 'Subtype'), 'Widget')) return field;
  for (const reference of await kidsOf(reader, field.dictionary)) {
    const dictionary = await reader.resolve(reference);
    if (reference.kind === 'reference' && dictionary.kind === 'dictionary') return { reference, dictionary };
  }
  return undefined;
}

/** The page a widget says it is on, with its ancestors; the first page when it says nothing. */
async function pageOf(reader: PdfReader, catalog: Catalog, widget: PdfDictionary): Promise<PdfPage> {
  const reference = entry(widget, 'P');
  const dictionary = await reader.resolve(reference);
  if (reference.kind !== 'reference' || dictionary.kind !== 'dictionary') {
    return findPage(reader, catalog.dictionary, 1);
  }
  const lineage = [dictionary];
  for (let node: PdfDictionary = dictionary; lineage.length < 64; lineage.push(node)) {
    const parent = await reader.resolveEntry(node, 'Parent');
    if (parent.kind !== 'dictionary') break;
    node = parent;
  }
  return { reference, dictionary, lineage };
}

async function addField(
  context: FieldContext,
  request: FieldRequest,
  signature: PdfReference,
): Promise<PreparedField> {
  const { reader, writer, catalog } = context;
  const page = await findPage(reader, catalog.dictionary, request.place?.page ?? 1);
  const field = writer.allocate();
  const name = await newFieldName(context, request.name, field);
  const { rectangle, appearance } = await placeWidget(context, page, request);
  const dictionary = pdfDictionary([
    ['Type', pdfName('Annot')],
    ['Subtype', pdfName('Widget')],
    ['FT', pdfName('Sig')],
    ['T', textString(name)],
    ['V', signature],
    ['F', pdfNumber(WIDGET_FLAGS)],
    ['P', page.reference],
    ['Rect', pdfNumbers(rectangle)],
    ...(appearance === undefined ? [] : [appearanceEntry(appearance)]),
  ]);
  writer.put(field, dictionary);
  const annotations = await addAnnotation(context, page, field);
  return { acroForm: writeForm(context, field, annotations), lock: undefined };
}

async function placeWidget({ reader, writer, catalog }: FieldContext, page: PdfPage, request: FieldRequest) {
  const { appearance, place } = request;
  if (appearance === undefined) {
    // Only a document with metadata can be PDF/A, which wants an appearance even where nothing is shown.
    const wanted = request.bare !== true && catalog.dictionary.entries.has('Metadata');
    return { rectangle: NOWHERE, appearance: wanted ? placeEmptyAppearance(writer) : undefined };
  }
  if (place === undefined) throw new CoreError('INVALID_ARGUMENT', 'a seal that is shown needs a place');
  const resolved = await resolvePlace(reader, page, place, appearance);
  await assertPlaceIsFree(reader, page, resolved.rectangle);
  return { rectangle: resolved.rectangle, appearance: placeAppearance(writer, appearance, resolved) };
}

function appearanceEntry(form: PdfReference): readonly ['AP', PdfObject] {
  return ['AP', pdfDictionary([['N', form]])];
}

/** The name of a new field: the caller's, else one with the field's own number, which no revision has used. */
async function newFieldName(
  { reader, form }: FieldContext,
  wanted: string | undefined,
  field: PdfReference,
): Promise<string> {
  if (wanted !== undefined) {
    if (wanted === '' || wanted.includes('.')) throw unusable(wanted, 'does not exist and cannot be made');
    return wanted;
  }
  const taken = await rootFieldNames(reader, form);
  let name = `Seal${field.id}`;
  while (taken.has(name)) name += 'a';
  return name;
}

/** Adds a widget to its page; gives the reference of the array it was added to, if that is an object. */
async function addAnnotation(
  { reader, writer }: FieldContext,
  page: PdfPage,
  field: PdfReference,
): Promise<PdfReference | undefined> {
  const written = entry(page.dictionary, 'Annots');
  const annotations = await reader.resolve(written);
  if (annotations.kind !== 'array' && annotations.kind !== 'null') {
    throw new FormatsError('PDF_STRUCTURE_INVALID', '/Annots of a page is not an array');
  }
  const items = annotations.kind === 'array' ? annotations.items : [];
  const array = pdfArray([...items, field]);
  if (written.kind === 'reference' && annotations.kind === 'array') {
    writer.put(written, array);
    return written;
  }
  writer.put(page.reference, withEntries(page.dictionary, [['Annots', array]]));
  return undefined;
}

/**
 * Writes what of the form changes: the field in its tree, the flags. Gives the form where it stands in the catalog.
 *
 * @param written - an array that has the field already: careless files share one between page and form
 */
function writeForm(
  { writer, form }: FieldContext,
  field: PdfReference | undefined,
  written?: PdfReference,
): PdfObject | undefined {
  const flags = entry(form.dictionary, 'SigFlags');
  const present = flags.kind === 'integer' ? flags.value : 0;
  const changes: (readonly [string, PdfObject])[] = [];
  if ((present & SIGNATURE_FLAGS) !== SIGNATURE_FLAGS) {
    changes.push(['SigFlags', pdfNumber(present | SIGNATURE_FLAGS)]);
  }
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
