/**
 * ZIP archives read so that everybody finds the same entries in them, or refused. Nothing is inflated before every size
 * that the archive declares is within its budget.
 *
 * @module
 */
import { type DocumentSource, openRandomAccess, type RandomAccess } from '@eseal/core';
import type { ByteRange } from '@eseal/core/container';
import type { Entry } from '@zip.js/zip.js';
import { FormatsError } from '../../errors.ts';
import { possibleNames } from './code-pages.ts';
import type { ZipArchive, ZipEntry } from './entry.ts';
import { DEFAULT_ZIP_LIMITS, type ZipLimits } from './limits.ts';
import { type DirectoryRecord, type LocalRecord, readLocalRecords } from './local-records.ts';
import { assertSafeName, assertUniqueNames, decodeName } from './names.ts';
import { type RawArchive, readRawArchive } from './open-reader.ts';

/** Options of {@link openZip}. */
export interface OpenZipOptions {
  /** Budgets that differ from the default ones. */
  readonly limits?: Partial<ZipLimits>;
}

/**
 * Opens an archive.
 *
 * @param source - a stream is read into memory
 * @throws FormatsError `ZIP_UNREADABLE` when it is none; `ZIP_AMBIGUOUS` when readers could find different entries in it: two of
 * one name, local headers that differ from the central directory, entries that overlap, bytes that belong to none;
 * `ZIP_NAME_REFUSED`, `ZIP_UNSUPPORTED`, `ZIP_LIMIT_EXCEEDED`
 */
export async function openZip(
  source: DocumentSource,
  { limits: given = {} }: OpenZipOptions = {},
): Promise<ZipArchive> {
  const limits = { ...DEFAULT_ZIP_LIMITS, ...given };
  const document = await openRandomAccess(source);
  const raw = await readRawArchive(document, limits);
  const records = raw.entries.map(readRecord);
  assertUniqueNames(records.map(({ name }) => name));
  assertWithinBudget(records, document.size, limits);
  const directory = await findDirectory(document, raw);
  const locals = await readLocalRecords(document, records, directory.start);
  const ranges = directoryRecords(raw.entries, directory.start);
  // By their places, which stay what they are when an entry turns out to have another of its names.
  const rawAt = new Map<number, Entry>();
  const entries = records.map((record, at) => {
    const entry = toEntry(record, locals.get(record), ranges[at]);
    rawAt.set(entry.local.start, record.entry);
    return entry;
  });
  const inflate = (entry: ZipEntry): ReadableStream<Uint8Array> => {
    const found = rawAt.get(entry.local.start);
    if (found === undefined || found.directory) throw new FormatsError('ZIP_UNREADABLE', 'no such entry');
    return raw.inflate(found, entry.size);
  };
  const hasSecondEnd = holdsEnd(raw.comment);
  const comment = hasSecondEnd ? '' : (possibleNames(raw.comment)[0] ?? '');
  return { source: document, entries, comment, hasSecondEnd, directory, limits, inflate };
}

/** What the central directory says of an entry that is read. */
interface ReadRecord extends DirectoryRecord {
  readonly entry: Entry;
  readonly otherNames: readonly string[];
  readonly method: ZipEntry['method'];
}

/** Compression methods that are read (APPNOTE 6.3.3 §4.4.5). */
const METHODS: ReadonlyMap<number, ZipEntry['method']> = new Map([
  [0, 'stored'],
  [8, 'deflated'],
]);

function readRecord(entry: Entry): ReadRecord {
  const flags = entry.rawBitFlag ?? 0;
  const { valid, filename } = entry.extraFieldUnicodePath ?? {};
  const unicodeName = valid === true ? filename : undefined;
  const decoded = decodeName(entry.rawFilename, flags, unicodeName);
  assertSafeName(decoded.name);
  const label = JSON.stringify(decoded.name);
  if (entry.encrypted) throw unsupported(`the entry ${label} is encrypted`);
  if (entry.symlink) throw unsupported(`the entry ${label} is a symbolic link`);
  const method = METHODS.get(entry.compressionMethod);
  if (method === undefined)
    throw unsupported(`the entry ${label} is compressed by method ${entry.compressionMethod}`);
  const { compressedSize, uncompressedSize: size, offset } = entry;
  if (method === 'stored' && size !== compressedSize)
    throw new FormatsError('ZIP_AMBIGUOUS', `the stored entry ${label} has two sizes`);
  if (decoded.name.endsWith('/') && size > 0)
    throw new FormatsError('ZIP_AMBIGUOUS', `the directory ${label} has a content`);
  const crc32 = entry.crc32 ?? 0;
  const { rawFilename: rawName, compressionMethod } = entry;
  return {
    ...decoded,
    entry,
    method,
    rawName,
    flags,
    compressionMethod,
    crc32,
    compressedSize,
    size,
    offset,
  };
}

