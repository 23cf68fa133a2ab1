/** Stored files in archives, changed without a trace. */
import { concatBytes } from '@eseal/core';
import { indexOfBytes, replaceBytes } from '@eseal/testkit';

/** CRC-32 (APPNOTE 6.3.3 §4.4.7), bit by bit. */
function checksum(bytes: Uint8Array): Uint8Array {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  const out = new DataView(new ArrayBuffer(4));
  out.setUint32(0, ~value, true);
  return new Uint8Array(out.buffer);
}

/** An archive in which a stored file has another content of the same length, and says so in all places. */
export function replaceStored(archive: Uint8Array, content: Uint8Array, other: Uint8Array): Uint8Array {
  const changed = replaceBytes(archive, content, other);
  return replaceAll(changed, checksum(content), checksum(other));
}

/** An archive in which a file has another name of the same length. */
export function renameEntry(archive: Uint8Array, name: Uint8Array, other: Uint8Array): Uint8Array {
  return replaceAll(archive, name, other);
}

function replaceAll(bytes: Uint8Array, old: Uint8Array, other: Uint8Array): Uint8Array {
  const at = indexOfBytes(bytes, old);
  if (at < 0) return bytes;
  const rest = bytes.subarray(at + old.length);
  return concatBytes([bytes.subarray(0, at), other, replaceAll(rest, old, other)]);
}

/** The files of an archive by their names; each is stored as it is. */
export function readStored(archive: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const files = new Map<string, Uint8Array>();
  for (let at = 0; view.getUint32(at, true) === LOCAL_HEADER; ) {
    if (view.getUint16(at + 8, true) !== 0) throw new RangeError('a file is compressed');
    const [size, name, extra] = [
      view.getUint32(at + 18, true),
      view.getUint16(at + 26, true),
      view.getUint16(at + 28, true),
    ];
    const start = at + 30 + name + extra;
    const spelled = new TextDecoder().decode(archive.subarray(at + 30, at + 30 + name));
    files.set(spelled, archive.subarray(start, start + size));
    at = start + size;
  }
  return files;
}

const LOCAL_HEADER = 0x04034b50;

/** An archive of these files, each stored as it is. */
export function writeStored(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const spelled = new TextEncoder().encode(name);
    const sizes = [...checksum(content), ...fourBytes(content.length), ...fourBytes(content.length)];
    // Version 2.0, names in UTF-8, stored, 1 January 1980 (APPNOTE 6.3.3 §4.3.7, §4.3.12).
    const common = [
      20,
      0,
      0,
      8,
      0,
      0,
      0,
      0,
      33,
      0,
      ...sizes,
      spelled.length & 0xff,
      spelled.length >> 8,
      0,
      0,
    ];
    const local = concatBytes([Uint8Array.of(0x50, 0x4b, 3, 4, ...common), spelled, content]);
    const place = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...fourBytes(offset)];
    directory.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0, ...common, ...place), spelled);
    locals.push(local);
    offset += local.length;
  }
  const listed = concatBytes(directory);
  const count = [files.size & 0xff, files.size >> 8];
  const end = [0, 0, 0, 0, ...count, ...count, ...fourBytes(listed.length), ...fourBytes(offset), 0, 0];
  return concatBytes([...locals, listed, Uint8Array.of(0x50, 0x4b, 5, 6, ...end)]);
}

function fourBytes(value: number): Uint8Array {
  const out = new DataView(new ArrayBuffer(4));
  out.setUint32(0, value, true);
  return new Uint8Array(out.buffer);
}
