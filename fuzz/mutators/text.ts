/**
 * Damage to text made of words that mean something: some are put in, others replaced.
 *
 * @module
 */
import type { Random } from '../random.ts';
import { latin1, type Mutator, spliced, toLatin1 } from './mutator.ts';

/** Puts one of these words anywhere. */
export function insertingWords(words: readonly Uint8Array[]): Mutator {
  return (bytes, random) => {
    const at = random.below(bytes.length + 1);
    return spliced(bytes, at, at, random.pick(words) ?? new Uint8Array());
  };
}

/** Replaces one of the matches of a pattern; the bytes as they are when there is none. */
export function replacingMatches(
  pattern: RegExp,
  replacement: (match: string, random: Random) => string | Uint8Array,
): Mutator {
  return (bytes, random) => {
    const match = random.pick([...toLatin1(bytes).matchAll(pattern)]);
    if (match === undefined) return bytes;
    const made = replacement(match[0], random);
    const word = typeof made === 'string' ? latin1(made) : made;
    return spliced(bytes, match.index, match.index + match[0].length, word);
  };
}

/** Replaces one match of a pattern by another, of the same input or another. */
export function exchangingMatches(pattern: RegExp): Mutator {
  return (bytes, random, other) => {
    const from = random.oneIn(2) ? bytes : other;
    const taken = random.pick([...toLatin1(from).matchAll(pattern)]);
    return taken === undefined ? bytes : replacingMatches(pattern, () => taken[0])(bytes, random, other);
  };
}