function unsupported(problem: string): FormatsError {
  return new FormatsError('ZIP_UNSUPPORTED', `the ZIP archive cannot be read: ${problem}`);
}

/** Declared sizes are judged before anything is inflated; what is inflated may not be longer than declared. */
function assertWithinBudget(records: readonly ReadRecord[], archiveSize: number, limits: ZipLimits): void {
  const { entryBytes, totalBytes, maxCompressionRatio, ratioFrom } = limits;
  const large = records.find(({ size }) => size > entryBytes);
  if (large !== undefined) throw exceeded(`the entry ${JSON.stringify(large.name)} has ${large.size} bytes`);
  const total = records.reduce((sum, { size }) => sum + size, 0);
  if (total > totalBytes) throw exceeded(`its entries have ${total} bytes`);
  if (total > ratioFrom && total > archiveSize * maxCompressionRatio)
    throw exceeded(`it may be a zip bomb: its entries have ${total} bytes, the archive ${archiveSize}`);
}

function exceeded(problem: string): FormatsError {
  return new FormatsError('ZIP_LIMIT_EXCEEDED', `the ZIP archive is refused: ${problem}`);
}

const END_SIZE = 22;
const COMMENT_LENGTH_AT = 20;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_END_SIZE = 56;
const RECORD_SIZE = 46;
const RECORD_SIGNATURE = 0x02014b50;

/** The central directory, which ends where its end begins: nothing may stand between them (APPNOTE 6.3.3 §4.3.6). */
async function findDirectory(source: RandomAccess, { entries, comment }: RawArchive): Promise<ByteRange> {
  const endRecord = source.size - END_SIZE - comment.length;
  const view = viewOf(await source.read(endRecord, endRecord + END_SIZE));
  if (view.getUint16(COMMENT_LENGTH_AT, true) !== comment.length)
    throw new FormatsError('ZIP_AMBIGUOUS', 'the comment of the archive is shorter than it says');
  const size = entries.reduce((sum, entry) => sum + recordSize(entry), 0);
  const locator = endRecord - ZIP64_LOCATOR_SIZE;
  const isZip64 = locator >= 0 && (await signatureAt(source, locator)) === ZIP64_LOCATOR_SIGNATURE;
  const end = isZip64 ? locator - ZIP64_END_SIZE : endRecord;
  const start = end - size;
  if (start < 0 || (size > 0 && (await signatureAt(source, start)) !== RECORD_SIGNATURE))
    throw new FormatsError('ZIP_AMBIGUOUS', 'something stands between the central directory and its end');
  return { start, end };
}

const END_SIGNATURE = [0x50, 0x4b, 0x05, 0x06];

/** Whether another end of an archive, with a comment of the right length, stands in a comment. */
function holdsEnd(comment: Uint8Array): boolean {
  for (let at = comment.indexOf(0x50); at >= 0; at = comment.indexOf(0x50, at + 1)) {
    if (at + END_SIZE > comment.length) return false;
    const length = (comment[at + 20] ?? 0) + 256 * (comment[at + 21] ?? 0);
    const isEnd = END_SIGNATURE.every((byte, index) => comment[at + index] === byte);
    if (isEnd && at + END_SIZE + length === comment.length) return true;
  }
  return false;
}

async function signatureAt(source: RandomAccess, start: number): Promise<number> {
  return viewOf(await source.read(start, start + 4)).getUint32(0, true);
}

function viewOf({ buffer, byteLength, byteOffset }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function recordSize({ rawFilename, rawExtraField, rawComment }: Entry): number {
  return RECORD_SIZE + rawFilename.length + rawExtraField.length + rawComment.length;
}

function directoryRecords(entries: readonly Entry[], start: number): readonly ByteRange[] {
  let at = start;
  return entries.map((entry) => {
    const range = { start: at, end: at + recordSize(entry) };
    at = range.end;
    return range;
  });
}

function toEntry(
  { entry, name, otherNames, method, size, compressedSize, crc32, offset }: ReadRecord,
  local: LocalRecord | undefined,
  directoryRecord: ByteRange | undefined,
): ZipEntry {
  if (local === undefined || directoryRecord === undefined)
    throw new FormatsError('ZIP_UNREADABLE', `the entry ${JSON.stringify(name)} was not found`);
  const { dataStart, extraFieldLength, end } = local;
  return {
    name,
    otherNames,
    isDirectory: name.endsWith('/'),
    method,
    size,
    compressedSize,
    crc32,
    modified: entry.lastModDate,
    extraFieldLength,
    local: { start: offset, end },
    data: { start: dataStart, end: dataStart + compressedSize },
    directoryRecord,
  };
}
