/**
 * The local records of an archive: each says of its entry what the central directory says, and together they fill the file
 * up to it, so that no reader can find another entry in it (APPNOTE 6.3.3 §4.3.7, §4.3.9).
 *
 * @module
 */
import { equalBytes, type RandomAccess } from '@eseal/core';
import { FormatsError } from '../../errors.ts';

/** What the central directory says of an entry. */
export interface DirectoryRecord {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly flags: number;
  readonly compressionMethod: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Of its local header. */
  readonly offset: number;
}

/** Where the local record of an entry stands. */
export interface LocalRecord {
  readonly dataStart: number;
  readonly extraFieldLength: number;
  /** After the data descriptor. */
  readonly end: number;
}

const HEADER_SIZE = 30;
const HEADER_SIGNATURE = 0x04034b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
/** Sizes stand in the ZIP64 field (APPNOTE 6.3.3 §4.5.3). */
const IN_ZIP64_FIELD = 0xffffffff;
const ZIP64_FIELD = 0x0001;
/** A data descriptor follows the data (§4.4.4 bit 3). */
const DESCRIPTOR_FLAG = 0x0008;
/** Flags that change how an entry is read: encryption, descriptor, strong encryption, UTF-8, masked headers. */
const READING_FLAGS = 0x2849;
/** A header without extra fields of any size is read at once. */
const READ_AHEAD = 512;

/**
 * Reads the local records in the order they stand in.
 *
 * @param records - in any order
 * @param end - where the central directory begins
 * @throws FormatsError `ZIP_AMBIGUOUS` when one of them differs from its record in the directory, when two overlap, or when
 * bytes before, between or after them belong to none
 */
export async function readLocalRecords(
  source: RandomAccess,
  records: readonly DirectoryRecord[],
  end: number,
): Promise<ReadonlyMap<DirectoryRecord, LocalRecord>> {
  const found = new Map<DirectoryRecord, LocalRecord>();
  let position = 0;
  for (const record of records.toSorted((a, b) => a.offset - b.offset)) {
    if (record.offset < position) throw ambiguous(record, 'overlaps another one');
    if (record.offset > position) throw ambiguous(record, 'follows bytes that belong to no entry');
    const local = await readLocalRecord(source, record, end);
    found.set(record, local);
    position = local.end;
  }
  if (position !== end)
    throw new FormatsError('ZIP_AMBIGUOUS', 'bytes before the central directory belong to no entry');
  return found;
}

async function readLocalRecord(
  source: RandomAccess,
  record: DirectoryRecord,
  end: number,
): Promise<LocalRecord> {
  const { offset, rawName } = record;
  if (offset + HEADER_SIZE > end) throw ambiguous(record, 'has no local header');
  const ahead = await source.read(offset, Math.min(offset + READ_AHEAD, end));
  const view = viewOf(ahead);
  if (view.getUint32(0, true) !== HEADER_SIGNATURE) throw ambiguous(record, 'has no local header');
  const nameLength = view.getUint16(26, true);
  const extraFieldLength = view.getUint16(28, true);
  const dataStart = offset + HEADER_SIZE + nameLength + extraFieldLength;
  const dataEnd = dataStart + record.compressedSize;
  if (dataEnd > end) throw ambiguous(record, 'reaches into the central directory');
  const header = ahead.length >= dataStart - offset ? ahead : await source.read(offset, dataStart);
  if (!equalBytes(header.subarray(HEADER_SIZE, HEADER_SIZE + nameLength), rawName))
    throw ambiguous(record, 'has another name in its local header');
  const extraField = header.subarray(HEADER_SIZE + nameLength, dataStart - offset);
  compareHeader(viewOf(header), extraField, record);
  const descriptor =
    (record.flags & DESCRIPTOR_FLAG) === 0 ? 0 : await descriptorLength(source, record, dataEnd, end);
  return { dataStart, extraFieldLength, end: dataEnd + descriptor };
}

function compareHeader(header: DataView, extraField: Uint8Array, record: DirectoryRecord): void {
  const flags = header.getUint16(6, true);
  if ((flags & READING_FLAGS) !== (record.flags & READING_FLAGS))
    throw ambiguous(record, 'has other flags in its local header');
  if (header.getUint16(8, true) !== record.compressionMethod)
    throw ambiguous(record, 'has another compression method in its local header');
  const crc32 = header.getUint32(14, true);
  const sizes = localSizes(header, extraField);
  const isSame =
    crc32 === record.crc32 && sizes.compressedSize === record.compressedSize && sizes.size === record.size;
  const isLater =
    (flags & DESCRIPTOR_FLAG) !== 0 && crc32 === 0 && sizes.compressedSize === 0 && sizes.size === 0;
  if (!isSame && !isLater) throw ambiguous(record, 'has another checksum or size in its local header');
}

function localSizes(
  header: DataView,
  extraField: Uint8Array,
): { readonly compressedSize: number; readonly size: number } {
  const compressedSize = header.getUint32(18, true);
  const size = header.getUint32(22, true);
  if (compressedSize !== IN_ZIP64_FIELD && size !== IN_ZIP64_FIELD) return { compressedSize, size };
  const field = findExtraField(extraField, ZIP64_FIELD);
  // Both stand in the field of a local header, the size first.
  return field === undefined || field.byteLength < 16
    ? { compressedSize, size }
    : { size: Number(field.getBigUint64(0, true)), compressedSize: Number(field.getBigUint64(8, true)) };
}

function findExtraField(extraField: Uint8Array, id: number): DataView | undefined {
  for (let at = 0; at + 4 <= extraField.length; ) {
    const view = viewOf(extraField.subarray(at));
    const size = view.getUint16(2, true);
    if (view.getUint16(0, true) === id) return viewOf(extraField.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return undefined;
}

/** Layouts of a data descriptor: with its signature or not, with sizes of four bytes or of eight (§4.3.9). */
const DESCRIPTORS = [
  { signature: 4, size: 4 },
  { signature: 4, size: 8 },
  { signature: 0, size: 4 },
  { signature: 0, size: 8 },
] as const;

async function descriptorLength(
  source: RandomAccess,
  record: DirectoryRecord,
  start: number,
  end: number,
): Promise<number> {
  const view = viewOf(await source.read(start, Math.min(start + 24, end)));
  const fitting = DESCRIPTORS.find((layout) => isDescriptor(view, layout, record));
  if (fitting === undefined) throw ambiguous(record, 'has another checksum or size after its data');
  return fitting.signature + 4 + 2 * fitting.size;
}

function isDescriptor(
  view: DataView,
  { signature, size }: (typeof DESCRIPTORS)[number],
  record: DirectoryRecord,
): boolean {
  if (view.byteLength < signature + 4 + 2 * size) return false;
  if (signature > 0 && view.getUint32(0, true) !== DESCRIPTOR_SIGNATURE) return false;
  const sizeAt = (at: number): number =>
    size === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
  return (
    view.getUint32(signature, true) === record.crc32 &&
    sizeAt(signature + 4) === record.compressedSize &&
    sizeAt(signature + 4 + size) === record.size
  );
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function ambiguous({ name }: DirectoryRecord, problem: string): FormatsError {
  return new FormatsError('ZIP_AMBIGUOUS', `the entry ${JSON.stringify(name)} ${problem}`);
}
