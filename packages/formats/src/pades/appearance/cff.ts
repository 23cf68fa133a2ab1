/**
 * CIDs of fonts whose outlines are a table CFF: text names the glyphs of a CID-keyed one by CID and not by their place
 * (ISO 32000-2 §9.7.4.2, Adobe Technical Note 5176 §13, §18).
 *
 * @module
 */
import type { SealFont } from './font.ts';
import { unsupported } from './sfnt.ts';

/** Number that stands for a glyph in text, by the glyph's number in the font. */
export type CidLookup = (glyph: number) => number;

/** Reads how the glyphs of a font are named. */
export function cidsOf({ fontkit }: SealFont): CidLookup {
  const table: unknown = Reflect.get(fontkit, 'CFF ');
  const dictionary = isRecord(table) ? table.topDict : undefined;
  if (!isRecord(dictionary) || dictionary.ROS === undefined || dictionary.ROS === null)
    return (glyph) => glyph;
  const cids = readCharset(dictionary.charset);
  return (glyph) => {
    const cid = glyph === 0 ? 0 : cids[glyph - 1];
    if (cid === undefined) throw unsupported('its table CFF names too few glyphs');
    return cid;
  };
}

/** CIDs of all glyphs but the first, which is .notdef, from fontkit's reading of the charset. */
function readCharset(charset: unknown): readonly number[] {
  if (!isRecord(charset)) throw unsupported('its table CFF has no charset');
  if (Array.isArray(charset.glyphs)) return charset.glyphs.map(Number);
  if (!Array.isArray(charset.ranges)) throw unsupported('its table CFF has an unknown charset');
  const ranges: readonly unknown[] = charset.ranges;
  return ranges.flatMap((range) => {
    if (!isRecord(range)) throw unsupported('its table CFF has a broken charset');
    const first = Number(range.first);
    return Array.from({ length: Number(range.nLeft) + 1 }, (_, index) => first + index);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
