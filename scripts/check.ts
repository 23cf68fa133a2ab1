/**
 * `pnpm check`: every rule over the tree that is not a test, one line each.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { checkAttacks } from './check-attacks.ts';
import { checkDocs } from './check-docs.ts';
import { checkErrors } from './check-errors.ts';
import { checkExports } from './check-exports.ts';
import { checkGlobals } from './check-globals.ts';
import { checkImports } from './check-imports.ts';
import { checkPackaging } from './check-packaging.ts';
import { checkTypes } from './check-types.ts';
import { type Check, runChecks } from './lib/check.ts';
import { runTool } from './lib/run.ts';

/** A check that is one call of an installed tool. */
function toolCheck(name: string, tool: string, args: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const { status, output } = await runTool(tool, args);
      return status === 0 ? [] : [output.trim() || `${tool} ended with ${status}`];
    },
  };
}

const result = await runChecks([
  toolCheck('format and lint', 'biome', [
    'ci',
    '--colors=off',
    '--reporter=concise',
    '--max-diagnostics=none',
    '.',
  ]),
  checkTypes,
  checkImports,
  checkGlobals,
  checkExports,
  checkDocs,
  checkErrors,
  checkAttacks,
  toolCheck('unused files, exports, dependencies', 'knip', ['--no-progress']),
  checkPackaging,
]);
// Where `npm test` reads how many checks there were.
const file = process.env.ESEAL_CHECK_RESULT;
if (file) writeFileSync(file, JSON.stringify(result));
process.exitCode = result.failed === 0 ? 0 : 1;
