/**
 * All cross-reference sections of a file, from the last to the first along /Prev (ISO 32000-2 §7.5.5, §7.5.6).
 *
 * @module
 */
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
/** Most bytes of entries that all sections together take beside the file: those of four million objects. */
const MAX_ENTRIES_LENGTH = 1 << 25;
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
  const sections = new SectionReader(source, base);
  const first = await sections.link(await findStartXref(source));
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
    const link = await sections.link(previous.value);
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

/** Whether more than one section lists an object: what has a generation above 0 was freed before (ISO 32000-2 §7.5.4). */
export function hasHistory(chain: XrefChain, id: number): boolean {
  return chain.filter(({ section }) => section.locate(id) !== undefined).length > 1;
}

/**
 * The number after the last `startxref` (ISO 32000-2 §7.5.5).
 *
 * @param end - of the part of the file that is looked at
 * @throws FormatsError `PDF_XREF_BROKEN`
 */
export async function findStartXref(source: ByteSource, end: number = source.size): Promise<number> {
  const start = Math.max(0, end - TAIL_LENGTH);
  const tail = await source.read(start, end);
  const at = lastIndexOf(tail, 'startxref');
  if (at < 0) throw brokenXref('the PDF is cut off: it has no startxref at its end', end);
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

/** Reads the sections of one file within one limit. */
class SectionReader {
  readonly #source: ByteSource;
  readonly #base: number;
  #room = MAX_ENTRIES_LENGTH;

  constructor(source: ByteSource, base: number) {
    this.#source = source;
    this.#base = base;
  }

  /** The section at an offset, and the one hidden beside it. */
  async link(offset: number): Promise<XrefLink> {
    const section = await this.#section(offset);
    const hiddenAt = section.kind === 'table' ? entry(section.trailer, 'XRefStm') : undefined;
    if (hiddenAt?.kind !== 'integer') return { section, hidden: undefined };
    const hidden = await this.#section(hiddenAt.value);
    if (hidden.kind !== 'stream') throw brokenXref('/XRefStm does not lead to a stream', hiddenAt.value);
    return { section, hidden };
  }

  async #section(offset: number): Promise<XrefSection> {
    const at = this.#base + offset;
    if (offset < 0 || at >= this.#source.size)
      throw brokenXref('a cross-reference section lies outside the file', offset);
    const found = await this.#source.scan(at, (scanner) => parseSection(scanner, offset));
    const section = 'locate' in found ? found : await this.#streamSection(found, offset);
    this.#room -= section.byteLength;
    if (this.#room < 0) {
      throw new FormatsError('PDF_LIMIT_EXCEEDED', 'the cross-reference sections are too large', {
        facts: { limit: MAX_ENTRIES_LENGTH },
      });
    }
    return section;
  }

  async #streamSection({ object, dataStart }: IndirectObject, offset: number): Promise<XrefSection> {
    const length = object.kind === 'dictionary' ? entry(object, 'Length') : undefined;
    if (object.kind !== 'dictionary' || dataStart === undefined || length?.kind !== 'integer') {
      throw brokenXref('no cross-reference section', offset);
    }
    if (length.value < 0 || dataStart + length.value > this.#source.size) {
      throw brokenXref('a cross-reference stream is cut off', offset);
    }
    const data = await this.#source.read(dataStart, dataStart + length.value);
    return parseXrefStream(pdfStream(object, data), offset, this.#room);
  }
}

function parseSection(scanner: Scanner, offset: number): XrefSection | IndirectObject {
  scanner.skipWhiteSpace();
  if (scanner.takeKeyword('xref')) return parseXrefTable(scanner, offset);
  const object = parseIndirectObject(scanner);
  if (object === undefined) throw brokenXref('no cross-reference section', offset);
  return object;
}
