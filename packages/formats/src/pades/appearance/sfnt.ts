/**
 * The container of TrueType and OpenType fonts (ISO/IEC 14496-22 §4): which tables a font has, and whether it can be
 * embedded.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';

/** A font's tables by tag. */
export type Sfnt = ReadonlyMap<string, DataView>;

const TRUETYPE = 0x00010000;
const REQUIRED_TABLES = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'post'] as const;
const FULL_NAME = 4;
/** Most fonts of a collection that are named. */
const MAX_NAMED = 32;

/**
 * Reads the table directory of a font that can be embedded.
 *
 * @throws FormatsError `FONT_UNSUPPORTED` for a collection, a web font, a variable font, one without outlines, one that
 * forbids to be embedded or cut, and for what is no font
 */
export function parseSfnt(bytes: Uint8Array): Sfnt {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = bytes.length < 12 ? '' : tagAt(view, 0);
  if (tag === 'ttcf') throw unsupported(`a collection is no single font; it has ${namesOfCollection(view)}`);
  if (tag === 'wOFF' || tag === 'wOF2') throw unsupported('a web font has to be unpacked first');
  if (tag !== 'OTTO' && tag !== 'true' && (tag === '' || view.getUint32(0) !== TRUETYPE)) {
    throw unsupported('this is neither a TrueType nor an OpenType font');
  }
  const tables = readDirectory(view, 0);
  assertDrawable(tables);
  assertMayBeEmbedded(tables);
  return tables;
}

/** An error about the font itself. */
export function unsupported(message: string, cause?: unknown): FormatsError {
  return new FormatsError('FONT_UNSUPPORTED', `the font cannot be used: ${message}`, { cause });
}

function readDirectory(view: DataView, at: number): Sfnt {
  const count = at + 12 <= view.byteLength ? view.getUint16(at + 4) : 0;
  if (at + 12 + 16 * count > view.byteLength) throw unsupported('it is cut off');
  const tables = new Map<string, DataView>();
  for (let record = at + 12; record < at + 12 + 16 * count; record += 16) {
    const offset = view.getUint32(record + 8);
    const length = view.getUint32(record + 12);
    if (offset + length > view.byteLength) throw unsupported('it is cut off');
    tables.set(tagAt(view, record), new DataView(view.buffer, view.byteOffset + offset, length));
  }
  return tables;
}

function assertDrawable(tables: Sfnt): void {
  const missing = REQUIRED_TABLES.find((tag) => !tables.has(tag));
  if (missing !== undefined) throw unsupported(`it has no table ${missing}`);
  if (tables.has('fvar')) throw unsupported('it is variable; take one of its static instances');
  if (!tables.has('CFF ') && !(tables.has('glyf') && tables.has('loca')))
    throw unsupported('it has no outlines');
}

/** Embedding permissions (ISO/IEC 14496-22 §5.2.7, fsType). */
function assertMayBeEmbedded(tables: Sfnt): void {
  const os2 = tables.get('OS/2');
  const permissions = os2 !== undefined && os2.byteLength >= 10 ? os2.getUint16(8) : 0;
  if ((permissions & 0x000f) === 0x0002) throw unsupported('its licence forbids to embed it (fsType)');
  if ((permissions & 0x0100) !== 0) throw unsupported('its licence forbids to cut it (fsType)');
  if ((permissions & 0x0200) !== 0) throw unsupported('its licence allows to embed bitmaps only (fsType)');
}

function namesOfCollection(view: DataView): string {
  const count = view.byteLength >= 12 ? view.getUint32(8) : 0;
  const names: string[] = [];
  for (let index = 0; index < Math.min(count, MAX_NAMED) && 16 + 4 * index <= view.byteLength; index++) {
    const name = readDirectory(view, view.getUint32(12 + 4 * index)).get('name');
    names.push((name === undefined ? undefined : readFullName(name)) ?? 'a font without a name');
  }
  return names.join(', ');
}

/** The full name in a table `name` (ISO/IEC 14496-22 §5.2.6), as Windows has it; in English where there is one. */
function readFullName(table: DataView): string | undefined {
  if (table.byteLength < 6) return undefined;
  const strings = table.getUint16(4);
  let found: string | undefined;
  for (let at = 6; at < 6 + 12 * table.getUint16(2) && at + 12 <= table.byteLength; at += 12) {
    if (table.getUint16(at) !== 3 || table.getUint16(at + 6) !== FULL_NAME) continue;
    const english = table.getUint16(at + 4) === 0x0409;
    if (found === undefined || english)
      found = utf16At(table, strings + table.getUint16(at + 10), table.getUint16(at + 8));
  }
  return found;
}

function utf16At(table: DataView, at: number, length: number): string {
  const end = Math.min(at + length, table.byteLength - 1);
  let text = '';
  for (let position = at; position < end; position += 2)
    text += String.fromCharCode(table.getUint16(position));
  return text;
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}
