/**
 * Work on the items of a source, some at a time, with back-pressure.
 *
 * @module
 */
import { throwIfAborted } from '../crypto/digest.ts';
import { type Chunk, openChunks } from './chunk-reader.ts';

/** Options of {@link runConcurrently}. */
export interface ConcurrencyOptions {
  /** Items worked on at a time. */
  readonly concurrency: number;
  /** Ends reading, and is handed on to the work. */
  readonly signal?: AbortSignal | undefined;
}

type Event<Item, Result> =
  | { readonly kind: 'read'; readonly chunk: Chunk<Item> }
  | { readonly kind: 'done'; readonly result: Result; readonly at: number };

/**
 * The results in the order in which they are reached. An item is read only when there is room for it. When nobody wants
 * more results, what runs is told by its signal and waited for, so that nothing goes on unseen.
 *
 * @param work - never rejects
 * @throws what the source throws, after the results of the items before; CoreError `ABORTED` when the signal ended reading
 */
export async function* runConcurrently<Item, Result>(
  source: Iterable<Item> | AsyncIterable<Item>,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  { concurrency, signal }: ConcurrencyOptions,
): AsyncGenerator<Result, void, undefined> {
  const abandoned = new AbortController();
  const ending = signal ? AbortSignal.any([signal, abandoned.signal]) : abandoned.signal;
  const reader = openChunks(source, 1, signal);
  const read = async (): Promise<Event<Item, Result>> => {
    const chunk = await reader.read((item) => Promise.resolve(item));
    return { kind: 'read', chunk };
  };
  const running = new Map<number, Promise<Event<Item, Result>>>();
  let begun = 0;
  let end: Chunk<Item>['end'];
  let reading: Promise<Event<Item, Result>> | undefined;
  try {
    for (;;) {
      if (end === undefined && running.size < concurrency) reading ??= read();
      const awaited = [...running.values(), ...(reading ? [reading] : [])];
      if (awaited.length === 0) break;
      const next = await Promise.race(awaited);
      if (next.kind === 'done') {
        running.delete(next.at);
        yield next.result;
        continue;
      }
      reading = undefined;
      end = next.chunk.end;
      for (const item of next.chunk.results) {
        const at = begun++;
        running.set(
          at,
          work(item, ending).then((result) => ({ kind: 'done', result, at })),
        );
      }
    }
    if (end?.kind === 'failed') throw end.cause;
    if (end?.kind === 'closed') throwIfAborted(signal);
  } finally {
    abandoned.abort();
    await reader.close();
    await Promise.all(running.values());
  }
}
