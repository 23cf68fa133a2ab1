/**
 * Work that is done once however many ask for it at the same time.
 *
 * @module
 */
import { untilAborted } from '@eseal/core';

/** Runs work under a key; whoever comes while it runs gets the same outcome. */
export type SingleFlight<T> = (
  key: string,
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
) => Promise<T>;

/** A single flight of its own. The work is not ended by the signal of one who asks: others may wait for it. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const running = new Map<string, Promise<T>>();
  return (key, work, signal) => {
    const flight = running.get(key) ?? work().finally(() => running.delete(key));
    running.set(key, flight);
    return untilAborted(flight, signal);
  };
}
