/**
 * Work of which only so much is done at a time.
 *
 * @module
 */

/** Runs work once there is a place for it, in the order of asking. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** A gate with some places. */
export function createGate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
