/**
 * The inputs of a run: each follows from the target, the seed of the run and its number.
 *
 * @module
 */
import { createRandom, seedOf } from './random.ts';
import type { Target } from './targets/target.ts';

/** Longest input that is made. */
const MAX_LENGTH = 400_000;

/** The input of a number. */
export function makeInput(
  { name, mutators }: Pick<Target, 'name' | 'mutators'>,
  seeds: readonly Uint8Array[],
  seed: number,
  number: number,
): Uint8Array {
  const random = createRandom(seedOf(`${name}/${seed}`, number));
  let input = random.pick(seeds) ?? new Uint8Array();
  const other = random.pick(seeds) ?? input;
  for (let left = 1 + random.below(random.oneIn(4) ? 6 : 2); left > 0; left--) {
    const changed = random.pick(mutators)?.(input, random, other) ?? input;
    if (changed.length <= MAX_LENGTH) input = changed;
  }
  return input;
}
