/**
 * Where lists are kept from one opening to the next.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';

/**
 * Keeps bytes by a text, such as the location of a list. Lists that it gives back are authenticated again before every use; that
 * one was newer once is believed, so that nobody else should be able to write to it. `put` replaces what was there whole or
 * not at all. A store that throws is treated as empty, and its failure is told.
 */
export interface ListStore {
  get(key: string): MaybePromise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): MaybePromise<void>;
}

/** A store in memory, for a program that opens its lists again and again. */
export function createMemoryListStore(): ListStore {
  const kept = new Map<string, Uint8Array>();
  return {
    get: (key) => kept.get(key),
    put: (key, bytes) => {
      kept.set(key, bytes);
    },
  };
}
