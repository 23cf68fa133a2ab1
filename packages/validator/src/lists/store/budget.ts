/**
 * How much loading lists may cost altogether.
 *
 * @module
 */
import { throwIfAborted } from '@eseal/core/crypto';
import { type FetchContext, type FetchProblem, fetchProblem } from '../../retrieval/fetch-body.ts';
import { createGate } from './gate.ts';

/** Limits of loading. */
export interface LoadLimits {
  /** Lists that are fetched at a time. Default 8. */
  readonly concurrency?: number;
  /** Most bytes of one list. Default 24 MiB. */
  readonly maxListBytes?: number;
  /** Most bytes of all lists together. Default 256 MiB. */
  readonly maxTotalBytes?: number;
  /** Time for one list in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** Time for all lists together in milliseconds. Default 120 000. */
  readonly totalTimeoutMs?: number;
}

/** Work within the limits, or the limit that it met. */
export type WithinBudget = <T>(
  fetch: (limits: Pick<FetchContext, 'maxBytes' | 'timeoutMs' | 'signal'>) => Promise<Spent<T>>,
) => Promise<T | FetchProblem>;

/** What work gave, and how many bytes it took. */
export interface Spent<T> {
  readonly result: T;
  readonly bytes: number;
}

/** A budget that begins now. Its work rejects with CoreError `ABORTED` once the caller's signal says so, and only then. */
export function createBudget(limits: LoadLimits, signal: AbortSignal | undefined): WithinBudget {
  const {
    concurrency = 8,
    maxListBytes = 24 << 20,
    maxTotalBytes = 256 << 20,
    timeoutMs = 30_000,
    totalTimeoutMs = 120_000,
  } = limits;
  const gate = createGate(Math.max(1, concurrency));
  const end = AbortSignal.timeout(totalTimeoutMs);
  const either = signal === undefined ? end : AbortSignal.any([signal, end]);
  let left = maxTotalBytes;
  const run: WithinBudget = async (fetch) => {
    throwIfAborted(either);
    if (left <= 0) return fetchProblem('too-large', `all lists have more than ${maxTotalBytes} bytes`);
    const { result, bytes } = await fetch({
      maxBytes: Math.min(maxListBytes, left),
      timeoutMs,
      // One of its own: those who listen to it do so for one list.
      signal: AbortSignal.any([either]),
    });
    left -= bytes;
    return result;
  };
  return async (fetch) => {
    try {
      return await gate(() => run(fetch));
    } catch (error) {
      throwIfAborted(signal);
      if (!end.aborted) throw error;
      return fetchProblem('unavailable', `all lists took more than ${totalTimeoutMs} ms`);
    }
  };
}
