/**
 * Values that are there at once for a document in memory, and later for one on disk.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';

/** What `next` makes of a value, at once where the value is there at once: a promise costs more than most steps. */
export function andThen<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
