/**
 * What of an update are document timestamps (ISO 32000-2 §12.8.5): for each a new field that shows nothing, the token's
 * dictionary, and their places in the form and on a page.
 *
 * @module
 */
import { type AcroForm, readForm } from '../fields/form.ts';
import { beginsWith, differingKeys, equalObjects, hasOnly } from '../pdf/equal-objects.ts';
import { entry, isName, type PdfDictionary, type PdfObject, type PdfReference } from '../pdf/objects.ts';
import { isWithoutReferences } from '../pdf/references.ts';
import { decodeTextString } from '../pdf/text-string.ts';
import { isWhiteSpace } from '../pdf/tokens.ts';
import type { DocumentUpdate, ObjectChange } from './changed-objects.ts';

/** What was found. */
export interface ExplainedTimestamps {
  /** Numbers of the objects that make them up. */
  readonly objects: ReadonlySet<number>;
  /** Names of the fields. */
  readonly fields: readonly string[];
}

/** Explains them; `undefined` when the form changed in any other way. */
export async function explainTimestamps(update: DocumentUpdate): Promise<ExplainedTimestamps | undefined> {
  const { before, after, catalogBefore, catalogAfter } = update;
  const formBefore = await readForm(before, catalogBefore);
  const formAfter = await readForm(after, catalogAfter);
  if (!isFormGrown(formBefore, formAfter, update.changes)) return undefined;
  const objects = new Set(formObjects(formAfter));
  const fields: string[] = [];
  const widgets = formAfter.fields.slice(formBefore.fields.length);
  for (const widget of widgets) {
    const name = await readNewField(update, widget, objects);
    if (name === undefined) return undefined;
    fields.push(name);
  }
  if (!(await arePagesGrown(update, widgets, objects))) return undefined;
  return { objects, fields };
}

function formObjects({ reference, fieldsReference }: AcroForm): readonly number[] {
  return [reference, fieldsReference].flatMap((one) => (one === undefined ? [] : [one.id]));
}

/** SignaturesExist and AppendOnly (ISO 32000-2 Table 225). */
const SIGNATURE_FLAGS = 3;

/** Whether a form has what it had, further fields behind, and the flags of signed documents. */
function isFormGrown(before: AcroForm, after: AcroForm, changes: ReadonlyMap<number, ObjectChange>): boolean {
  const keys = differingKeys(before.dictionary, after.dictionary);
  if (keys.some((key) => key !== 'Fields' && key !== 'SigFlags')) return false;
  const isInPlace =
    before.dictionary.entries.size === 0
      ? isNewOrDirect(after.reference, changes)
      : before.reference?.id === after.reference?.id;
  const areFieldsInPlace =
    before.fieldsReference?.id === after.fieldsReference?.id ||
    (before.fields.length === 0 && isNewOrDirect(after.fieldsReference, changes));
  const flags = otherFlags(entry(after.dictionary, 'SigFlags'));
  const keepsFlags = flags === otherFlags(entry(before.dictionary, 'SigFlags'));
  return isInPlace && areFieldsInPlace && keepsFlags && beginsWith(after.fields, before.fields);
}

/** Whether what did not exist before is no object of another purpose. */
function isNewOrDirect(
  reference: PdfReference | undefined,
  changes: ReadonlyMap<number, ObjectChange>,
): boolean {
  return reference === undefined || changes.get(reference.id) === 'new';
}

function otherFlags(object: PdfObject): number | undefined {
  if (object.kind === 'null') return 0;
  return object.kind === 'integer' ? object.value & ~SIGNATURE_FLAGS : undefined;
}

/** Keys of a field merged with its widget, without any that does something. */
const FIELD_KEYS = ['Type', 'Subtype', 'FT', 'Ff', 'T', 'V', 'F', 'P', 'Rect', 'AP', 'DR', 'TU'];

/** The name of a new field with a document timestamp of this revision; its objects are added to the explained ones. */
async function readNewField(
  update: DocumentUpdate,
  widget: PdfObject,
  objects: Set<number>,
): Promise<string | undefined> {
  const { after, changes, stamped } = update;
  if (widget.kind !== 'reference' || changes.get(widget.id) !== 'new') return undefined;
  const field = await after.object(widget);
  if (field.kind !== 'dictionary' || !hasOnly(field, FIELD_KEYS)) return undefined;
  if (!hasNoArea(field) || !(await showsNothing(update, field, objects))) return undefined;
  const isSignature = isName(entry(field, 'FT'), 'Sig') && isName(entry(field, 'Subtype'), 'Widget');
  const name = entry(field, 'T');
  const value = entry(field, 'V');
  if (!isSignature || name.kind !== 'string' || value.kind !== 'reference') return undefined;
  const text = decodeTextString(name);
  if (!stamped.includes(text) || changes.get(value.id) !== 'new') return undefined;
  if (!isTimestampDictionary(await after.object(value))) return undefined;
  objects.add(widget.id).add(value.id);
  return text;
}

