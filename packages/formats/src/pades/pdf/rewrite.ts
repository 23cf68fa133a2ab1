/**
 * A PDF written anew: every object that its trailer leads to, numbered without gaps, in one revision with a
 * cross-reference table (ISO 32000-2 §7.5). The same file gives the same bytes.
 *
 * @module
 */
import { digestBytes } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { ByteWriter } from './byte-writer.ts';
import {
  entry,
  PDF_NULL,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfDictionary,
  pdfNumber,
  pdfReference,
  pdfString,
  withEntries,
} from './objects.ts';
import type { PdfReader } from './reader.ts';
import { mapReferences, referencesIn } from './references.ts';
import { writeObject } from './serialize.ts';

/** Most objects and most bytes that are written anew. */
const MAX_OBJECTS = 500_000;
const MAX_LENGTH = 1 << 28;

/**
 * Reads every object that the trailer leads to.
 *
 * @param visit - is given each once, in the order of their finding
 * @throws FormatsError when one of them cannot be read
 */
export async function visitReachable(
  reader: PdfReader,
  visit: (reference: PdfReference, object: PdfObject) => void,
): Promise<void> {
  const seen = new Set<number>();
  const waiting: PdfReference[] = [...referencesIn(keptTrailer(reader.trailer))];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.id)) continue;
    const object = await reader.object(next);
    // Of what does not exist another generation may.
    if (object.kind === 'null') continue;
    seen.add(next.id);
    if (seen.size > MAX_OBJECTS) throw limit(`${MAX_OBJECTS} objects`);
    visit(next, object);
    for (const reference of referencesIn(object)) if (!seen.has(reference.id)) waiting.push(reference);
  }
}

/**
 * Writes a PDF anew.
 *
 * @throws FormatsError `PDF_LIMIT_EXCEEDED` when it is too large, or as reading does when an object cannot be read
 */
export async function rewritePdf(reader: PdfReader): Promise<Uint8Array> {
  const found = new Map<number, { readonly generation: number; readonly object: PdfObject }>();
  await visitReachable(reader, ({ id, generation }, object) => found.set(id, { generation, object }));
  const ordered = [...found].sort(([a], [b]) => a - b);
  const numbers = new Map(ordered.map(([id], at) => [id, at + 1]));
  const renew = ({ id, generation }: PdfReference): PdfObject => {
    const number = found.get(id)?.generation === generation ? numbers.get(id) : undefined;
    return number === undefined ? PDF_NULL : pdfReference(number);
  };
  const out = new ByteWriter();
  // The comment tells programs that this is no text (ISO 32000-2 §7.5.2).
  out.text(`%PDF-${reader.headerVersion}\n%\u00e2\u00e3\u00cf\u00d3\n`);
  const places: number[] = [];
  for (const [, { object }] of ordered) {
    places.push(out.length);
    out.text(`${places.length} 0 obj\n`);
    writeObject(out, mapReferences(object, renew));
    out.text('\nendobj\n');
    if (out.length > MAX_LENGTH) throw limit(`${MAX_LENGTH} bytes`);
  }
  const kept = mapReferences(keptTrailer(reader.trailer), renew);
  await writeXref(out, places, kept.kind === 'dictionary' ? kept : pdfDictionary([]));
  return out.view();
}

function keptTrailer(trailer: PdfDictionary): PdfDictionary {
  const kept = ['Root', 'Info', 'ID'].map((key) => [key, entry(trailer, key)] as const);
  return pdfDictionary(kept.filter(([, value]) => value.kind !== 'null'));
}

/** Writes the cross-reference, one section of all numbers (ISO 32000-2 §7.5.4), and the trailer. */
async function writeXref(out: ByteWriter, places: readonly number[], trailer: PdfDictionary): Promise<void> {
  const identifier = (await digestBytes('SHA-256', out.view())).subarray(0, 16);
  const size = places.length + 1;
  const start = out.length;
  out.text(`xref\n0 ${size}\n0000000000 65535 f\r\n`);
  for (const place of places) out.text(`${String(place).padStart(10, '0')} 00000 n\r\n`);
  const ids = entry(trailer, 'ID');
  const first = ids.kind === 'array' && ids.items[0]?.kind === 'string' ? ids.items[0].bytes : identifier;
  out.text('trailer\n');
  const complete = withEntries(trailer, [
    ['Size', pdfNumber(size)],
    ['ID', pdfArray([pdfString(first, true), pdfString(identifier, true)])],
  ]);
  writeObject(out, complete);
  out.text(`\nstartxref\n${start}\n%%EOF\n`);
}

function limit(what: string): FormatsError {
  return new FormatsError('PDF_LIMIT_EXCEEDED', `a PDF of more than ${what} is not written anew`);
}
