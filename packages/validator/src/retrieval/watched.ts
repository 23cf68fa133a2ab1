/**
 * Sources of issuers and revocation data whose attempts and failures are noted, and whose time is that of the validation.
 *
 * @module
 */
import { CoreError, untilAborted } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import type { IssuerSource } from '../path/issuer-source.ts';
import type { OnAttempt, RetrievalAttempt } from '../report/retrieval-attempt.ts';
import type { RevocationProvider } from '../revocation/provider.ts';

/** The sources of a call of the validator, and its limits. */
export interface RetrievalToWatch {
  readonly issuers: IssuerSource | undefined;
  readonly revocationProvider: RevocationProvider;
  /** Milliseconds until the validation has to end. */
  readonly timeLeft: () => number;
  /** Throws when the validation was aborted or its time is used up. */
  readonly checkpoint: () => void;
}

/** The sources, and what became of their questions. */
export interface WatchedRetrieval {
  readonly issuers?: IssuerSource;
  readonly revocationProvider: RevocationProvider;
  /** Grows while the sources are asked. */
  readonly attempts: readonly RetrievalAttempt[];
  /** Why the source of issuers could not answer. */
  readonly problems: readonly string[];
}

/** Most attempts that a report lists. */
const MAX_ATTEMPTS = 500;

/**
 * Sources that end with the validation. A source of issuers that fails has found none; a provider's failure is told by
 * whoever asked it, beside the certificate it was asked about.
 */
export function watchRetrieval(watched: RetrievalToWatch): WatchedRetrieval {
  const { issuers, revocationProvider, checkpoint, timeLeft } = watched;
  const attempts: RetrievalAttempt[] = [];
  const problems: string[] = [];
  const noting =
    (others: OnAttempt | undefined): OnAttempt =>
    (attempt) => {
      if (attempts.length < MAX_ATTEMPTS) attempts.push(attempt);
      others?.(attempt);
    };
  const issuersOf: IssuerSource['issuersOf'] = async (certificate, { signal, onAttempt } = {}) => {
    if (issuers === undefined) return [];
    const ask = (until: AbortSignal) =>
      issuers.issuersOf(certificate, { signal: until, onAttempt: noting(onAttempt) });
    try {
      return [...(await withinTime(ask, timeLeft(), signal))];
    } catch (error) {
      checkpoint();
      problems.push(error instanceof Error ? error.message : 'unexpected error');
      return [];
    }
  };
  return {
    ...(issuers && { issuers: { issuersOf } }),
    revocationProvider: {
      collect: (request) => {
        const ask = (signal: AbortSignal) =>
          revocationProvider.collect({ ...request, signal, onAttempt: noting(request.onAttempt) });
        return withinTime(ask, timeLeft(), request.signal);
      },
    },
    attempts,
    problems,
  };
}

/** An answer, or CoreError `ABORTED` when there is none in time, even from a source that knows no signal. */
async function withinTime<T>(
  ask: (signal: AbortSignal) => MaybePromise<T>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  const end = new AbortController();
  const stop = (): void => end.abort(signal?.reason);
  if (signal?.aborted) throw new CoreError('ABORTED', 'the validation was aborted', { cause: signal.reason });
  signal?.addEventListener('abort', stop, { once: true });
  // A millisecond more: whoever catches the error finds the time used up.
  const timer = setTimeout(() => end.abort(), Math.min(Math.max(milliseconds, 0) + 1, LONGEST_TIMER));
  try {
    return await untilAborted(Promise.resolve(ask(end.signal)), end.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Timers of the platform count in signed integers of 32 bits. */
const LONGEST_TIMER = 2 ** 31 - 1;
