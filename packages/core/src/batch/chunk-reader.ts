/**
 * Reading a source in chunks, with work begun on each item as soon as it is there.
 *
 * @module
 */

/** Why a source gives no more. */
export type SourceEnd =
  | { readonly kind: 'exhausted' }
  /** The source threw. */
  | { readonly kind: 'failed'; readonly cause: unknown }
  /** Nobody wants more. */
  | { readonly kind: 'closed' };

/** What was read of a source at once. */
export interface Chunk<Result> {
  /** In the order of the source; fewer than asked for only at its end. */
  readonly results: readonly Result[];
  /** Set on the last chunk. */
  readonly end?: SourceEnd;
}

/** A source that is read chunk by chunk. */
export interface ChunkReader<Item> {
  /** Reads up to a chunk and begins `work` on each item at once; resolves when all of it is done. */
  read<Result>(work: (item: Item) => Promise<Result>): Promise<Chunk<Result>>;
  /** Ends reading and tells the source so. A read that waits for its source ends with what it has. */
  close(): Promise<void>;
}

/**
 * A reader over a source.
 *
 * @param size - items of a chunk
 * @param signal - ends reading
 */
export function openChunks<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  size: number,
  signal?: AbortSignal,
): ChunkReader<Item> {
  const iterator =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const closing = createClosing(signal);
  let end: SourceEnd | undefined;
  let isWaiting = false;

  /** The next item in a list of one, or why there is none. */
  async function advance(): Promise<readonly [Item] | SourceEnd> {
    if (closing.isClosed()) return { kind: 'closed' };
    isWaiting = true;
    try {
      const next = await closing.unlessClosed(iterator.next());
      if (next === undefined) return { kind: 'closed' };
      isWaiting = false;
      return next.done === true ? { kind: 'exhausted' } : [next.value];
    } catch (cause) {
      isWaiting = false;
      return { kind: 'failed', cause };
    }
  }

  return {
    async read(work) {
      const begun: ReturnType<typeof work>[] = [];
      while (end === undefined && begun.length < size) {
        const next = await advance();
        if ('kind' in next) end = next;
        else begun.push(work(next[0]));
      }
      return { results: await Promise.all(begun), ...(end && { end }) };
    },
    async close() {
      closing.close();
      if (end?.kind === 'exhausted' || end?.kind === 'failed') return;
      end = { kind: 'exhausted' };
      const told = Promise.resolve(iterator.return?.());
      // A source that is being waited for may never answer.
      if (isWaiting) told.catch(() => undefined);
      else await told;
    },
  };
}

interface Closing {
  /** What is waited for, or nothing once it is closed. Called for one thing at a time. */
  unlessClosed<T>(awaited: T | Promise<T>): Promise<T | undefined>;
  isClosed(): boolean;
  close(): void;
}

function createClosing(signal: AbortSignal | undefined): Closing {
  let isClosed = signal?.aborted ?? false;
  let giveUp: () => void = () => undefined;
  const onAbort = (): void => {
    isClosed = true;
    giveUp();
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    // A race with one promise for all would keep everything that was ever read until that one is settled.
    unlessClosed: (awaited) =>
      new Promise((resolve, reject) => {
        giveUp = () => resolve(undefined);
        Promise.resolve(awaited).then(resolve, reject);
      }),
    isClosed: () => isClosed,
    close: () => {
      signal?.removeEventListener('abort', onAbort);
      onAbort();
    },
  };
}
