/**
 * The signature field of a seal: an empty one of the document, or a new one (ISO 32000-2 §12.7.5.5).
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import type { CompiledAppearance } from '../appearance.ts';
import type { IncrementalWriter } from '../pdf/incremental-writer.ts';
import {
  entry,
  isName,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  withEntries,
} from '../pdf/objects.ts';
import { findPage, type PdfPage } from '../pdf/page-tree.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { placeAppearance } from '../place-appearance.ts';
import { type Rectangle, readRectangle, readRotation } from '../placement.ts';
import type { SealOffer } from '../seed-values/seal-offer.ts';
import { type FieldLock, lockOf } from './field-lock.ts';
import { type FormField, kidsOf } from './form.ts';
import { addField, appearanceDictionary, type NewField } from './new-field.ts';
import type { OpenDocument } from './target-field.ts';
import { writeForm } from './write-form.ts';

/** Most nodes from a page up to the root of the page tree. */
const MAX_LINEAGE = 64;

/** What a signature wants of its field. */
export interface FieldRequest extends Pick<NewField, 'name' | 'appearance' | 'bare'> {
  /** Only for a new field. */
  readonly place?: NewField['place'];
  /** Only for a new field; another has the lock that its author gave it. */
  readonly lock?: FieldLock | undefined;
  /** What the seal will be; a field with seed values may demand something else. */
  readonly offer?: SealOffer;
}

/** What a signature field has to do with the rest of the update. */
export interface PreparedField {
  /** The catalog's /AcroForm where it has to change. */
  readonly acroForm: PdfObject | undefined;
  /** The field's lock, to be repeated in the signature (ISO 32000-2 §12.8.2.4). */
  readonly lock: FieldLock | undefined;
}

/**
 * Writes the field whose value is a signature.
 *
 * @param existing - the field of the document; without it a new one is made
 * @throws FormatsError `PDF_FIELD_NOT_USABLE`, `PDF_SEED_VALUE_UNMET`, and those of a new field
 */
export async function prepareField(
  document: OpenDocument,
  writer: IncrementalWriter,
  existing: FormField | undefined,
  request: FieldRequest,
  signature: PdfReference,
): Promise<PreparedField> {
  if (existing === undefined) {
    const acroForm = await addField(document, writer, { ...request, value: signature });
    return { acroForm, lock: request.lock };
  }
  const { reader, form } = document;
  await assertEmptySignatureField(reader, existing);
  if (request.place !== undefined || request.lock !== undefined) {
    const what = request.place === undefined ? 'lock' : 'place';
    throw new CoreError('INVALID_ARGUMENT', `the field ${existing.name} has its own ${what} or none`);
  }
  const lock = await lockOf(reader, existing.dictionary);
  await assertMeetsSeedValues(reader, existing, request.offer && { ...request.offer, lock });
  await fillField(document, writer, existing, request.appearance, signature);
  return { acroForm: writeForm(writer, form), lock };
}

async function assertEmptySignatureField(
  reader: PdfReader,
  { dictionary, name, type }: FormField,
): Promise<void> {
  if (type !== 'Sig') throw unusable(name, 'is not a signature field');
  if ((await reader.resolveEntry(dictionary, 'V')).kind !== 'null') throw unusable(name, 'is signed already');
}

async function assertMeetsSeedValues(
  reader: PdfReader,
  { dictionary, name }: FormField,
  offer: SealOffer | undefined,
): Promise<void> {
  const seedValues = await reader.resolveEntry(dictionary, 'SV');
  if (offer === undefined || seedValues.kind !== 'dictionary') return;
  const { assertSeedValues } = await import('../seed-values/seed-values.ts');
  await assertSeedValues(reader, seedValues, name, offer);
}

function unusable(field: string, why: string): FormatsError {
  return new FormatsError('PDF_FIELD_NOT_USABLE', `the field ${field} ${why}`, { facts: { field } });
}

async function fillField(
  document: OpenDocument,
  writer: IncrementalWriter,
  field: FormField,
  appearance: CompiledAppearance | undefined,
  signature: PdfReference,
): Promise<void> {
  const value = ['V', signature] as const;
  if (appearance === undefined) {
    writer.put(field.reference, withEntries(field.dictionary, [value]));
    return;
  }
  const { reader } = document;
  const widget = await findWidget(reader, field);
  const rectangle =
    widget && (await readRectangle(reader, await reader.resolveEntry(widget.dictionary, 'Rect')));
  if (widget === undefined || rectangle === undefined || isEmpty(rectangle)) {
    throw unusable(field.name, 'has no place to show an appearance');
  }
  const rotation = await readRotation(reader, await pageOf(document, widget.dictionary));
  const placed = placeAppearance(writer, appearance, { rectangle, rotation });
  const shown = ['AP', appearanceDictionary(placed)] as const;
  if (widget.reference.id === field.reference.id) {
    writer.put(field.reference, withEntries(field.dictionary, [value, shown]));
  } else {
    writer.put(field.reference, withEntries(field.dictionary, [value]));
    writer.put(widget.reference, withEntries(widget.dictionary, [shown]));
  }
}

function isEmpty([x0, y0, x1, y1]: Rectangle): boolean {
  return x0 === x1 || y0 === y1;
}

/** A widget with its number. */
interface Widget {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
}

/** The widget of a field: the field itself, or its only child. */
export async function findWidget(reader: PdfReader, field: FormField): Promise<Widget | undefined> {
  if (isName(entry(field.dictionary, 'Subtype'), 'Widget')) return field;
  for (const reference of await kidsOf(reader, field.dictionary)) {
    const dictionary = await reader.resolve(reference);
    if (reference.kind === 'reference' && dictionary.kind === 'dictionary') return { reference, dictionary };
  }
  return undefined;
}

/** The page a widget says it is on, with its ancestors; the first page when it says nothing. */
async function pageOf({ reader, catalog }: OpenDocument, widget: PdfDictionary): Promise<PdfPage> {
  const reference = entry(widget, 'P');
  const dictionary = await reader.resolve(reference);
  if (reference.kind !== 'reference' || dictionary.kind !== 'dictionary') {
    return findPage(reader, catalog.dictionary, 1);
  }
  const lineage = [dictionary];
  for (let node: PdfDictionary = dictionary; lineage.length < MAX_LINEAGE; lineage.push(node)) {
    const parent = await reader.resolveEntry(node, 'Parent');
    if (parent.kind !== 'dictionary') break;
    node = parent;
  }
  return { reference, dictionary, lineage };
}
