/**
 * Where a judge is known to differ from the others, with the reason; `exceptions.json` is the list.
 *
 * @module
 */
import listed from '../exceptions.json' with { type: 'json' };
import type { MatrixCase } from './cases.ts';

/** A known divergence: the judge refuses an intact file. */
export interface Exception {
  readonly judge: string;
  readonly algorithm: string;
  /** Default every format. */
  readonly format?: string;
  /** Default every packaging. */
  readonly packaging?: string;
  /** Part of what the judge says of an intact file. */
  readonly says: string;
  /** It still tells a changed file from an intact one: then it says something else. */
  readonly tellsChanges?: boolean;
  readonly reason: string;
}

/** All known divergences. */
export const exceptions: readonly Exception[] = listed.matrix;

/** The divergence that is known of a judge in a case. */
export function exceptionFor(judge: string, { packaging, algorithm }: MatrixCase): Exception | undefined {
  return exceptions.find(
    (one) =>
      one.judge === judge &&
      one.algorithm === algorithm.name &&
      (one.format ?? packaging.format) === packaging.format &&
      (one.packaging ?? packaging.name) === packaging.name,
  );
}
