/**
 * What became of a batch: of each document, and in numbers.
 *
 * @module
 */
import { assertNever, type BatchOutcome } from '@eseal/core';
import type { BatchTask } from './plan-batch.ts';

/** Counts of outcomes. */
export interface BatchCounts {
  readonly sealed: number;
  readonly kept: number;
  readonly failed: number;
  readonly stopped: number;
  /** Of those that failed, by the codes of their errors. */
  readonly failures: Readonly<Record<string, number>>;
  /** Sealed at a lower level than was asked for. */
  readonly lowerLevel: number;
  /** Of those sealed: an earlier run had asked the key for a value that no document holds. */
  readonly askedTwice: number;
}

/** Counts as they grow. */
export interface BatchCounter {
  add(outcome: BatchOutcome): void;
  counts(): BatchCounts;
}

/** Begins to count. */
export function createCounter(): BatchCounter {
  const kinds = { sealed: 0, kept: 0, failed: 0, stopped: 0 };
  const failures: Record<string, number> = {};
  let lowerLevel = 0;
  let askedTwice = 0;
  return {
    add(outcome) {
      kinds[outcome.kind]++;
      if (outcome.kind === 'failed') failures[outcome.error.code] = (failures[outcome.error.code] ?? 0) + 1;
      if (outcome.kind === 'sealed' && outcome.document.shortfall !== undefined) lowerLevel++;
      if (outcome.kind === 'sealed' && outcome.earlierAttempt !== undefined) askedTwice++;
    },
    counts: () => ({ ...kinds, failures, lowerLevel, askedTwice }),
  };
}

/** What is reported of one document. */
export interface DocumentResult {
  readonly id: string;
  readonly status: BatchOutcome['kind'];
  /** Path below the folder of outputs. */
  readonly output?: string;
  readonly format?: string;
  readonly sha256?: string;
  /** Code of the error that kept it at a lower level, and that level where it is known. */
  readonly shortfall?: string;
  readonly level?: string;
  /** When an earlier run asked the key for a value that no document holds. */
  readonly earlierAttempt?: Date;
  readonly error?: { readonly code: string; readonly message: string };
}

/** The result of an outcome. */
export function resultOf(outcome: BatchOutcome, task: BatchTask | undefined): DocumentResult {
  const { id, kind: status } = outcome;
  const made = { id, status, ...(task && { output: task.output, format: task.format.name }) };
  switch (outcome.kind) {
    case 'sealed': {
      const { document, earlierAttempt, outputDigest } = outcome;
      const { error, reached } = document.shortfall ?? {};
      return {
        ...made,
        ...(outputDigest !== undefined && { sha256: outputDigest }),
        ...(reached && { level: reached }),
        ...(error && { shortfall: error.code }),
        ...(earlierAttempt && { earlierAttempt }),
      };
    }
    case 'kept': {
      const { outputDigest: sha256, shortfall } = outcome;
      return { ...made, sha256, ...(shortfall !== undefined && { shortfall }) };
    }
    case 'failed':
    case 'stopped': {
      const { code, message } = outcome.error;
      return { id, status, error: { code, message } };
    }
    default:
      return assertNever(outcome);
  }
}
