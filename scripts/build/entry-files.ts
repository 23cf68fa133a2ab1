/**
 * What esbuild knows of the entry points of a package: the names they export, the modules behind them.
 *
 * @module
 */
import { build, type Metafile, type Plugin } from 'esbuild';

/** Leaves packages outside; the package's own names, such as `#crypto`, are followed by condition. */
const packagesOutside: Plugin = {
  name: 'packages-outside',
  setup({ onResolve }) {
    onResolve({ filter: /^[^.#/]/ }, ({ kind }) => (kind === 'entry-point' ? undefined : { external: true }));
  },
};

/** Follows source files from entry points without writing anything. */
export async function follow(
  entryPoints: readonly string[],
  conditions: readonly string[],
): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [...entryPoints],
    conditions: [...conditions],
    plugins: [packagesOutside],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    outdir: 'nowhere',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return metafile;
}

/** Names of the values that a source file exports. */
export async function exportedNames(file: string, conditions: readonly string[]): Promise<readonly string[]> {
  const { outputs } = await follow([file], conditions);
  return Object.values(outputs).flatMap((output) => (output.entryPoint === undefined ? [] : output.exports));
}
