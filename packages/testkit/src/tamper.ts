/** Ways to damage bytes; each returns a new array and leaves the original alone. */

/**
 * One bit flipped.
 *
 * @param at - the byte; negative counts from the end. Default the middle
 * @param bit - 0 (lowest) to 7, default 0
 */
export function flipBit(bytes: Uint8Array, at: number = bytes.length >> 1, bit = 0): Uint8Array<ArrayBuffer> {
  const out = Uint8Array.from(bytes);
  const index = at < 0 ? out.length + at : at;
  const byte = out[index];
  if (byte === undefined) throw new RangeError(`there is no byte ${at} in ${bytes.length}`);
  out[index] = byte ^ (1 << bit);
  return out;
}

/** The first `length` bytes; negative leaves out so many at the end. Default half of them. */
export function truncate(bytes: Uint8Array, length: number = bytes.length >> 1): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(length < 0 ? bytes.subarray(0, bytes.length + length) : bytes.subarray(0, length));
}

/**
 * The only occurrence of some bytes replaced by others of any length.
 *
 * @throws RangeError when they occur not at all, or more than once
 */
export function replaceBytes(bytes: Uint8Array, old: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const at = indexOfBytes(bytes, old);
  if (at < 0 || indexOfBytes(bytes, old, at + 1) >= 0) {
    throw new RangeError(
      at < 0 ? 'the bytes to replace do not occur' : 'the bytes to replace occur more than once',
    );
  }
  return Uint8Array.of(...bytes.subarray(0, at), ...other, ...bytes.subarray(at + old.length));
}

/** Where some bytes occur, or -1. */
export function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, from = 0): number {
  const [first] = wanted;
  if (first === undefined) return -1;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (at + wanted.length > bytes.length) return -1;
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}

/** Two elements of a list exchanged. */
export function swap<Item>(items: readonly Item[], first: number, second: number): readonly Item[] {
  return items.map((item, at) => {
    if (at === first) return items[second] ?? item;
    return at === second ? (items[first] ?? item) : item;
  });
}
