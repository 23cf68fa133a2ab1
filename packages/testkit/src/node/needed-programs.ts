/**
 * Suites that need something of the machine: skipped aloud where it is missing, failed under `CI=true`.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';

/** What a suite needs of a test framework; vitest has it as it is. */
export interface SuiteFramework {
  readonly describe: (name: string, define: () => void) => void;
  readonly it: (name: string, test: (context: { readonly skip: (reason: string) => void }) => void) => void;
}

/** A `describe` that needs programs of the search path. */
export function describeWithPrograms(
  programs: readonly string[],
  name: string,
  framework: SuiteFramework,
  define: () => void,
): void {
  const missing = programs.filter((program) => spawnSync(program, ['--version']).error !== undefined);
  const reason = missing.length === 0 ? undefined : `missing: ${missing.join(', ')}`;
  describeUnless(reason, name, framework, define);
}

/** A `describe` that runs unless there is a reason against it. */
export function describeUnless(
  reason: string | undefined,
  name: string,
  { describe, it }: SuiteFramework,
  define: () => void,
): void {
  if (reason === undefined) {
    describe(name, define);
    return;
  }
  describe(name, () => {
    it('needs what is missing', (context) => {
      if (process.env.CI === 'true' || process.env.CI === '1') throw new Error(reason);
      context.skip(reason);
    });
  });
}
