/**
 * Damage that knows nothing of what the bytes mean.
 *
 * @module
 */
import type { Random } from '../random.ts';
import { type Mutator, overwritten, spliced } from './mutator.ts';

/** Values at which readers of numbers go wrong. */
const EDGES = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x84, 0xfe, 0xff];

const NOTHING = new Uint8Array();

/** A range within the bytes, mostly a short one. */
function range(bytes: Uint8Array, random: Random): readonly [number, number] {
  const start = random.below(bytes.length + 1);
  const longest = random.oneIn(8) ? bytes.length : 64;
  return [start, Math.min(bytes.length, start + 1 + random.below(longest))];
}

/** Bits, bytes and runs of them changed, removed, repeated, moved and taken from another input. */
export const BYTE_MUTATORS: readonly Mutator[] = [
  (bytes, random) => {
    const at = random.below(bytes.length);
    return overwritten(bytes, at, [(bytes[at] ?? 0) ^ (1 << random.below(8))]);
  },
  (bytes, random) => overwritten(bytes, random.below(bytes.length), [random.below(256)]),
  (bytes, random) => {
    const values = Array.from({ length: 1 + random.below(4) }, () => random.pick(EDGES) ?? 0);
    return overwritten(bytes, random.below(bytes.length), values);
  },
  (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  (bytes, random) => spliced(bytes, ...range(bytes, random), NOTHING),
  (bytes, random) => {
    const [start, end] = range(bytes, random);
    return spliced(bytes, end, end, bytes.subarray(start, end));
  },
  (bytes, random) => {
    const [start, end] = range(bytes, random);
    return overwritten(bytes, random.below(bytes.length), bytes.subarray(start, end));
  },
  (bytes, random) => overwritten(bytes, random.below(bytes.length), new Uint8Array(1 + random.below(64))),
  (bytes, random) => {
    const at = random.below(bytes.length);
    return spliced(bytes, at, at, random.bytes(1 + random.below(32)));
  },
  (bytes, random, other) => {
    const [start, end] = range(other, random);
    return spliced(bytes, ...range(bytes, random), other.subarray(start, end));
  },
  (bytes, random, other) =>
    spliced(bytes, random.below(bytes.length), bytes.length, other.subarray(random.below(other.length))),
];
