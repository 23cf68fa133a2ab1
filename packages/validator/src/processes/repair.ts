/**
 * Failures that a proof of existence made harmless, and those that it did not.
 *
 * @module
 */
import type { CheckResult } from '../report/check-result.ts';
import { type BlockConclusion, type BlockFailure, PASSED } from '../report/conclusion.ts';

/** A check that failed. */
export type FailedCheck = CheckResult & { readonly failure: BlockFailure };

/** Whether a check failed and decides. */
export function isFailed(check: CheckResult): check is FailedCheck {
  return check.status === 'failed' && check.failure !== undefined;
}

/** The first failure that is not repaired. */
export function remainingFailure(
  checks: readonly CheckResult[],
  isRepaired: (check: FailedCheck) => boolean,
): BlockConclusion {
  return checks.filter(isFailed).find((check) => !isRepaired(check))?.failure ?? PASSED;
}

/** The checks of which no failure decides any more. */
export function overcome(checks: readonly CheckResult[]): readonly CheckResult[] {
  return checks.map((check) => {
    if (check.status !== 'failed') return check;
    const { failure: _, ...harmless } = check;
    return { ...harmless, status: 'informed' };
  });
}
