/**
 * A compiled appearance put into a document: its objects under numbers of the document, its form XObject fitted into
 * the field's rectangle upright and undistorted (ISO 32000-2 §12.5.5).
 *
 * @module
 */
import type { CompiledAppearance } from './appearance.ts';
import type { IncrementalWriter } from './pdf/incremental-writer.ts';
import {
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumbers,
  pdfStream,
  withEntries,
} from './pdf/objects.ts';
import type { ResolvedPlace, Rotation } from './placement.ts';

/** Writes the objects of an appearance; gives the reference of its form XObject. */
export function placeAppearance(
  writer: IncrementalWriter,
  appearance: CompiledAppearance,
  place: ResolvedPlace,
): PdfReference {
  const references = new Map(appearance.objects.map(({ id }) => [id, writer.allocate()]));
  const global = (id: number): PdfReference => {
    const reference = references.get(id);
    if (reference === undefined) throw new TypeError(`the appearance has no object ${id}`);
    return reference;
  };
  for (const { id, object } of appearance.objects) {
    const renumbered = renumber(object, global);
    const placed = id === appearance.form ? fitForm(renumbered, appearance, place) : renumbered;
    writer.put(global(id), placed);
  }
  return global(appearance.form);
}

/** An appearance without marks, for a field that is not shown: PDF/A wants one (ISO 19005-1 §6.9). */
export function placeEmptyAppearance(writer: IncrementalWriter): PdfReference {
  const reference = writer.allocate();
  const dictionary = pdfDictionary([
    ['Type', pdfName('XObject')],
    ['Subtype', pdfName('Form')],
    ['BBox', pdfNumbers([0, 0, 0, 0])],
    ['Resources', pdfDictionary([])],
  ]);
  writer.put(reference, pdfStream(dictionary, new Uint8Array()));
  return reference;
}

function renumber(object: PdfObject, global: (id: number) => PdfReference): PdfObject {
  switch (object.kind) {
    case 'reference':
      return global(object.id);
    case 'array':
      return pdfArray(object.items.map((item) => renumber(item, global)));
    case 'dictionary':
      return renumberDictionary(object, global);
    case 'stream':
      return pdfStream(renumberDictionary(object.dictionary, global), object.bytes);
    default:
      return object;
  }
}

function renumberDictionary(dictionary: PdfDictionary, global: (id: number) => PdfReference): PdfDictionary {
  return pdfDictionary([...dictionary.entries].map(([key, value]) => [key, renumber(value, global)]));
}

/**
 * A form whose bounding box has the proportions of the rectangle, what is drawn in its middle, turned so that it stands
 * upright on a turned page. Readers scale the box into the rectangle.
 */
function fitForm(form: PdfObject, natural: CompiledAppearance, place: ResolvedPlace): PdfObject {
  if (form.kind !== 'stream') throw new TypeError('the form of an appearance is a stream');
  const [x0, y0, x1, y1] = place.rectangle;
  const upright = place.rotation === 0 || place.rotation === 180;
  const [width, height] = upright ? [x1 - x0, y1 - y0] : [y1 - y0, x1 - x0];
  const scale = Math.min(width / natural.width, height / natural.height);
  const marginX = (width / scale - natural.width) / 2;
  const marginY = (height / scale - natural.height) / 2;
  const box = [-marginX, -marginY, natural.width + marginX, natural.height + marginY];
  const dictionary = withEntries(form.dictionary, [
    ['BBox', pdfNumbers(box)],
    ['Matrix', pdfNumbers(uprightMatrix(place.rotation))],
  ]);
  return pdfStream(dictionary, form.bytes);
}

/** Turns counter-clockwise by as much as the page is turned clockwise. */
function uprightMatrix(rotation: Rotation): readonly number[] {
  switch (rotation) {
    case 0:
      return [1, 0, 0, 1, 0, 0];
    case 90:
      return [0, 1, -1, 0, 0, 0];
    case 180:
      return [-1, 0, 0, -1, 0, 0];
    case 270:
      return [0, -1, 1, 0, 0, 0];
  }
}
