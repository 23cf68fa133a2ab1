/**
 * Signature fields that an update adds at the root of the form: sealed, with a document timestamp that shows nothing, or
 * empty for somebody else (ISO 32000-2 §12.7.5.5, §12.8.5).
 *
 * @module
 */
import { hasOnly } from '../pdf/equal-objects.ts';
import { entry, isName, type PdfDictionary, type PdfObject, type PdfReference } from '../pdf/objects.ts';
import { isWithoutReferences } from '../pdf/references.ts';
import { decodeTextString } from '../pdf/text-string.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { type Claims, claimBelow, closeEntry, openClaims } from './claims.ts';
import { claimSignature } from './explain-signature.ts';
import { hasNoArea, showsNothing } from './widget-area.ts';

/** Entries of a widget, without any that does something. */
const WIDGET_KEYS = [
  'Type',
  'Subtype',
  'F',
  'P',
  'Rect',
  'AP',
  'DR',
  'MK',
  'BS',
  'Border',
  'H',
  'M',
  'NM',
  'DA',
];
const FIELD_KEYS = [...WIDGET_KEYS, 'FT', 'Ff', 'T', 'TU', 'TM', 'V', 'Lock', 'SV', 'Kids'];
/** Entries that may be objects of their own, which show nothing. */
const STRUCTURED_KEYS = ['MK', 'BS', 'Lock', 'SV'];
/** Entries that lead elsewhere and are looked at by themselves. */
const LEADING_KEYS = ['P', 'AP', 'V', 'Kids', 'Parent', 'DR', ...STRUCTURED_KEYS];

/** A new field. */
export interface NewSignatureField {
  readonly claims: Claims;
  /** References of its widgets: pages may show them. */
  readonly widgets: readonly PdfReference[];
  /** Pages that the widgets say they are on. */
  readonly pages: readonly PdfReference[];
}

/** Explains an entry that /Fields has more than before; `undefined` when it is anything else than a signature field. */
export async function explainNewField(
  update: DocumentUpdate,
  written: PdfObject,
  taken: ReadonlySet<string>,
): Promise<NewSignatureField | undefined> {
  const { after, changes } = update;
  if (written.kind !== 'reference' || changes.get(written.id) !== 'new') return undefined;
  const field = await after.object(written);
  if (field.kind !== 'dictionary' || !hasOnly(field, FIELD_KEYS) || !isName(entry(field, 'FT'), 'Sig'))
    return undefined;
  const text = entry(field, 'T');
  const name = text.kind === 'string' ? decodeTextString(text) : '';
  if (name === '' || name.includes('.') || taken.has(name)) return undefined;
  const claims = openClaims();
  const widgets = await claimWidgets(update, claims, written, field);
  if (widgets === undefined) return undefined;
  const isHidden = await everyIs(widgets, async ({ dictionary }) => hasNoArea(dictionary));
  const isEmpty = await everyIs(widgets, ({ dictionary }) => showsNothing(update, claims, dictionary));
  const value = entry(field, 'V');
  const signature = await claimSignature(update, claims, { id: written.id, name, value });
  if (signature === undefined && value.kind !== 'null') return undefined;
  // A timestamp, and a field that waits for its seal, have nothing to show.
  if (signature === 'timestamp' && !isHidden) return undefined;
  if (signature !== 'seal' && !isEmpty) return undefined;
  if (signature === 'seal') await claimAppearances(update, claims, widgets);
  claims.changes.push({
    kind: signature === undefined ? 'form-fill' : signature === 'seal' ? 'signature' : 'timestamp',
    object: name,
    // A field that waits has no value that a lock could keep.
    ...(signature !== undefined && { field: name }),
    isShown: !isHidden,
  });
  const pages = widgets.flatMap(({ dictionary }) => {
    const page = entry(dictionary, 'P');
    return page.kind === 'reference' ? [page] : [];
  });
  return { claims, widgets: widgets.map(({ reference }) => reference), pages };
}

interface NewWidget {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
}

/** The field as its own widget, or its kids as its widgets. */
async function claimWidgets(
  update: DocumentUpdate,
  claims: Claims,
  reference: PdfReference,
  dictionary: PdfDictionary,
): Promise<readonly NewWidget[] | undefined> {
  const field = { reference, dictionary };
  if (!(await claimNew(update, claims, field))) return undefined;
  const kids = entry(dictionary, 'Kids');
  if (kids.kind === 'null') return isName(entry(dictionary, 'Subtype'), 'Widget') ? [field] : undefined;
  const widgets: NewWidget[] = [];
  for (const kid of kids.kind === 'array' ? kids.items : []) {
    const widget = await update.after.resolve(kid);
    if (kid.kind !== 'reference' || widget.kind !== 'dictionary') return undefined;
    const parent = entry(widget, 'Parent');
    const isOwn = parent.kind === 'reference' && parent.id === reference.id;
    if (!isOwn || !hasOnly(widget, [...WIDGET_KEYS, 'Parent'])) return undefined;
    if (!(await claimNew(update, claims, { reference: kid, dictionary: widget }))) return undefined;
    widgets.push({ reference: kid, dictionary: widget });
  }
  return kids.kind === 'array' ? widgets : undefined;
}

/** Claims a new object whose entries lead nowhere but where they should. */
async function claimNew(
  update: DocumentUpdate,
  claims: Claims,
  { reference, dictionary }: NewWidget,
): Promise<boolean> {
  if (update.changes.get(reference.id) !== 'new') return false;
  const resources = entry(dictionary, 'DR');
  if (resources.kind !== 'null' && !(resources.kind === 'dictionary' && resources.entries.size === 0))
    return false;
  for (const [key, value] of dictionary.entries)
    if (!LEADING_KEYS.includes(key) && !isWithoutReferences(value)) return false;
  for (const key of STRUCTURED_KEYS) {
    await claimBelow(update, claims, entry(dictionary, key), ['new']);
    closeEntry(claims, reference.id, [key]);
  }
  claims.objects.add(reference.id);
  return true;
}

async function claimAppearances(
  update: DocumentUpdate,
  claims: Claims,
  widgets: readonly NewWidget[],
): Promise<void> {
  for (const { reference, dictionary } of widgets) {
    await claimBelow(update, claims, entry(dictionary, 'AP'), ['new']);
    closeEntry(claims, reference.id, ['AP']);
  }
}

async function everyIs<T>(items: readonly T[], is: (item: T) => Promise<boolean>): Promise<boolean> {
  for (const item of items) if (!(await is(item))) return false;
  return true;
}
