/**
 * Suites that need outside judges: run where the judges are, skipped with the reason in the name where they are not,
 * and failed under `CI=true`, where nothing may be left out.
 *
 * @module
 */
import { describe, it } from 'vitest';
import { findJudge, howToGet, type Judge, judgeMissing } from './find-judge.ts';

/** Whether a missing judge is a failure instead of a skip. */
const strict = process.env.CI === 'true' || process.env.CI === '1';

/**
 * The path of a judge inside a suite that asked for it.
 *
 * @throws Error when the judge is not on this machine
 */
export function requireJudge(judge: Judge): string {
  const path = findJudge(judge);
  if (path === undefined) throw new Error(`${judge} is missing: ${howToGet(judge)}`);
  return path;
}

/**
 * A `describe` that needs judges.
 *
 * @param needed - judges without which the suite says nothing
 * @param name - as for `describe`
 * @param body - as for `describe`; not called when a judge is missing
 */
export const suiteFor = (needed: readonly Judge[], name: string, body: () => void): void => {
  const missing = [...new Set(needed)].filter(judgeMissing);
  if (missing.length === 0) {
    describe(name, body);
    return;
  }
  const reason = missing.map((judge) => `${judge} is missing: ${howToGet(judge)}`).join('; ');
  describe(name, () => {
    if (strict) {
      it(`needs ${missing.join(', ')}`, () => {
        throw new Error(reason);
      });
    } else {
      it('is not run here', (context) => context.skip(reason));
    }
  });
};
