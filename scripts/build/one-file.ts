/**
 * The build for Node: a package in one file, since Node takes about a millisecond for every module it loads. Entry
 * points only name what they offer of it, so that all of them share one state and one set of classes; `import()` of the
 * package's own modules is inlined, of other packages it stays.
 *
 * @module
 */
import { normalize } from 'node:path';
import type { OnResolveResult, Plugin } from 'esbuild';
import { exportedNames } from './entry-files.ts';

/** Name of the one file. */
const BUNDLE = 'bundle';

/** Puts the entry points of a build into one file, each beside it with its own names. */
export function oneFile(conditions: readonly string[]): Plugin {
  return {
    name: 'one-file',
    setup({ initialOptions, onLoad, onResolve }) {
      initialOptions.conditions = [...conditions];
      const entries = Object.entries(entryPointsOf(initialOptions.entryPoints));
      // A single entry point is the one file.
      if (entries.length === 1) return;
      initialOptions.entryPoints = { ...Object.fromEntries(entries), [BUNDLE]: BUNDLE };
      const file = `./${BUNDLE}.${initialOptions.format === 'cjs' ? 'cjs' : 'js'}`;
      const resolveDir = process.cwd();

      const ofEntry = (path: string): OnResolveResult => {
        const found = entries.find(([, entry]) => normalize(entry) === normalize(path));
        return { path: found?.[0] ?? path, namespace: 'one', pluginData: found?.[1] };
      };

      onResolve({ filter: /.*/ }, ({ path, kind, namespace }) => {
        if (kind === 'entry-point') return path === BUNDLE ? { path, namespace: 'all' } : ofEntry(path);
        return namespace === 'one' ? { path, external: true } : undefined;
      });
      onLoad({ filter: /.*/, namespace: 'one' }, async ({ path, pluginData }) => {
        const names = await exportedNames(String(pluginData), conditions);
        return { contents: reExport(names, file, (one) => `${inBundle(path, one)} as ${one}`) };
      });
      onLoad({ filter: /.*/, namespace: 'all' }, async () => {
        const exports = entries.map(async ([name, path]) => {
          const names = await exportedNames(path, conditions);
          return reExport(names, `./${path}`, (one) => `${one} as ${inBundle(name, one)}`);
        });
        return { contents: (await Promise.all(exports)).join('\n'), resolveDir };
      });
    },
  };
}

function entryPointsOf(entryPoints: unknown): Readonly<Record<string, string>> {
  if (typeof entryPoints !== 'object' || entryPoints === null || Array.isArray(entryPoints))
    throw new TypeError('the entry points are not an object');
  return Object.fromEntries(Object.entries(entryPoints).map(([name, path]) => [name, String(path)]));
}

function reExport(names: readonly string[], from: string, rename: (name: string) => string): string {
  return `export { ${names.map(rename).join(', ')} } from '${from}';`;
}

/** Two entry points may have different values under one name. */
function inBundle(entry: string, name: string): string {
  return `${entry.replaceAll('-', '_')}_${name}`;
}
