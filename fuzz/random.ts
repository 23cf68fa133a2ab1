/**
 * Random numbers that follow from a seed, so that every input of a run can be made again.
 *
 * @module
 */

/** Draws from a seed. */
export interface Random {
  /** An integer from 0 to `bound` - 1; 0 for a bound of 0. */
  below(bound: number): number;
  /** One of several; `undefined` when there is none. */
  pick<T>(items: readonly T[]): T | undefined;
  /** True once in so many draws. */
  oneIn(times: number): boolean;
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** The generator mulberry32: small, fast, and the same everywhere. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return bound <= 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
  return {
    below,
    pick: (items) => items[below(items.length)],
    oneIn: (times) => below(times) === 0,
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}

/** A seed that follows from a text and a number, for one input among many. */
export function seedOf(text: string, number: number): number {
  let hash = 0x811c9dc5 ^ number;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ Math.imul(number, 0x9e3779b1);
}
