import { describe, expect, it } from 'vitest';
import type { CheckResult, CheckStatus } from '../report/check-result.ts';
import { checkSections } from './check-sections.ts';
import { speechIn } from './speech.ts';

const check = (id: string, status: CheckStatus): CheckResult => ({
  id,
  citation: 'EN 319 102-1 §5',
  status,
  facts: {},
  ...(status !== 'passed' && { message: { ja: '理由', en: 'the reason' } }),
});

describe('checkSections', () => {
  it('show what did not hold first, also what the policy ignores', () => {
    const [section] = checkSections(
      [check('A', 'passed'), check('B', 'ignored'), check('C', 'failed')],
      speechIn('en'),
    );
    expect(section?.rows[0]?.values).toEqual(['1 checks passed']);
    expect(section?.table?.rows).toEqual([
      ['B', 'not met (ignored by the policy)', 'the reason', 'EN 319 102-1 §5'],
      ['C', 'failed', 'the reason', 'EN 319 102-1 §5'],
      ['A', 'passed', '-', 'EN 319 102-1 §5'],
    ]);
  });

  it('are none without checks', () => {
    expect(checkSections([], speechIn('ja'))).toEqual([]);
  });
});
