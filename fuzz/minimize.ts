/**
 * Makes an input that shows a problem smaller.
 *
 * @module
 */
import { isEsealError } from '../packages/core/src/index.ts';
import { spliced } from './mutators/mutator.ts';
import type { Target } from './targets/target.ts';

/** Most attempts at one input. */
const ATTEMPTS = 3000;

/** The input without parts that do not matter: the same kind of error is thrown at the same place. */
export async function minimize(target: Pick<Target, 'run'>, input: Uint8Array): Promise<Uint8Array> {
  const wanted = await placeOf(target, input);
  if (wanted === undefined) return input;
  let small = input;
  let left = ATTEMPTS;
  for (let length = small.length >> 1; length > 0 && left > 0; length >>= 1) {
    for (let at = 0; at < small.length && left > 0; left--) {
      const shorter = spliced(small, at, Math.min(small.length, at + length), new Uint8Array());
      if ((await placeOf(target, shorter)) === wanted) small = shorter;
      else at += length;
    }
  }
  return small;
}

/** Kind and place of the error that is no answer; `undefined` when there is none. */
async function placeOf(target: Pick<Target, 'run'>, input: Uint8Array): Promise<string | undefined> {
  try {
    await target.run(input);
    return undefined;
  } catch (error) {
    if (isEsealError(error)) return undefined;
    if (!(error instanceof Error)) return String(error);
    const frame = error.stack?.split('\n').find((line) => line.includes('/packages/'));
    return `${error.name} ${frame ?? error.message}`;
  }
}
