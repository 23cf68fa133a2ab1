import { describe, expect, it } from 'vitest';
import { countTests } from './test-results.mjs';

const passed = { fullName: 'a seal is valid', status: 'passed' };
const failed = { fullName: 'a seal is not', status: 'failed' };
const skipped = { fullName: 'pdfsig is missing', status: 'pending' };

function fileOf(status: string, ...assertionResults: readonly { fullName: string; status: string }[]) {
  return { name: 'file', status, assertionResults: [...assertionResults] };
}

describe('counting tests', () => {
  it('counts what passed, failed and did not run', () => {
    const report = { testResults: [fileOf('failed', passed, failed), fileOf('passed', passed, skipped)] };
    expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1, skipped: ['pdfsig is missing'] });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countTests({ testResults: [fileOf('failed'), fileOf('passed', passed)] }, 1).failed).toBe(1);
  });

  it('does not call a run good that ended badly or left no report', () => {
    expect(countTests({ testResults: [fileOf('passed', passed)] }, 1).failed).toBe(1);
    expect(countTests(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: [] });
  });
});
