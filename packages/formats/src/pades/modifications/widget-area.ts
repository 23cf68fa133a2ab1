/**
 * Where a widget or another annotation shows itself on its page, and whether it does (ISO 32000-2 §12.5.2, §12.5.5).
 *
 * @module
 */
import { hasOnly } from '../pdf/equal-objects.ts';
import { entry, type PdfDictionary, type PdfObject } from '../pdf/objects.ts';
import { isWithoutReferences } from '../pdf/references.ts';
import { isWhiteSpace } from '../pdf/tokens.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import type { Claims } from './claims.ts';

/** Left, lower, right and upper edge. */
export type Area = readonly [number, number, number, number];

/** /Rect with its corners in order; `undefined` when it is no rectangle. */
export function areaOf(annotation: PdfDictionary): Area | undefined {
  const rectangle = entry(annotation, 'Rect');
  const [x0, y0, x1, y1] = rectangle.kind === 'array' ? rectangle.items.map(numberOf) : [];
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return undefined;
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}

/** Whether an annotation takes no room at all; one without a rectangle is not known to take none. */
export function hasNoArea(annotation: PdfDictionary): boolean {
  const area = areaOf(annotation);
  return area !== undefined && area[0] === area[2] && area[1] === area[3];
}

/** Whether two areas have a part in common that is more than an edge. */
export function overlap(a: Area, b: Area): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function numberOf(object: PdfObject): number | undefined {
  return object.kind === 'integer' || object.kind === 'real' ? object.value : undefined;
}

/** Most bytes of an appearance that is looked into. */
const EMPTY_LENGTH = 64;

/** Whether a new widget has no appearance, or an empty one, which PDF/A wants; the objects of that are claimed. */
export async function showsNothing(
  { after: reader, changes }: DocumentUpdate,
  claims: Claims,
  widget: PdfDictionary,
): Promise<boolean> {
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
    claims.objects.add(one.id);
  }
  return reader.decode(form, EMPTY_LENGTH).every(isWhiteSpace);
}
