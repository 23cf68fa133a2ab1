import { describe, expect, it } from 'vitest';
import { policyOf } from '../policy/presets.ts';
import { failed, indeterminate, PASSED } from '../report/conclusion.ts';
import { concludeBlock, defineCheck, judged } from './check.ts';

const message = { ja: '{thing} が違います。', en: '{thing} is wrong.' };
const BROKEN = defineCheck({
  id: 'BROKEN',
  citation: 'EN 319 102-1 §5.2',
  level: 'fail',
  failure: failed('HASH_FAILURE'),
  message,
  repair: { ja: '{thing} を直してください。', en: 'Mend {thing}.' },
});
const WEAK = defineCheck({
  id: 'WEAK',
  citation: 'EN 319 102-1 §5.2',
  level: 'warn',
  failure: indeterminate('TRY_LATER'),
  message,
});
const FIXED = defineCheck({ ...BROKEN, id: 'FIXED', fixed: true });
const strict = policyOf('strict');

describe('concludeBlock', () => {
  it('passes when every check holds', () => {
    const { conclusion, checks } = concludeBlock(strict, [judged(BROKEN, true), judged(WEAK, true)]);
    expect(conclusion).toEqual(PASSED);
    expect(checks.map(({ status }) => status)).toEqual(['passed', 'passed']);
  });

  it('takes the first failure that decides, and keeps what the others say', () => {
    const other = defineCheck({ ...BROKEN, id: 'OTHER', failure: indeterminate('NO_POE') });
    const { conclusion, checks } = concludeBlock(strict, [
      judged(WEAK, false, { thing: 'a' }),
      judged(BROKEN, false, { thing: 'b' }),
      judged(other, false, { thing: 'c' }),
    ]);
    expect(conclusion).toEqual(failed('HASH_FAILURE'));
    expect(checks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'WEAK warned',
      'BROKEN failed',
      'OTHER failed',
    ]);
    expect(checks[1]).toMatchObject({
      message: { ja: 'b が違います。', en: 'b is wrong.' },
      repair: { ja: 'b を直してください。', en: 'Mend b.' },
      facts: { thing: 'b' },
    });
  });

  it.each([
    ['fail', 'failed'],
    ['warn', 'warned'],
    ['inform', 'informed'],
    ['ignore', 'ignored'],
  ] as const)('lets the policy say "%s"', (level, status) => {
    const policy = { ...strict, levels: { BROKEN: level } };
    const { conclusion, checks } = concludeBlock(policy, [judged(BROKEN, false)]);
    expect(checks[0]?.status).toBe(status);
    expect(conclusion.indication).toBe(level === 'fail' ? 'FAILED' : 'PASSED');
  });

  it('lets no policy weaken what nothing is proven without', () => {
    const policy = { ...strict, levels: { FIXED: 'ignore' } as const };
    expect(concludeBlock(policy, [judged(FIXED, false)]).conclusion).toEqual(failed('HASH_FAILURE'));
  });

  it('takes a level for the case before the own level of the check', () => {
    expect(concludeBlock(strict, [judged(BROKEN, false, {}, 'warn')]).checks[0]?.status).toBe('warned');
  });
});
