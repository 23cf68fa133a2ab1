/**
 * What is told of each request: for audit records and metrics.
 *
 * @module
 */
import type { CallOutcome, CscErrorCode } from '../errors.ts';

/** One request and what became of it. Nothing that was sent is in it. */
export interface CallEvent {
  readonly method: string;
  /** 1 for the first time that it was sent. */
  readonly attempt: number;
  readonly durationMs: number;
  readonly outcome: 'done' | 'pending' | CallOutcome;
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;
  readonly code: CscErrorCode | undefined;
}

/** Hears of requests. What it throws is dropped: a value that was paid for must not be lost for it. */
export type CallListener = (event: CallEvent) => void;

/** Tells a listener. */
export function tell<Event>(listener: ((event: Event) => void) | undefined, event: Event): void {
  try {
    listener?.(event);
  } catch {
    // See CallListener.
  }
}
