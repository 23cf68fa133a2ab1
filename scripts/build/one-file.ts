/**
 * The build for Node: a package in one file, since Node takes about a millisecond for every module it loads. Entry
 * points only name what they offer of it, so that all of them share one state and one set of classes; `import()` of the
 * package's own modules is inlined, of other packages it stays.
 *
 * @module
 */
import type { Plugin } from 'esbuild';
import { exportedNames } from './entry-files.ts';

/** Name of the one file. */
const BUNDLE = 'bundle';

/** Puts the entry points of a build into one file, each beside it with its own names. */
export function oneFile(conditions: readonly string[]): Plugin {
  return {
    name: 'one-file',
    setup({ initialOptions, onLoad, onResolve }) {
      initialOptions.conditions = [...conditions];
      const entries = entryPointsOf(initialOptions.entryPoints);
      // A single entry point is the one file.
      if (Object.keys(entries).length === 1) return;
      initialOptions.entryPoints = { ...entries, [BUNDLE]: BUNDLE };
      const file = `./${BUNDLE}.${initialOptions.format === 'cjs' ? 'cjs' : 'js'}`;
      const resolveDir = process.cwd();

      onResolve({ filter: /.*/ }, ({ path, kind, namespace }) => {
        if (kind === 'entry-point') return { path, namespace: path === BUNDLE ? 'all' : 'names' };
        return namespace === 'names' ? { path, external: true } : undefined;
      });
      onLoad({ filter: /.*/, namespace: 'names' }, async ({ path }) => {
        const names = await exportedNames(path, conditions);
        return { contents: `export { ${names.join(', ')} } from '${file}';` };
      });
      onLoad({ filter: /.*/, namespace: 'all' }, async () => {
        await assertNamesAreUnique(Object.values(entries), conditions);
        const contents = Object.values(entries).map((path) => `export * from './${path}';`);
        return { contents: contents.join('\n'), resolveDir };
      });
    },
  };
}

function entryPointsOf(entryPoints: unknown): Readonly<Record<string, string>> {
  if (typeof entryPoints !== 'object' || entryPoints === null || Array.isArray(entryPoints))
    throw new TypeError('the entry points are not an object');
  return Object.fromEntries(Object.entries(entryPoints).map(([name, path]) => [name, String(path)]));
}

/** Two different values of one name at two entry points: `export *` would drop both without a word. */
async function assertNamesAreUnique(paths: readonly string[], conditions: readonly string[]): Promise<void> {
  const lists = await Promise.all(paths.map((path) => exportedNames(path, conditions)));
  const names = lists.flat();
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  if (twice.length > 0) throw new Error(`exported by two entry points: ${twice.join(', ')}`);
}
