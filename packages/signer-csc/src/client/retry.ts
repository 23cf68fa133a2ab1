/**
 * Sending again what may be sent again.
 *
 * @module
 */
import type { Timer } from '@eseal/core';
import { CscError } from '../errors.ts';
import type { RetryRule } from '../model/requests.ts';

/** How attempts are spaced. */
export interface RetryOptions {
  readonly rule: RetryRule;
  readonly timer: Timer;
  /** Numbers from 0 to less than 1. */
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Times that a request is sent again. */
const MOST_RETRIES = 3;

/** Before the first repetition; doubled with each further one. */
const FIRST_PAUSE = 500;

const LONGEST_PAUSE = 10_000;

/** A service that wants a longer rest gets it: the caller is told instead. */
const LONGEST_REST = 60_000;

/** The first answer, or the error after which nothing may be sent again. Pauses are random, so that clients part (full jitter). */
export async function withRetries<T>(
  attempt: (number: number) => Promise<T>,
  { rule, timer, random, signal }: RetryOptions,
): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      const rest = restAfter(error, rule);
      if (number > MOST_RETRIES || rest === undefined || rest > LONGEST_REST) throw error;
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (number - 1)) * random();
      await timer.wait(Math.max(pause, rest), signal);
    }
  }
}

/** Milliseconds that the service wants at least, or `undefined` when the call is not to be sent again. */
function restAfter(error: unknown, rule: RetryRule): number | undefined {
  if (!(error instanceof CscError) || !error.retryable || rule === 'never') return undefined;
  if (rule === 'not-sent' && error.outcome !== 'not-sent') return undefined;
  const { retryAfterMs, status } = error.facts;
  // What a service answers with 500 it will answer again.
  if (status === 500) return undefined;
  return typeof retryAfterMs === 'number' ? retryAfterMs : 0;
}
