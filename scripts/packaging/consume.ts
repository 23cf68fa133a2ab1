/**
 * What a user does with an installed package: imports it, requires it, bundles it for a browser.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packageRules } from '../lib/import-rules.ts';
import { run } from '../lib/run.ts';
import { listEntryPoints } from '../lib/workspace.ts';
import type { PackedPackage } from './pack.ts';

/** Entry points that cannot be loaded, or whose browser bundle needs Node. */
export async function consumeAll(
  packed: readonly PackedPackage[],
  project: string,
): Promise<readonly string[]> {
  const specifiers = packed.flatMap((one) => listEntryPoints(one.package).map(({ specifier }) => specifier));
  const neutral = packed.flatMap(({ package: { folder, ...rest } }) => {
    const node = packageRules[folder]?.node ?? [];
    return listEntryPoints({ folder, ...rest })
      .map(({ specifier }) => specifier)
      .filter((specifier) => node !== true && !node.includes(`${specifier.split('/').at(-1)}/`));
  });
  return [
    ...(await load('import', 'mjs', specifiers, project)),
    ...(await load('require', 'cjs', specifiers, project)),
    ...(await bundleForBrowsers(neutral, project)),
  ];
}

async function load(
  verb: 'import' | 'require',
  extension: string,
  specifiers: readonly string[],
  project: string,
): Promise<readonly string[]> {
  const file = join(project, `${verb}.${extension}`);
  const call = verb === 'import' ? 'await import(specifier)' : 'require(specifier)';
  await writeFile(
    file,
    `(async () => {
  for (const specifier of ${JSON.stringify(specifiers)}) {
    try {
      if (Object.keys(${call}).length === 0) console.log(specifier + ' exports no value');
    } catch (error) {
      console.log(specifier + ' fails on ${verb}: ' + error.message);
    }
  }
})();
`,
  );
  const { output } = await run(process.execPath, ['--no-warnings', file], { cwd: project });
  return output.split('\n').filter((line) => line !== '');
}

async function bundleForBrowsers(specifiers: readonly string[], project: string): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const specifier of specifiers) {
    const result = await build({
      stdin: { contents: `export * from '${specifier}';`, resolveDir: project },
      bundle: true,
      platform: 'browser',
      format: 'esm',
      splitting: true,
      outdir: join(project, 'bundle'),
      write: false,
      logLevel: 'silent',
    }).catch((error: Error) => error);
    if (result instanceof Error) {
      problems.push(`${specifier} cannot be bundled for browsers: ${result.message}`);
      continue;
    }
    const nodeModule = result.outputFiles
      .map(({ text }) => /["']node:[a-z/]+["']/.exec(text)?.[0])
      .find(Boolean);
    if (nodeModule !== undefined) problems.push(`${specifier} takes ${nodeModule} into browsers`);
  }
  return problems;
}
