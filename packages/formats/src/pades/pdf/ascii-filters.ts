/**
 * Filters that write bytes as text, and run lengths (ISO 32000-2 §7.4.2, §7.4.3, §7.4.5). What follows their end mark is
 * ignored.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { hexValue, isWhiteSpace } from './tokens.ts';

/** Hexadecimal digits up to `>`. */
export function undoAsciiHex(data: Uint8Array, limit: number): Uint8Array {
  const out = new Uint8Array(Math.min(limit, (data.length >> 1) + 1));
  let digits = 0;
  for (const byte of data) {
    if (byte === 0x3e) break;
    if (isWhiteSpace(byte)) continue;
    const value = hexValue(byte);
    if (value === 0xff) throw broken('hexadecimal digits');
    const at = digits >> 1;
    if (at >= limit) throw exceeded(limit);
    out[at] = (out[at] as number) | (digits % 2 === 0 ? value << 4 : value);
    digits++;
  }
  return out.subarray(0, (digits + 1) >> 1);
}

/** Groups of five digits of base 85 up to `~>`; `z` stands for four zeros. */
export function undoAscii85(data: Uint8Array, limit: number): Uint8Array {
  const end = data.indexOf(0x7e);
  const digits = data.subarray(0, end < 0 ? data.length : end).filter((byte) => !isWhiteSpace(byte));
  const zeros = digits.reduce((count, byte) => count + (byte === 0x7a ? 1 : 0), 0);
  const size = 4 * zeros + Math.floor(((digits.length - zeros) * 4) / 5);
  if (size > limit) throw exceeded(limit);
  const out = new Uint8Array(size);
  let to = 0;
  for (let at = 0; at < digits.length; ) {
    if (digits[at] === 0x7a) {
      at++;
      to += 4;
    } else {
      const group = digits.subarray(at, at + 5);
      const value = valueOf85(group);
      // The bytes of a last group that is cut off are the highest ones.
      for (let i = 0; i < group.length - 1; i++) out[to++] = Math.floor(value / 256 ** (3 - i)) % 256;
      at += 5;
    }
  }
  return out;
}

/** The 32 bits of a group; digits that are missing are the highest. */
function valueOf85(group: Uint8Array): number {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const digit = (group[i] ?? 0x75) - 0x21;
    if (digit < 0 || digit > 84) throw broken('digits of base 85');
    value = value * 85 + digit;
  }
  if (value > 0xffff_ffff || group.length === 1) throw broken('digits of base 85');
  return value;
}

/** Runs of bytes, each after its length: copied below 128, repeated above, ended by 128. */
export function undoRunLength(data: Uint8Array, limit: number): Uint8Array {
  const runs: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < data.length && data[at] !== 128; ) {
    const code = data[at] as number;
    const copied = code < 128;
    const run = copied
      ? data.subarray(at + 1, at + 2 + code)
      : new Uint8Array(257 - code).fill(data[at + 1] ?? 0);
    if (at + 2 > data.length || (copied && run.length < code + 1)) throw broken('run lengths');
    runs.push(run);
    length += run.length;
    if (length > limit) throw exceeded(limit);
    at += copied ? code + 2 : 2;
  }
  const out = new Uint8Array(length);
  let to = 0;
  for (const run of runs) {
    out.set(run, to);
    to += run.length;
  }
  return out;
}

function broken(what: string): FormatsError {
  return new FormatsError('PDF_SYNTAX', `encoded data: no ${what}`);
}

function exceeded(limit: number): FormatsError {
  return new FormatsError('PDF_LIMIT_EXCEEDED', `a stream decodes to more than ${limit} bytes`, {
    facts: { limit },
  });
}