/** Most bytes of an appearance that is looked into. */
const EMPTY_LENGTH = 64;

/** Whether a widget has no appearance, or an empty one, which PDF/A wants. */
async function showsNothing(
  { after: reader, changes }: DocumentUpdate,
  widget: PdfDictionary,
  objects: Set<number>,
): Promise<boolean> {
  const resources = entry(widget, 'DR');
  if (resources.kind !== 'null' && !(resources.kind === 'dictionary' && resources.entries.size === 0))
    return false;
  const written = entry(widget, 'AP');
  const appearance = await reader.resolve(written);
  if (appearance.kind === 'null') return true;
  if (appearance.kind !== 'dictionary' || !hasOnly(appearance, ['N'])) return false;
  const normal = entry(appearance, 'N');
  const form = await reader.resolve(normal);
  if (form.kind !== 'stream' || form.bytes.length > EMPTY_LENGTH || !isWithoutReferences(form.dictionary))
    return false;
  for (const one of [written, normal]) {
    if (one.kind !== 'reference') continue;
    // An object of the document must not become empty by this.
    if (changes.get(one.id) !== 'new') return false;
    objects.add(one.id);
  }
  return reader.decode(form, EMPTY_LENGTH).every(isWhiteSpace);
}

/** Whether the rectangle of a widget has no area. */
function hasNoArea(widget: PdfDictionary): boolean {
  const rectangle = entry(widget, 'Rect');
  const [x0, y0, x1, y1] = rectangle.kind === 'array' ? rectangle.items.map(numberOf) : [];
  return x0 !== undefined && y0 !== undefined && x0 === x1 && y0 === y1;
}

function numberOf(object: PdfObject): number | undefined {
  return object.kind === 'integer' || object.kind === 'real' ? object.value : undefined;
}

/** Keys of a signature dictionary that say who, when and what (ISO 32000-2 Table 255). */
const TIMESTAMP_KEYS = [
  'Type',
  'Filter',
  'SubFilter',
  'ByteRange',
  'Contents',
  'M',
  'V',
  'Name',
  'Reason',
  'Location',
  'ContactInfo',
  'Prop_Build',
];

function isTimestampDictionary(object: PdfObject): boolean {
  return (
    object.kind === 'dictionary' &&
    hasOnly(object, TIMESTAMP_KEYS) &&
    isName(entry(object, 'Type'), 'DocTimeStamp') &&
    isName(entry(object, 'SubFilter'), 'ETSI.RFC3161') &&
    isWithoutReferences(object)
  );
}

/** Whether the pages of new widgets have what they had, and further annotations of these widgets alone. */
async function arePagesGrown(
  update: DocumentUpdate,
  widgets: readonly PdfObject[],
  objects: Set<number>,
): Promise<boolean> {
  for (const widget of widgets) {
    const field = await update.after.resolve(widget);
    const page = field.kind === 'dictionary' ? entry(field, 'P') : undefined;
    if (page?.kind === 'reference' && !(await isPageGrown(update, page, widgets, objects))) return false;
  }
  return true;
}

async function isPageGrown(
  { before, after, changes }: DocumentUpdate,
  page: PdfReference,
  widgets: readonly PdfObject[],
  objects: Set<number>,
): Promise<boolean> {
  const [then, now] = [await before.object(page), await after.object(page)];
  if (then.kind !== 'dictionary' || now.kind !== 'dictionary' || !isName(entry(now, 'Type'), 'Page'))
    return false;
  if (differingKeys(then, now).some((key) => key !== 'Annots')) return false;
  const [had, has] = [entry(then, 'Annots'), entry(now, 'Annots')];
  const isInPlace =
    has.kind === 'reference'
      ? equalObjects(had, has) || (had.kind === 'null' && changes.get(has.id) === 'new')
      : had.kind !== 'reference';
  const annotations = listOf(await before.resolve(had));
  const grown = listOf(await after.resolve(has));
  const areWidgets = grown
    .slice(annotations.length)
    .every((one) => widgets.some((widget) => equalObjects(widget, one)));
  if (!isInPlace || !areWidgets || !beginsWith(grown, annotations)) return false;
  objects.add(page.id);
  if (has.kind === 'reference') objects.add(has.id);
  return true;
}

function listOf(object: PdfObject): readonly PdfObject[] {
  return object.kind === 'array' ? object.items : [];
}
