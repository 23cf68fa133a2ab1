/**
 * Pages that show appearances, for tests: written by hand, so that they do not depend on the writer of seals.
 *
 * @module
 */
import { ByteWriter } from '../pdf/byte-writer.ts';
import {
  type PdfObject,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfNumbers,
  pdfReference,
  pdfStream,
} from '../pdf/objects.ts';
import { writeObject } from '../pdf/serialize.ts';
import type { CompiledAppearance } from './compiled-appearance.ts';

/** A page of the size of an appearance that shows it, with `under` drawn before it. */
export function buildPageOf(
  appearance: CompiledAppearance,
  options: { under?: string; rotate?: number } = {},
): Uint8Array {
  const last = appearance.objects.length;
  const [catalog, pages, page, content] = [last + 1, last + 2, last + 3, last + 4];
  const objects: [number, PdfObject][] = appearance.objects.map(({ id, object }) => [id, object]);
  objects.push(
    [
      catalog,
      pdfDictionary([
        ['Type', pdfName('Catalog')],
        ['Pages', pdfReference(pages)],
      ]),
    ],
    [
      pages,
      pdfDictionary([
        ['Type', pdfName('Pages')],
        ['Kids', pdfArray([pdfReference(page)])],
        ['Count', pdfNumber(1)],
      ]),
    ],
    [
      page,
      pdfDictionary([
        ['Type', pdfName('Page')],
        ['Parent', pdfReference(pages)],
        ['MediaBox', pdfNumbers([0, 0, appearance.width, appearance.height])],
        ['Rotate', pdfNumber(options.rotate ?? 0)],
        ['Resources', pdfDictionary([['XObject', pdfDictionary([['Seal', pdfReference(appearance.form)]])]])],
        ['Contents', pdfReference(content)],
      ]),
    ],
    [content, pdfStream(pdfDictionary([]), new TextEncoder().encode(`${options.under ?? ''}\n/Seal Do`))],
  );
  return writeDocument(objects, catalog);
}

/** A document of numbered objects with a cross-reference table. */
export function writeDocument(objects: readonly (readonly [number, PdfObject])[], root: number): Uint8Array {
  const out = new ByteWriter();
  out.text('%PDF-1.7\n');
  const offsets = new Map<number, number>();
  for (const [id, object] of objects) {
    offsets.set(id, out.length);
    out.text(`${id} 0 obj\n`);
    writeObject(out, object);
    out.text('\nendobj\n');
  }
  const start = out.length;
  const size = Math.max(...offsets.keys()) + 1;
  out.text(`xref\n0 ${size}\n0000000000 65535 f \n`);
  for (let id = 1; id < size; id++) {
    const offset = offsets.get(id);
    const entry = offset === undefined ? '0000000000 00000 f' : `${String(offset).padStart(10, '0')} 00000 n`;
    out.text(`${entry} \n`);
  }
  out.text(`trailer\n<</Size ${size}/Root ${root} 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return out.view();
}
