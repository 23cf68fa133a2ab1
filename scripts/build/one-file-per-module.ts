/**
 * The build for everything but Node: one file per module, so that the bundler of a page takes only what it uses, and loads
 * behind `import()` what is behind it here.
 *
 * @module
 */
import type { Plugin } from 'esbuild';
import { follow } from './entry-files.ts';

/** Where the sources are; the files of the build lie as the sources do. */
const SOURCES = 'src/';

/** Makes every module that the entry points reach a file of its own. */
export function oneFilePerModule(entries: readonly string[], conditions: readonly string[]): Plugin {
  return {
    name: 'one-file-per-module',
    async setup({ initialOptions, onResolve }) {
      const { inputs } = await follow(entries, conditions);
      initialOptions.entryPoints = Object.keys(inputs).filter((path) => path.startsWith(SOURCES));
      initialOptions.outbase = SOURCES;
      onResolve({ filter: /^\.|^#/ }, ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        return { path: path.replace(/\.ts$/, '.js'), external: true, sideEffects: false };
      });
    },
  };
}
