/**
 * ZIP files as parts: headers made here, members left where they are, and of a received file every byte that stays.
 *
 * @module
 */
import { concatBytes, type RandomAccess, type SealedPart, sizeOf, utf8 } from '@eseal/core';
import type { ByteRange } from '@eseal/core/container';
import { crc32 } from '../../util/crc32.ts';
import type { ZipArchive, ZipEntry } from './entry.ts';
import {
  directoryRecord,
  endRecords,
  localHeader,
  type MemberRecord,
  movedDirectoryRecord,
} from './write-records.ts';

/** A member to be written. */
export interface ZipMember extends MemberRecord {
  /** Its bytes as they will stand in the file. */
  readonly data: SealedPart;
}

/** How a received ZIP file is changed. */
export interface ZipChanges {
  /** Names of members that are left out. */
  readonly removed?: ReadonlySet<string>;
  /** Members after those that stay. */
  readonly added: readonly ZipMember[];
}

/** A small member, not compressed. */
export function storedMember(name: string, data: Uint8Array): ZipMember {
  return {
    name,
    method: 'stored',
    crc32: crc32(data),
    size: data.length,
    compressedSize: data.length,
    data,
  };
}

/** A ZIP file of these members in this order. */
export function writeZip(members: readonly ZipMember[], comment = ''): readonly SealedPart[] {
  const written = appendMembers(members, 0);
  return [...written.parts, ...writeEnd(written, members.length, utf8(comment))];
}

/** A received member under another name, its data as it was. */
export function renamedMember(archive: ZipArchive, entry: ZipEntry, name: string): ZipMember {
  const { crc32: checksum, compressedSize, method, size } = entry;
  return { name, method, crc32: checksum, size, compressedSize, data: sliceOf(archive.source, entry.data) };
}

/** A received ZIP file with changes; every local record that stays is copied as it is. */
export async function updateZip(archive: ZipArchive, changes: ZipChanges): Promise<readonly SealedPart[]> {
  const { comment, entries, source } = archive;
  const { added, removed } = changes;
  const kept = entries.filter(({ name }) => !removed?.has(name));
  const offsets = new Map<ZipEntry, number>();
  const ranges: ByteRange[] = [];
  let end = 0;
  for (const entry of kept.toSorted((one, other) => one.local.start - other.local.start)) {
    offsets.set(entry, end);
    end += entry.local.end - entry.local.start;
    joinRange(ranges, entry.local);
  }
  const records: Uint8Array[] = [];
  for (const entry of kept) {
    const received = await source.read(entry.directoryRecord.start, entry.directoryRecord.end);
    const offset = offsets.get(entry) ?? 0;
    records.push(offset === entry.local.start ? received : movedDirectoryRecord(received, offset));
  }
  const written = appendMembers(added, end);
  const directory = { ...written, records: [...records, ...written.records] };
  return [
    ...ranges.map((range) => sliceOf(source, range)),
    ...written.parts,
    ...writeEnd(directory, kept.length + added.length, utf8(comment)),
  ];
}

/** Neighbours become one range, so that a file which is only appended to stays in one piece. */
function joinRange(ranges: ByteRange[], range: ByteRange): void {
  const last = ranges.at(-1);
  if (last?.end === range.start) ranges[ranges.length - 1] = { start: last.start, end: range.end };
  else ranges.push(range);
}

interface WrittenMembers {
  readonly parts: readonly SealedPart[];
  readonly records: readonly Uint8Array[];
  /** Where the central directory begins. */
  readonly end: number;
}

function appendMembers(members: readonly ZipMember[], start: number): WrittenMembers {
  const parts: SealedPart[] = [];
  const records: Uint8Array[] = [];
  let end = start;
  for (const member of members) {
    const header = localHeader(member);
    records.push(directoryRecord(member, end));
    parts.push(header, member.data);
    end += header.length + (sizeOf(member.data) ?? 0);
  }
  return { parts, records, end };
}

function writeEnd(
  { end: start, records }: Pick<WrittenMembers, 'end' | 'records'>,
  entries: number,
  comment: Uint8Array,
): readonly Uint8Array[] {
  const directory = concatBytes(records);
  return [directory, endRecords({ start, end: start + directory.length }, entries, comment)];
}

/** A part of a file, left where it is. */
function sliceOf(source: RandomAccess, { start, end }: ByteRange): RandomAccess {
  const { readInto } = source;
  return {
    size: end - start,
    read(from, to) {
      if (from < 0 || from > to || to > end - start) throw new RangeError(`no bytes ${from} to ${to}`);
      return source.read(start + from, start + to);
    },
    ...(readInto && {
      readInto: (bytes: Uint8Array, from: number) => readInto.call(source, bytes, start + from),
    }),
  };
}
