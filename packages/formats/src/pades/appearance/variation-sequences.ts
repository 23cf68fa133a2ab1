/**
 * Variation sequences: which of its forms a character is to have, such as a kanji of a name in the form of the family
 * register (Unicode Technical Standard #37; cmap format 14, ISO/IEC 14496-22 §5.2.1).
 *
 * @module
 */
import type { Sfnt } from './sfnt.ts';

/**
 * What a font has for a sequence: a glyph of its own, or the one that the character has by default; `undefined` when it
 * does not know the sequence.
 */
export type VariationLookup = (codePoint: number, selector: number) => number | 'default' | undefined;

const UNICODE_PLATFORM = 0;
const VARIATION_SEQUENCES = 5;

/** Reads which variation sequences a font has. Offsets out of the table throw a RangeError when they are followed. */
export function readVariationSequences(tables: Sfnt): VariationLookup {
  const cmap = tables.get('cmap');
  const subtable = cmap === undefined ? undefined : findSubtable(cmap);
  if (subtable === undefined) return () => undefined;
  return (codePoint, selector) => {
    const record = findSorted(subtable, 6, 11, (at) => selector - uint24(subtable, at));
    if (record === undefined) return undefined;
    const defaults = subtable.getUint32(record + 3);
    if (defaults !== 0 && isDefault(subtable, defaults, codePoint)) return 'default';
    const others = subtable.getUint32(record + 7);
    return others === 0 ? undefined : findGlyph(subtable, others, codePoint);
  };
}

function findSubtable(cmap: DataView): DataView | undefined {
  const count = cmap.getUint16(2);
  for (let at = 4; at < 4 + 8 * count; at += 8) {
    if (cmap.getUint16(at) !== UNICODE_PLATFORM || cmap.getUint16(at + 2) !== VARIATION_SEQUENCES) continue;
    const offset = cmap.getUint32(at + 4);
    return new DataView(cmap.buffer, cmap.byteOffset + offset, cmap.byteLength - offset);
  }
  return undefined;
}

function isDefault(table: DataView, list: number, codePoint: number): boolean {
  const range = findSorted(table, list, 4, (at) => {
    const start = uint24(table, at);
    if (codePoint < start) return -1;
    return codePoint > start + table.getUint8(at + 3) ? 1 : 0;
  });
  return range !== undefined;
}

function findGlyph(table: DataView, list: number, codePoint: number): number | undefined {
  const record = findSorted(table, list, 5, (at) => codePoint - uint24(table, at));
  return record === undefined ? undefined : table.getUint16(record + 3);
}

/** Where in a counted list of sorted records `compare` gives 0. */
function findSorted(
  table: DataView,
  list: number,
  size: number,
  compare: (at: number) => number,
): number | undefined {
  let low = 0;
  let high = table.getUint32(list) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = list + 4 + size * middle;
    const order = compare(at);
    if (order === 0) return at;
    if (order < 0) high = middle - 1;
    else low = middle + 1;
  }
  return undefined;
}

function uint24(table: DataView, at: number): number {
  return table.getUint8(at) * 0x10000 + table.getUint16(at + 1);
}
