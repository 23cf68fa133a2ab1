import { describe, expect, it } from 'vitest';
import { type CheckResult, findingsOfChecks } from './check-result.ts';

const check = (id: string, status: CheckResult['status']): CheckResult => ({
  id,
  citation: 'RFC 5280 §6',
  status,
  ...(status !== 'passed' && { message: { ja: 'あ', en: 'a' } }),
  facts: {},
});

describe('findingsOfChecks', () => {
  it('tells of failures by their weight, and of nothing that passed or is ignored', () => {
    const findings = findingsOfChecks([
      check('A', 'passed'),
      check('B', 'failed'),
      check('C', 'warned'),
      check('D', 'informed'),
      check('E', 'ignored'),
    ]);
    expect(findings.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      'B error',
      'C warning',
      'D information',
    ]);
  });
});
