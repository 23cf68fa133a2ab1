/**
 * The cross-reference table (ISO 32000-2 §7.5.4). Its entries are 20 bytes each, so that one can be looked up where it
 * stands; tables of careless writers, with other lengths, are read once entry by entry.
 *
 * @module
 */
import type { PdfDictionary } from './objects.ts';
import { parseObject } from './parser.ts';
import { isDigit, isWhiteSpace, type Scanner } from './tokens.ts';
import {
  brokenXref,
  endOfRanges,
  FREE,
  findRange,
  idsOf,
  orderRanges,
  type XrefEntry,
  type XrefRange,
  type XrefSection,
} from './xref.ts';

const ENTRY_LENGTH = 20;
/** Shortest entry of a careless writer: `0 0 f` and an end of line. */
const SHORTEST_ENTRY = 6;

/** Reads the table whose keyword `xref` the cursor has passed, with its trailer. */
export function parseXrefTable(scanner: Scanner, offset: number): XrefSection {
  const ranges: XrefRange[] = [];
  const rewritten: Uint8Array[] = [];
  scanner.skipWhiteSpace();
  while (!scanner.takeKeyword('trailer')) {
    const first = scanner.takeUnsigned();
    scanner.skipWhiteSpace();
    const count = scanner.takeUnsigned();
    scanner.skipWhiteSpace();
    if (first < 0 || count < 0) throw brokenXref('a cross-reference table has no trailer', scanner.offset);
    if (count > (scanner.end - scanner.position) / SHORTEST_ENTRY) {
      scanner.position = scanner.end;
      throw brokenXref('a cross-reference table is cut off', scanner.offset);
    }
    if (count > 0) ranges.push(readRange(scanner, first, count, rewritten));
    scanner.skipWhiteSpace();
  }
  scanner.skipWhiteSpace();
  const trailer = parseObject(scanner);
  if (trailer.kind !== 'dictionary') throw brokenXref('a trailer is not a dictionary', scanner.offset);
  return tableSection(offset, trailer, orderRanges(ranges, offset), scanner.bytes, rewritten);
}

/** Notes a run of well-formed entries, or rewrites it into well-formed ones: `start` is negative then. */
function readRange(scanner: Scanner, first: number, count: number, rewritten: Uint8Array[]): XrefRange {
  const start = scanner.position;
  const end = start + count * ENTRY_LENGTH;
  if (isRegular(scanner.bytes, start, count)) {
    scanner.position = Math.min(end, scanner.end);
    if (end >= scanner.end) throw brokenXref('a cross-reference table is cut off', scanner.offset);
    return { first, count, start };
  }
  rewritten.push(rewriteEntries(scanner, count));
  return { first, count, start: -rewritten.length };
}

/** Whether a run has its first two and its last entry where 20 bytes each put them, and something else follows. */
function isRegular(bytes: Uint8Array, start: number, count: number): boolean {
  const end = start + count * ENTRY_LENGTH;
  if (!isEntry(bytes, start) || (count > 1 && !isEntry(bytes, start + ENTRY_LENGTH))) return false;
  if (end >= bytes.length) return true;
  return isEntry(bytes, end - ENTRY_LENGTH) && isWhiteSpace(bytes[end - 1] ?? 0) && !isEntry(bytes, end);
}

function isEntry(bytes: Uint8Array, at: number): boolean {
  const kind = bytes[at + 17];
  return (
    (kind === 0x6e || kind === 0x66) &&
    bytes[at + 10] === 0x20 &&
    bytes[at + 16] === 0x20 &&
    digits(bytes, at, 10) >= 0 &&
    digits(bytes, at + 11, 5) >= 0
  );
}

function rewriteEntries(scanner: Scanner, count: number): Uint8Array {
  const out = new Uint8Array(count * ENTRY_LENGTH).fill(0x20);
  for (let i = 0; i < count; i++) {
    scanner.skipWhiteSpace();
    const field = scanner.takeUnsigned();
    scanner.skipWhiteSpace();
    const generation = scanner.takeUnsigned();
    scanner.skipWhiteSpace();
    const used = scanner.takeKeyword('n');
    if (field < 0 || generation < 0 || (!used && !scanner.takeKeyword('f'))) {
      throw brokenXref('a cross-reference table has a malformed entry', scanner.offset);
    }
    const text = `${String(field).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${used ? 'n' : 'f'}`;
    if (text.length !== 18) throw brokenXref('a cross-reference table has a malformed entry', scanner.offset);
    for (let k = 0; k < 18; k++) out[i * ENTRY_LENGTH + k] = text.charCodeAt(k);
  }
  return out;
}

function tableSection(
  offset: number,
  trailer: PdfDictionary,
  ranges: readonly XrefRange[],
  bytes: Uint8Array,
  rewritten: readonly Uint8Array[],
): XrefSection {
  function locate(id: number): XrefEntry | undefined {
    const range = findRange(ranges, id);
    if (range === undefined) return undefined;
    const { start } = range;
    const entries = start < 0 ? (rewritten[-start - 1] as Uint8Array) : bytes;
    return readEntry(entries, Math.max(start, 0) + (id - range.first) * ENTRY_LENGTH, offset);
  }
  const byteLength = rewritten.reduce((sum, entries) => sum + entries.length, 0);
  const ids = (): Iterable<number> => idsOf(ranges);
  return { kind: 'table', offset, trailer, end: endOfRanges(ranges), byteLength, locate, ids };
}

function readEntry(bytes: Uint8Array, at: number, section: number): XrefEntry {
  if (!isEntry(bytes, at)) throw brokenXref('a cross-reference table has a malformed entry', section);
  const offset = digits(bytes, at, 10);
  // Careless writers list objects that do not exist as in use at 0.
  if (bytes[at + 17] === 0x66 || offset === 0) return FREE;
  return { kind: 'offset', offset, generation: digits(bytes, at + 11, 5) };
}

/** The number that these digits make, or -1. */
function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const byte = bytes[i] ?? 0;
    if (!isDigit(byte)) return -1;
    value = value * 10 + byte - 0x30;
  }
  return value;
}
