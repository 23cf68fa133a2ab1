/**
 * The place of a field in the form (ISO 32000-2 §12.7.4), found from the field upwards: the cost does not depend on how many
 * fields there are.
 *
 * @module
 */
import { entry, type PdfDictionary, type PdfObject, type PdfReference } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { decodeTextString } from '../pdf/text-string.ts';

const MAX_DEPTH = 64;

/** Where a field or a widget stands. */
export interface PlacedField {
  /** Fully qualified name of the field. */
  readonly name: string;
  /** /FT, its own or inherited. */
  readonly type: string | undefined;
  /** /Ff, its own or inherited (ISO 32000-2 Table 227). */
  readonly flags: number;
  /** The field that has the value: the object itself, or the one whose widget it is. */
  readonly field: PdfReference;
}

/**
 * The place of an object in the form; `undefined` when the form does not lead to it.
 *
 * @param roots - numbers of the fields in the form's /Fields
 */
export async function placeField(
  reader: PdfReader,
  roots: ReadonlySet<number>,
  reference: PdfReference,
): Promise<PlacedField | undefined> {
  const names: string[] = [];
  let type: string | undefined;
  let flags: number | undefined;
  let field: PdfReference | undefined;
  let node = reference;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const dictionary = await reader.object(node);
    if (dictionary.kind !== 'dictionary') return undefined;
    const name = await reader.resolveEntry(dictionary, 'T');
    if (name.kind === 'string') {
      names.unshift(decodeTextString(name));
      field ??= node;
    }
    type ??= nameOf(await reader.resolveEntry(dictionary, 'FT'));
    flags ??= integerOf(await reader.resolveEntry(dictionary, 'Ff'));
    const parent = entry(dictionary, 'Parent');
    if (parent.kind !== 'reference') {
      return field === undefined || !roots.has(node.id)
        ? undefined
        : { name: names.join('.'), type, flags: flags ?? 0, field };
    }
    if (!(await isKid(reader, parent, node))) return undefined;
    node = parent;
  }
  return undefined;
}

/** Numbers of the fields at the root of a form. */
export function rootsOf(fields: readonly PdfObject[]): ReadonlySet<number> {
  return new Set(fields.flatMap((one) => (one.kind === 'reference' ? [one.id] : [])));
}

/** Widgets of a field that are objects of their own; empty when it is its own widget, or has fields below it. */
export async function widgetsBelow(
  reader: PdfReader,
  field: PdfDictionary,
): Promise<readonly { readonly reference: PdfReference; readonly dictionary: PdfDictionary }[]> {
  const kids = await reader.resolveEntry(field, 'Kids');
  const widgets: { reference: PdfReference; dictionary: PdfDictionary }[] = [];
  for (const reference of kids.kind === 'array' ? kids.items : []) {
    const dictionary = await reader.resolve(reference);
    if (reference.kind !== 'reference' || dictionary.kind !== 'dictionary') continue;
    if (!dictionary.entries.has('T')) widgets.push({ reference, dictionary });
  }
  return widgets;
}

async function isKid(reader: PdfReader, parent: PdfReference, child: PdfReference): Promise<boolean> {
  const dictionary = await reader.object(parent);
  const kids = dictionary.kind === 'dictionary' ? await reader.resolveEntry(dictionary, 'Kids') : undefined;
  return kids?.kind === 'array' && kids.items.some((kid) => kid.kind === 'reference' && kid.id === child.id);
}

function nameOf(object: PdfObject): string | undefined {
  return object.kind === 'name' ? object.value : undefined;
}

function integerOf(object: PdfObject): number | undefined {
  return object.kind === 'integer' ? object.value : undefined;
}
