/**
 * What every mutator is, and the two things that all of them do to bytes.
 *
 * @module
 */
import type { Random } from '../random.ts';

/**
 * Makes another input of one: never changes what it is given.
 *
 * @param other - another input of the same kind, to take parts from
 */
export type Mutator = (input: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

/** A copy in which some bytes are replaced. */
export function spliced(
  bytes: Uint8Array,
  start: number,
  end: number,
  replacement: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes.length - (end - start) + replacement.length);
  out.set(bytes.subarray(0, start));
  out.set(replacement, start);
  out.set(bytes.subarray(end), start + replacement.length);
  return out;
}

/** A copy in which bytes from a place on are others, as far as there are any. */
export function overwritten(bytes: Uint8Array, at: number, values: ArrayLike<number>): Uint8Array {
  const copy = bytes.slice();
  copy.set(Array.from(values).slice(0, Math.max(0, copy.length - at)), Math.min(at, copy.length));
  return copy;
}

/** Bytes of a text whose characters are all below U+0100. */
export function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The text that {@link latin1} makes the bytes of. */
export function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
