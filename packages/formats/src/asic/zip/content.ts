/**
 * The contents of entries: small ones as bytes, large ones read piece by piece.
 *
 * @module
 */
import { concatBytes, type RandomAccess } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import { crc32 } from '../../util/crc32.ts';
import type { ZipArchive, ZipEntry } from './entry.ts';

/**
 * The content of an entry, its checksum compared.
 *
 * @throws FormatsError `ZIP_LIMIT_EXCEEDED` when it is too large to be held in memory, `ZIP_ENTRY_BROKEN`
 */
export async function readEntry(archive: ZipArchive, entry: ZipEntry): Promise<Uint8Array> {
  if (entry.size > archive.limits.memoryBytes)
    throw new FormatsError(
      'ZIP_LIMIT_EXCEEDED',
      `the entry ${JSON.stringify(entry.name)} has ${entry.size} bytes, too many to be read as a whole`,
    );
  return openEntry(archive, entry).read(0, entry.size);
}

/**
 * The content of an entry as something that reads by position: of a stored one the bytes where they are; a deflated one is
 * inflated as far as it is read, and anew when what was read already is asked for again. Whoever reads it from its
 * beginning to its end also learns when its checksum is wrong.
 */
export function openEntry(archive: ZipArchive, entry: ZipEntry): RandomAccess {
  const read = entry.method === 'stored' ? storedReader(archive, entry) : inflatingReader(archive, entry);
  let checksum = { end: 0, value: 0 };
  return {
    size: entry.size,
    async read(start, end) {
      if (start < 0 || start > end || end > entry.size)
        throw new RangeError(`no bytes ${start} to ${end} of ${entry.size}`);
      const bytes = await read(start, end);
      if (start !== 0 && start !== checksum.end) return bytes;
      checksum = { end, value: crc32(bytes, start === 0 ? 0 : checksum.value) };
      if (end === entry.size && checksum.value !== entry.crc32)
        throw new FormatsError('ZIP_ENTRY_BROKEN', `the checksum of ${JSON.stringify(entry.name)} is wrong`);
      return bytes;
    },
  };
}

type ReadRange = RandomAccess['read'];

function storedReader({ source }: ZipArchive, { data }: ZipEntry): ReadRange {
  return (start, end) => source.read(data.start + start, data.start + end);
}

/** One pass over what an entry inflates to. */
interface Pass {
  readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  /** Bytes that were read but not asked for yet. */
  left: Uint8Array;
  position: number;
}

function inflatingReader(archive: ZipArchive, entry: ZipEntry): ReadRange {
  let pass: Pass | undefined;
  const read: ReadRange = async (start, end) => {
    if (pass === undefined || pass.position > start) {
      await pass?.reader.cancel();
      pass = { reader: archive.inflate(entry).getReader(), left: new Uint8Array(), position: 0 };
    }
    await take(pass, start - pass.position);
    const bytes = concatBytes(await take(pass, end - start));
    if (end === entry.size) await assertEnded(pass, entry);
    return bytes;
  };
  // One after the other: each call goes on where the one before ended.
  let before: Promise<unknown> = Promise.resolve();
  return (start, end) => {
    const next = before.then(() => read(start, end));
    before = next.catch(() => {
      pass = undefined;
    });
    return next;
  };
}

/** The next bytes of a pass. */
async function take(pass: Pass, length: number): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for (let missing = length; missing > 0; ) {
    if (pass.left.length === 0) {
      const { done, value } = await pass.reader.read();
      if (done) throw new FormatsError('ZIP_ENTRY_BROKEN', 'an entry of the ZIP archive ends too early');
      pass.left = value;
    }
    const piece = pass.left.subarray(0, missing);
    pieces.push(piece);
    pass.left = pass.left.subarray(piece.length);
    pass.position += piece.length;
    missing -= piece.length;
  }
  return pieces;
}

/** Only at the end of its data an entry is known to be whole. */
async function assertEnded(pass: Pass, { name }: ZipEntry): Promise<void> {
  while (pass.left.length === 0) {
    const { done, value } = await pass.reader.read();
    if (done) return;
    pass.left = value;
  }
  throw new FormatsError('ZIP_ENTRY_BROKEN', `the entry ${JSON.stringify(name)} is longer than it says`);
}
