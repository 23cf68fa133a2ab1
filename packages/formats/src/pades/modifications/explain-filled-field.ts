/**
 * Fields of the form that an update fills in or seals (ISO 32000-2 §12.7.4, §12.7.5): only the entries that hold a value and
 * show it may change, and what shows it may be used by nothing else.
 *
 * @module
 */
import { differingKeys } from '../pdf/equal-objects.ts';
import { entry, type PdfDictionary, type PdfObject, type PdfReference } from '../pdf/objects.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { type Claims, claimBelow, closeEntry, openClaims } from './claims.ts';
import { claimSignature } from './explain-signature.ts';
import { type PlacedField, placeField, widgetsBelow } from './place-field.ts';

/** Entries that a value of each type consists of, beside those that say when and that nobody may change it any more. */
const VALUE_KEYS: Readonly<Record<string, readonly string[]>> = {
  Tx: ['V', 'RV', 'AP', 'DA'],
  Ch: ['V', 'I', 'TI', 'AP', 'DA'],
  Btn: ['V', 'AS'],
  Sig: ['V', 'AP'],
};
/** Of no effect without a value beside them. */
const MINOR_KEYS = ['M', 'Ff', 'F', 'DA', 'TI'];

/** ReadOnly of a field (ISO 32000-2 Table 227). */
const FIELD_LOCKED = 1;
/** ReadOnly, Locked and LockedContents of a widget (ISO 32000-2 Table 167). */
const WIDGET_LOCKED = 64 | 128 | 512;
/** Print: who is sealed is printed too. */
const WIDGET_PRINTED = 4;
/** Pushbutton (ISO 32000-2 Table 229). */
const PUSHBUTTON = 1 << 16;

/** Numbers of the fields at the root of the form, before an update and after it. */
export interface FormRoots {
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
}

/** Explains a changed object as a field that was filled in; `undefined` when it is none, or anything else in it changed. */
export async function explainFilledField(
  update: DocumentUpdate,
  roots: FormRoots,
  reference: PdfReference,
): Promise<Claims | undefined> {
  const then = await placeField(update.before, roots.before, reference);
  const now = await placeField(update.after, roots.after, reference);
  if (then === undefined || now === undefined || !isSamePlace(then, now)) return undefined;
  const [had, has] = [await update.before.object(reference), await update.after.object(reference)];
  if (had.kind !== 'dictionary' || has.kind !== 'dictionary') return undefined;
  const keys = differingKeys(had, has);
  const allowed = [...(VALUE_KEYS[then.type ?? ''] ?? []), 'M', 'Ff', 'F'];
  if (keys.some((key) => !allowed.includes(key)) || !keepsFlags(had, has, then)) return undefined;
  const claims = openClaims();
  claims.objects.add(reference.id);
  const change: FieldChange = { place: then, reference, had, has };
  if (keys.every((key) => key === 'Ff' || key === 'F')) {
    // It can be changed no more, and is what it was.
    claims.changes.push({ kind: 'form-fill', object: then.name });
    return claims;
  }
  if (keys.every((key) => MINOR_KEYS.includes(key))) return undefined;
  const isExplained = then.type === 'Sig' ? sealField : fillField;
  return (await isExplained(update, claims, change)) ? claims : undefined;
}

interface FieldChange {
  readonly place: PlacedField;
  readonly reference: PdfReference;
  readonly had: PdfDictionary;
  readonly has: PdfDictionary;
}

function isSamePlace(a: PlacedField, b: PlacedField): boolean {
  return (
    a.name === b.name &&
    a.type === b.type &&
    a.field.id === b.field.id &&
    (a.flags | FIELD_LOCKED) === (b.flags | FIELD_LOCKED)
  );
}

/** Whether flags were set only that keep a field from being changed. */
function keepsFlags(had: PdfDictionary, has: PdfDictionary, { type }: PlacedField): boolean {
  const widget = type === 'Sig' ? WIDGET_LOCKED | WIDGET_PRINTED : WIDGET_LOCKED;
  return (
    setsOnly(entry(had, 'Ff'), entry(has, 'Ff'), FIELD_LOCKED) &&
    setsOnly(entry(had, 'F'), entry(has, 'F'), widget)
  );
}

function setsOnly(then: PdfObject, now: PdfObject, flags: number): boolean {
  const [a, b] = [flagsOf(then), flagsOf(now)];
  return a !== undefined && b !== undefined && (a & ~b) === 0 && (b & ~a & ~flags) === 0;
}

