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
