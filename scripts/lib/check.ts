/**
 * The one shape of every check of `pnpm check`.
 *
 * @module
 */
import { pathToFileURL } from 'node:url';

/** A rule over the whole tree. */
export interface Check {
  readonly name: string;
  /** What is wrong, one line (or block) each; empty when nothing is. */
  readonly run: () => Promise<readonly string[]>;
}

/**
 * Runs checks one after another and prints a line for each, problems below it.
 *
 * @returns how many checks passed and failed
 */
export async function runChecks(checks: readonly Check[]): Promise<{ passed: number; failed: number }> {
  let passed = 0;
  for (const check of checks) {
    const started = performance.now();
    const problems = await problemsOf(check);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (problems.length === 0) passed += 1;
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
    for (const problem of problems) console.log(`       ${problem.trimEnd().replaceAll('\n', '\n       ')}`);
  }
  return { passed, failed: checks.length - passed };
}

/** Runs a check when its file is the program that was started: `tsx scripts/check-imports.ts`. */
export async function runWhenMain(moduleUrl: string, check: Check): Promise<void> {
  const main = process.argv[1];
  if (main === undefined || pathToFileURL(main).href !== moduleUrl) return;
  const { failed } = await runChecks([check]);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function problemsOf(check: Check): Promise<readonly string[]> {
  try {
    return await check.run();
  } catch (error) {
    return [`could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
