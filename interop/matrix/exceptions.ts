/**
 * Where a judge is known to differ from the others, with the reason; `exceptions.json` is the list.
 *
 * @module
 */
import listed from '../exceptions.json' with { type: 'json' };
import type { Divergence } from '../lib/expect-verdicts.ts';
import type { MatrixCase } from './cases.ts';

/** A known divergence in the matrix. */
export interface Exception extends Divergence {
  readonly judge: string;
  /** Default every algorithm. */
  readonly algorithm?: string;
  /** Default every level. */
  readonly level?: string;
  /** Default every format. */
  readonly format?: string;
  /** Default every packaging. */
  readonly packaging?: string;
}

/** All known divergences. */
export const exceptions: readonly Exception[] = listed.matrix;

/** The divergence that is known of a judge in a case. */
export function exceptionFor(
  judge: string,
  { packaging, adesLevel, algorithm }: MatrixCase,
): Exception | undefined {
  return exceptions.find(
    (one) =>
      one.judge === judge &&
      (one.algorithm ?? algorithm.name) === algorithm.name &&
      (one.level ?? adesLevel) === adesLevel &&
      (one.format ?? packaging.format) === packaging.format &&
      (one.packaging ?? packaging.name) === packaging.name,
  );
}
