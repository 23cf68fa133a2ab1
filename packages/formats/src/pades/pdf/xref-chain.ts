/**
 * All cross-reference sections of a file, from the last to the first along /Prev (ISO 32000-2 §7.5.5, §7.5.6).
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { entry, pdfStream } from './objects.ts';
import { type IndirectObject, parseIndirectObject } from './parser.ts';
import type { Scanner } from './tokens.ts';
import { brokenXref, FREE, type XrefEntry, type XrefSection } from './xref.ts';
import { parseXrefStream } from './xref-stream.ts';
import { parseXrefTable } from './xref-table.ts';

/** Most sections that are followed. */
const MAX_SECTIONS = 10_000;
/** `startxref` stands in so many last bytes. */
const TAIL_LENGTH = 2048;

/** A section, and for a hybrid file the stream with what the table hides from old readers (ISO 32000-2 §7.5.8.4). */
export interface XrefLink {
  readonly section: XrefSection;
  readonly hidden: XrefSection | undefined;
}

/** Newest first, never empty. */
export type XrefChain = readonly [XrefLink, ...XrefLink[]];

/**
 * Reads all sections.
 *
 * @param base - where `%PDF-` stands: offsets count from there
 * @throws FormatsError `PDF_XREF_BROKEN` when they cannot be followed, `PDF_LIMIT_EXCEEDED` when there are too many
 */
export async function openXrefChain(source: ByteSource, base: number): Promise<XrefChain> {
  const first = await readLink(source, base, await findStartXref(source));
  const chain: [XrefLink, ...XrefLink[]] = [first];
  const seen = new Set([first.section.offset]);
  for (let { section } = first; ; ) {
    const previous = entry(section.trailer, 'Prev');
    if (previous.kind === 'null') return chain;
    if (previous.kind !== 'integer') throw brokenXref('a trailer has no possible /Prev', section.offset);
    if (seen.has(previous.value))
      throw brokenXref('the cross-reference sections form a loop', previous.value);
    if (chain.length === MAX_SECTIONS) {
      throw new FormatsError('PDF_LIMIT_EXCEEDED', `more than ${MAX_SECTIONS} cross-reference sections`);
    }
    const link = await readLink(source, base, previous.value);
    seen.add(previous.value);
    chain.push(link);
    section = link.section;
  }
}

/** Where the newest section that lists an object puts it. */
export function locate(chain: XrefChain, id: number): XrefEntry {
  for (const { section, hidden } of chain) {
    const listed = section.locate(id);
    if (listed !== undefined && listed.kind !== 'free') return listed;
    const behind = hidden?.locate(id);
    if (behind !== undefined) return behind;
    if (listed !== undefined) return listed;
  }
  return FREE;
}

/** The number after the last `startxref` (ISO 32000-2 §7.5.5). */
async function findStartXref(source: ByteSource): Promise<number> {
  const start = Math.max(0, source.size - TAIL_LENGTH);
  const tail = await source.read(start, source.size);
  const at = lastIndexOf(tail, 'startxref');
  if (at < 0) throw brokenXref('the PDF is cut off: it has no startxref at its end', source.size);
  return source.scan(start + at + 'startxref'.length, (scanner) => {
    scanner.skipWhiteSpace();
    const offset = scanner.takeUnsigned();
    if (offset < 0) throw brokenXref('startxref is not followed by a number', scanner.offset);
    return offset;
  });
}

function lastIndexOf(bytes: Uint8Array, text: string): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.lastIndexOf(first); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1)) {
    let length = 1;
    while (length < text.length && bytes[at + length] === text.charCodeAt(length)) length++;
    if (length === text.length) return at;
  }
  return -1;
}

async function readLink(source: ByteSource, base: number, offset: number): Promise<XrefLink> {
  const section = await readSection(source, base, offset);
  const hiddenAt = section.kind === 'table' ? entry(section.trailer, 'XRefStm') : undefined;
  if (hiddenAt?.kind !== 'integer') return { section, hidden: undefined };
  const hidden = await readSection(source, base, hiddenAt.value);
  if (hidden.kind !== 'stream') throw brokenXref('/XRefStm does not lead to a stream', hiddenAt.value);
  return { section, hidden };
}

async function readSection(source: ByteSource, base: number, offset: number): Promise<XrefSection> {
  const at = base + offset;
  if (offset < 0 || at >= source.size)
    throw brokenXref('a cross-reference section lies outside the file', offset);
  const found = await source.scan(at, (scanner) => parseSection(scanner, offset));
  return 'locate' in found ? found : readStreamSection(source, found, offset);
}

function parseSection(scanner: Scanner, offset: number): XrefSection | IndirectObject {
  scanner.skipWhiteSpace();
  if (scanner.takeKeyword('xref')) return parseXrefTable(scanner, offset);
  const object = parseIndirectObject(scanner);
  if (object === undefined) throw brokenXref('no cross-reference section', offset);
  return object;
}

function readStreamSection(
  source: ByteSource,
  { object, dataStart }: IndirectObject,
  offset: number,
): MaybePromise<XrefSection> {
  const length = object.kind === 'dictionary' ? entry(object, 'Length') : undefined;
  if (object.kind !== 'dictionary' || dataStart === undefined || length?.kind !== 'integer') {
    throw brokenXref('no cross-reference section', offset);
  }
  if (length.value < 0 || dataStart + length.value > source.size) {
    throw brokenXref('a cross-reference stream is cut off', offset);
  }
  const data = source.read(dataStart, dataStart + length.value);
  const parse = (bytes: Uint8Array) => parseXrefStream(pdfStream(object, bytes), offset);
  return data instanceof Uint8Array ? parse(data) : data.then(parse);
}
