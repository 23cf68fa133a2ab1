/**
 * CRC-32 as ZIP and PNG have it (ISO/IEC 15948 Annex D, APPNOTE 6.3.3 §4.4.7), eight bytes at a time.
 *
 * @module
 */

const SLICES = 8;

/** Row `n` says what a byte does to the checksum once `n` more bytes have followed. */
const TABLE: Uint32Array = buildTable();

function buildTable(): Uint32Array {
  const table = new Uint32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    table[byte] = value;
  }
  for (let at = 256; at < table.length; at++) {
    const before = table[at - 256] ?? 0;
    table[at] = (before >>> 8) ^ (table[before & 0xff] ?? 0);
  }
  return table;
}

/** CRC-32 of some bytes, or of what came before them and them. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  const { length } = bytes;
  const whole = length - (length % SLICES);
  let at = 0;
  for (; at < whole; at += SLICES) value = foldEight(bytes, at, value);
  for (; at < length; at++) value = (TABLE[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}

function foldEight(bytes: Uint8Array, at: number, value: number): number {
  return (
    (TABLE[0x700 + ((value ^ (bytes[at] ?? 0)) & 0xff)] ?? 0) ^
    (TABLE[0x600 + (((value >>> 8) ^ (bytes[at + 1] ?? 0)) & 0xff)] ?? 0) ^
    (TABLE[0x500 + (((value >>> 16) ^ (bytes[at + 2] ?? 0)) & 0xff)] ?? 0) ^
    (TABLE[0x400 + ((value >>> 24) ^ (bytes[at + 3] ?? 0))] ?? 0) ^
    (TABLE[0x300 + (bytes[at + 4] ?? 0)] ?? 0) ^
    (TABLE[0x200 + (bytes[at + 5] ?? 0)] ?? 0) ^
    (TABLE[0x100 + (bytes[at + 6] ?? 0)] ?? 0) ^
    (TABLE[bytes[at + 7] ?? 0] ?? 0)
  );
}
