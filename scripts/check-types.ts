/**
 * `tsc` over every project of the workspace.
 *
 * @module
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, runWhenMain } from './lib/check.ts';
import { runTool } from './lib/run.ts';
import { listPackages, root, shown } from './lib/workspace.ts';

/** The check as `pnpm check` runs it. */
export const checkTypes: Check = {
  name: 'types',
  run: async () => {
    const projects = [
      ...listPackages().map(({ directory }) => directory),
      root,
      ...['interop', 'examples', 'bench'].map((name) => join(root, name)),
    ].flatMap(listProjects);
    const problems = await Promise.all([typeCheck(projects, 0), typeCheck(projects, 1)]);
    return problems.flat();
  },
};

/** The projects of a folder: `tsconfig.json`, and `tsconfig.node.json` for files that only Node runs. */
function listProjects(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => /^tsconfig(\.node)?\.json$/.test(file))
    .map((file) => join(directory, file));
}

/** Checks every second project, one after another, so that two calls share the work. */
async function typeCheck(projects: readonly string[], parity: 0 | 1): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const project of projects.filter((_, index) => index % 2 === parity)) {
    const { status, output } = await runTool('tsc', ['-p', project, '--pretty', 'false']);
    if (status !== 0 && !isEmptyProject(output)) problems.push(`${shown(project)}:\n${output}`);
  }
  return problems;
}

/** A project whose tests are yet to come has no input (TS18003). */
function isEmptyProject(output: string): boolean {
  return /^error TS18003:/.test(output);
}

await runWhenMain(import.meta.url, checkTypes);
