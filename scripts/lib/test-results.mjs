/**
 * Reads what vitest's JSON reporter wrote.
 *
 * @module
 */

/**
 * @typedef {{ fullName: string, status: string }} Assertion
 * @typedef {{ name: string, status: string, assertionResults: Assertion[] }} TestFile
 */

/**
 * Counts tests. A file that could not be loaded, and a run that failed without a failed test, count as one failure.
 *
 * @param {{ testResults: TestFile[] } | undefined} report - `undefined` when there is none
 * @param {number} status - exit status of vitest
 * @returns {{ passed: number, failed: number, skipped: string[] }}
 */
export function countTests(report, status) {
  const files = report?.testResults ?? [];
  const assertions = files.flatMap(({ assertionResults }) => assertionResults);
  const failedTests = assertions.filter((one) => one.status === 'failed').length;
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  ).length;
  const failed = failedTests + brokenFiles;
  return {
    passed: assertions.filter((one) => one.status === 'passed').length,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: assertions
      .filter((one) => one.status !== 'passed' && one.status !== 'failed')
      .map((one) => one.fullName.trim()),
  };
}
