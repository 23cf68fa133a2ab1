/**
 * The records of a ZIP file in bytes (APPNOTE 6.3.3 §4.3). What is written never depends on a clock or a platform, so equal
 * members give equal bytes.
 *
 * @module
 */
import { concatBytes, utf8 } from '@eseal/core';
import type { ByteRange } from '@eseal/core/container';

/** What both records of a member say. */
export interface MemberRecord {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc32: number;
  /** Bytes once inflated. */
  readonly size: number;
  /** Bytes in the file. */
  readonly compressedSize: number;
}

const METHODS = { stored: 0, deflated: 8 } as const;
/** §4.4.4 bit 11: the name is UTF-8. */
const UTF8_NAMES = 0x0800;
/** 1980-01-01 00:00, the first time that ZIP can say (§4.4.6). */
const FIRST_DATE = 0x0021;
const VERSION = 20;
const VERSION_ZIP64 = 45;
/** Stands where a number is too large, which is then in a ZIP64 record (§4.4.1.4). */
const IN_ZIP64 = 0xffffffff;
const MANY_ENTRIES = 0xffff;
const ZIP64_EXTRA = 1;

type Field = readonly [width: 2 | 4 | 8, value: number];

/** Numbers as ZIP writes them. */
function littleEndian(fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((total, [width]) => total + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += width;
  }
  return bytes;
}

function isLarge(value: number): boolean {
  return value >= IN_ZIP64;
}

/** Extended information for the numbers that are too large (§4.5.3); empty when none is. */
function zip64Extra(values: readonly number[]): Uint8Array {
  if (values.length === 0) return new Uint8Array();
  const fields = values.map((value): Field => [8, value]);
  return littleEndian([[2, ZIP64_EXTRA], [2, values.length * 8], ...fields]);
}

/** Fields that stand alike in the local header and in the directory (§4.3.7, §4.3.12). */
function commonFields(member: MemberRecord, large: boolean, extra: Uint8Array): readonly Field[] {
  return [
    [2, extra.length > 0 ? VERSION_ZIP64 : VERSION],
    [2, UTF8_NAMES],
    [2, METHODS[member.method]],
    [2, 0],
    [2, FIRST_DATE],
    [4, member.crc32],
    [4, large ? IN_ZIP64 : member.compressedSize],
    [4, large ? IN_ZIP64 : member.size],
    [2, utf8(member.name).length],
    [2, extra.length],
  ];
}

/** The local header of a member, without data descriptor; extra fields only where a size needs one. */
export function localHeader(member: MemberRecord): Uint8Array {
  const large = isLarge(member.size) || isLarge(member.compressedSize);
  const extra = zip64Extra(large ? [member.size, member.compressedSize] : []);
  const header = littleEndian([[4, 0x04034b50], ...commonFields(member, large, extra)]);
  return concatBytes([header, utf8(member.name), extra]);
}

/** The record of a member in the central directory. */
export function directoryRecord(member: MemberRecord, offset: number): Uint8Array {
  const large = isLarge(member.size) || isLarge(member.compressedSize);
  const sizes = large ? [member.size, member.compressedSize] : [];
  const extra = zip64Extra(isLarge(offset) ? [...sizes, offset] : sizes);
  const header = littleEndian([
    [4, 0x02014b50],
    [2, VERSION_ZIP64],
    ...commonFields(member, large, extra),
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, isLarge(offset) ? IN_ZIP64 : offset],
  ]);
  return concatBytes([header, utf8(member.name), extra]);
}

/** What ends a ZIP file (§4.3.14 to §4.3.16). */
export function endRecords(directory: ByteRange, entries: number, comment: Uint8Array): Uint8Array {
  const size = directory.end - directory.start;
  const large = isLarge(directory.start) || isLarge(size) || entries >= MANY_ENTRIES;
  const count = Math.min(entries, MANY_ENTRIES);
  const end = littleEndian([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, large ? IN_ZIP64 : size],
    [4, large ? IN_ZIP64 : directory.start],
    [2, comment.length],
  ]);
  return concatBytes([large ? zip64EndRecords(directory, entries) : new Uint8Array(), end, comment]);
}

function zip64EndRecords({ start, end }: ByteRange, entries: number): Uint8Array {
  return littleEndian([
    [4, 0x06064b50],
    [8, 44],
    [2, VERSION_ZIP64],
    [2, VERSION_ZIP64],
    [4, 0],
    [4, 0],
    [8, entries],
    [8, entries],
    [8, end - start],
    [8, start],
    [4, 0x07064b50],
    [4, 0],
    [8, end],
    [4, 1],
  ]);
}

/** A directory record as received, for a member that stands at another offset now: no other byte changes. */
export function movedDirectoryRecord(received: Uint8Array, offset: number): Uint8Array {
  const record = Uint8Array.from(received);
  const view = new DataView(record.buffer);
  if (view.getUint32(42, true) !== IN_ZIP64) {
    view.setUint32(42, offset, true);
    return record;
  }
  const nameEnd = 46 + view.getUint16(28, true);
  const extraEnd = nameEnd + view.getUint16(30, true);
  for (let at = nameEnd; at + 4 <= extraEnd; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== ZIP64_EXTRA) continue;
    const before = [20, 24].filter((place) => view.getUint32(place, true) === IN_ZIP64).length;
    view.setBigUint64(at + 4 + before * 8, BigInt(offset), true);
  }
  return record;
}
