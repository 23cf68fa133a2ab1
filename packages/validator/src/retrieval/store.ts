/**
 * Where answers of services are kept for a while: in memory, or wherever the caller likes.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';

/** An answer as received. */
export interface StoredAnswer {
  readonly body: Uint8Array;
  /** Milliseconds since 1970 after which it is not used any more. */
  readonly until: number;
}

/**
 * Keeps answers by a text. What it gives back is read and verified again before every use, so nothing that somebody else puts
 * into it can count. One that fails is treated as empty.
 */
export interface RetrievalStore {
  get(key: string): MaybePromise<StoredAnswer | undefined>;
  set(key: string, answer: StoredAnswer): MaybePromise<void>;
  delete(key: string): MaybePromise<void>;
}

/** Limits of {@link createMemoryStore}. */
export interface MemoryStoreOptions {
  /** Most bytes of answers. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Most answers. Default 10 000. */
  readonly maxEntries?: number;
}

/** A store in memory: when it is full, what was not asked for the longest goes first. */
export function createMemoryStore(options: MemoryStoreOptions = {}): RetrievalStore {
  const { maxBytes = 64 << 20, maxEntries = 10_000 } = options;
  // A Map keeps its order: the first is the one that was not used the longest.
  const answers = new Map<string, StoredAnswer>();
  let size = 0;
  const remove = (key: string): void => {
    size -= answers.get(key)?.body.length ?? 0;
    answers.delete(key);
  };
  return {
    get: (key) => {
      const found = answers.get(key);
      if (found === undefined) return undefined;
      answers.delete(key);
      answers.set(key, found);
      return found;
    },
    set: (key, answer) => {
      remove(key);
      if (answer.body.length > maxBytes) return;
      answers.set(key, answer);
      size += answer.body.length;
      for (const oldest of answers.keys()) {
        if (size <= maxBytes && answers.size <= maxEntries) return;
        remove(oldest);
      }
    },
    delete: remove,
  };
}
