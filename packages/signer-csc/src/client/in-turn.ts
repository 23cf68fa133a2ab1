/**
 * Work of which no two parts for the same thing may run at once.
 *
 * @module
 */
import { untilAborted } from '@eseal/core';

/** Runs work for a key after all earlier work for it has ended, however it ended. */
export type InTurn = <T>(key: string, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** Keeps the turns of one client. */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work, signal) => {
    const earlier = last.get(key) ?? Promise.resolve();
    const run = untilAborted(earlier, signal).then(work);
    const ended = Promise.allSettled([earlier, run]);
    last.set(key, ended);
    try {
      return await run;
    } finally {
      if (last.get(key) === ended) last.delete(key);
    }
  };
}
