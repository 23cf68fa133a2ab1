/**
 * Error codes that are honest: each of a package's union is produced by a source, reached by a test and explained in
 * `docs/errors.md`, and nothing else is.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, runWhenMain } from './lib/check.ts';
import { codesOfUnions, compareCodes, documentedCodes, unreachedCodes } from './lib/error-codes.ts';
import { listFiles, listPackages, root } from './lib/workspace.ts';

/** The check as `pnpm check` runs it. */
export const checkErrors: Check = {
  name: 'error codes',
  run: async () => {
    const page = documentedCodes(readFileSync(join(root, 'docs/errors.md'), 'utf8'));
    const packages = listPackages();
    const texts = readTexts();
    return [
      ...page
        .filter((section) => packages.every(({ name }) => name !== section.package))
        .map((section) => `docs/errors.md: there is no package ${section.package}`),
      ...packages.flatMap(({ name, directory }) => {
        const file = join(directory, 'src/errors.ts');
        const declared = existsSync(file) ? codesOfUnions(file, readFileSync(file, 'utf8')) : [];
        const documented = page.filter((one) => one.package === name).flatMap(({ codes }) => codes);
        return [
          ...compareCodes(`docs/errors.md, ${name}`, declared, documented),
          ...unreachedCodes(name, declared, texts),
        ];
      }),
    ];
  },
};

/** All sources but the unions themselves, and all tests. */
function readTexts(): { readonly sources: string; readonly tests: string } {
  const files = [
    ...listFiles('packages', '.ts'),
    ...listFiles('interop', '.ts'),
    ...listFiles('examples', '.ts'),
  ];
  const read = (paths: readonly string[]): string =>
    paths.map((path) => readFileSync(path, 'utf8')).join('\n');
  const unions = /^export type \w+ErrorCode =[^;]+;/gm;
  return {
    sources: read(files.filter((path) => !path.endsWith('.test.ts'))).replaceAll(unions, ''),
    tests: read(files.filter((path) => path.endsWith('.test.ts'))),
  };
}

await runWhenMain(import.meta.url, checkErrors);