function flagsOf(object: PdfObject): number | undefined {
  if (object.kind === 'null') return 0;
  return object.kind === 'integer' ? object.value : undefined;
}

/** A signature in a field that was empty. */
async function sealField(update: DocumentUpdate, claims: Claims, change: FieldChange): Promise<boolean> {
  const { place, reference, had, has } = change;
  if (place.field.id !== reference.id) return isShownAnew(update, claims, change);
  if ((await update.before.resolveEntry(had, 'V')).kind !== 'null') return false;
  const { name } = place;
  const kind = await claimSignature(update, claims, { id: reference.id, name, value: entry(has, 'V') });
  if (kind === undefined) return false;
  await claimAppearances(update, claims, change);
  const isStamp = kind === 'timestamp' && !has.entries.has('AP') && !has.entries.has('Kids');
  claims.changes.push({ kind: isStamp ? 'timestamp' : 'signature', object: name, field: name });
  return true;
}

async function fillField(update: DocumentUpdate, claims: Claims, change: FieldChange): Promise<boolean> {
  const { place, reference, has } = change;
  if (place.type === 'Btn' && !(await isState(update, change))) return false;
  if (await hasFieldsBelow(update, has)) return false;
  if (!(await isValue(update, entry(has, 'V'), place)) || !(await isValue(update, entry(has, 'RV'), place)))
    return false;
  for (const key of ['V', 'RV']) {
    await claimBelow(update, claims, entry(has, key), ['new', 'changed']);
    closeEntry(claims, reference.id, [key]);
  }
  await claimAppearances(update, claims, change);
  claims.changes.push({ kind: 'form-fill', object: place.name, field: place.name });
  return true;
}

/** Whether other fields take their value from a field: a lock may name them and not it. */
async function hasFieldsBelow({ after }: DocumentUpdate, field: PdfDictionary): Promise<boolean> {
  const kids = await after.resolveEntry(field, 'Kids');
  const count = kids.kind === 'array' ? kids.items.length : 0;
  return count !== (await widgetsBelow(after, field)).length;
}

/** The widget of a field that is sealed in the same revision shows that. */
async function isShownAnew(update: DocumentUpdate, claims: Claims, change: FieldChange): Promise<boolean> {
  const { place } = change;
  const field = await update.before.object(place.field);
  const isEmpty =
    field.kind === 'dictionary' && (await update.before.resolveEntry(field, 'V')).kind === 'null';
  if (!isEmpty || !update.changes.has(place.field.id) || !update.signed.has(place.name)) return false;
  await claimAppearances(update, claims, change);
  claims.changes.push({ kind: 'signature', object: place.name, field: place.name });
  return true;
}

/** Texts, names and lists of them: nothing that leads anywhere. */
async function isValue(
  { after }: DocumentUpdate,
  written: PdfObject,
  { type }: PlacedField,
): Promise<boolean> {
  const value = await after.resolve(written);
  const items = value.kind === 'array' ? value.items : [value];
  const kinds = type === 'Btn' ? ['null', 'name'] : ['null', 'string'];
  return items.every(({ kind }) => kinds.includes(kind));
}

/** Whether a button shows one of the states that it was made with. */
async function isState({ after }: DocumentUpdate, { place, has }: FieldChange): Promise<boolean> {
  if ((place.flags & PUSHBUTTON) !== 0) return false;
  const state = entry(has, 'AS');
  if (state.kind === 'null') return true;
  const appearance = await after.resolveEntry(has, 'AP');
  const normal = appearance.kind === 'dictionary' ? await after.resolveEntry(appearance, 'N') : undefined;
  const isKnown = state.kind === 'name' && normal?.kind === 'dictionary' && normal.entries.has(state.value);
  return isKnown || (state.kind === 'name' && state.value === 'Off');
}

/** What shows the value: in the field itself, or in its widgets. A button has had all it can show. */
async function claimAppearances(update: DocumentUpdate, claims: Claims, change: FieldChange): Promise<void> {
  const { place, reference, has } = change;
  if (place.type === 'Btn') return;
  const widgets = [{ reference, dictionary: has }, ...(await widgetsBelow(update.after, has))];
  for (const { reference: widget, dictionary } of widgets) {
    await claimBelow(update, claims, entry(dictionary, 'AP'), ['new', 'changed']);
    closeEntry(claims, widget.id, ['AP']);
  }
}
