/**
 * String objects: literal and hexadecimal (ISO 32000-2 §7.3.4).
 *
 * @module
 */
import { hexValue, isWhiteSpace, type Scanner } from './tokens.ts';

/** The bytes of a hexadecimal string whose `<` is at the cursor. */
export function takeHexString(scanner: Scanner): Uint8Array {
  const { bytes, end } = scanner;
  const start = scanner.position + 1;
  const close = bytes.indexOf(0x3e, start);
  if (close < 0) {
    scanner.position = end;
    throw scanner.error('a hexadecimal string has no end');
  }
  const out = new Uint8Array((close - start + 1) >> 1);
  let digits = 0;
  for (let at = start; at < close; at++) {
    const byte = bytes[at] as number;
    const value = hexValue(byte);
    if (value === 0xff) {
      if (isWhiteSpace(byte)) continue;
      scanner.position = at;
      throw scanner.error('a hexadecimal string holds something that is not a digit');
    }
    // A missing last digit is zero (ISO 32000-2 §7.3.4.3).
    out[digits >> 1] = (out[digits >> 1] as number) | (digits % 2 === 0 ? value << 4 : value);
    digits++;
  }
  scanner.position = close + 1;
  return out.subarray(0, (digits + 1) >> 1);
}

/** The bytes of a literal string whose `(` is at the cursor: a view where nothing is escaped. */
export function takeLiteralString(scanner: Scanner): Uint8Array {
  const { bytes, end } = scanner;
  const start = scanner.position + 1;
  let depth = 1;
  let plain = true;
  let at = start;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x5c) {
      plain = false;
      at++;
    } else if (byte === 0x0d) plain = false;
    else if (byte === 0x28) depth++;
    else if (byte === 0x29 && --depth === 0) break;
  }
  if (at >= end) {
    scanner.position = end;
    throw scanner.error('a string has no end');
  }
  scanner.position = at + 1;
  const raw = bytes.subarray(start, at);
  return plain ? raw : undoEscapes(raw);
}

const ESCAPES: Readonly<Record<number, number>> = { 110: 0x0a, 114: 0x0d, 116: 0x09, 98: 0x08, 102: 0x0c };

/** Undoes the escapes of a literal string; an end of line is a line feed (ISO 32000-2 §7.3.4.2). */
function undoEscapes(raw: Uint8Array): Uint8Array {
  const out = new Uint8Array(raw.length);
  let length = 0;
  for (let at = 0; at < raw.length; ) {
    const byte = raw[at++] as number;
    if (byte === 0x5c) {
      const escaped = readEscape(raw, at);
      if (escaped.byte !== undefined) out[length++] = escaped.byte;
      at = escaped.next;
    } else if (byte === 0x0d) {
      at = afterLineEnd(raw, at);
      out[length++] = 0x0a;
    } else out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** What stands for the escape after a backslash: nothing for the end of a line that goes on. */
function readEscape(raw: Uint8Array, at: number): { byte: number | undefined; next: number } {
  const byte = raw[at] as number;
  if (byte === 0x0a) return { byte: undefined, next: at + 1 };
  if (byte === 0x0d) return { byte: undefined, next: afterLineEnd(raw, at + 1) };
  if (!isOctal(byte)) return { byte: ESCAPES[byte] ?? byte, next: at + 1 };
  let value = 0;
  let next = at;
  for (; next < at + 3 && isOctal(raw[next]); next++) value = value * 8 + (raw[next] as number) - 0x30;
  return { byte: value & 0xff, next };
}

/** The place after an end of line whose carriage return is passed. */
function afterLineEnd(raw: Uint8Array, at: number): number {
  return raw[at] === 0x0a ? at + 1 : at;
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}
