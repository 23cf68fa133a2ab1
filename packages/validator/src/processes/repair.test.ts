import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../report/check-result.ts';
import { failed, indeterminate, PASSED } from '../report/conclusion.ts';
import { overcome, remainingFailure } from './repair.ts';

const check = (id: string, others: Partial<CheckResult> = {}): CheckResult => ({
  id,
  citation: 'x',
  status: 'passed',
  facts: {},
  ...others,
});

const EXPIRED = check('A', { status: 'failed', failure: indeterminate('OUT_OF_BOUNDS_NO_POE') });
const BROKEN = check('B', { status: 'failed', failure: failed('HASH_FAILURE') });

describe('what a proof repairs', () => {
  it('leaves the first failure that it does not', () => {
    const checks = [check('C'), EXPIRED, check('D', { status: 'warned' }), BROKEN];
    expect(remainingFailure(checks, ({ id }) => id === 'A')).toEqual(failed('HASH_FAILURE'));
    expect(remainingFailure(checks, () => true)).toEqual(PASSED);
    expect(remainingFailure(checks, () => false)).toEqual(indeterminate('OUT_OF_BOUNDS_NO_POE'));
  });

  it('shows what was overcome for information, and decides by it no more', () => {
    const [overcame, kept] = overcome([EXPIRED, check('C')]);
    expect(overcame).toMatchObject({ id: 'A', status: 'informed' });
    expect(overcame).not.toHaveProperty('failure');
    expect(kept).toEqual(check('C'));
  });
});
