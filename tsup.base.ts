import type { Options } from 'tsup';
import { oneFile } from './scripts/build/one-file.ts';
import { oneFilePerModule } from './scripts/build/one-file-per-module.ts';

/** What all builds share: maps, sources beside them, nothing bundled that is installed. */
const shared: Options = {
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
  treeshake: false,
  external: [/^node:/],
  removeNodeProtocol: false,
  // The sources are published beside the build, so the maps need not repeat them.
  esbuildOptions: (esbuild) => {
    esbuild.sourcesContent = false;
  },
  silent: true,
};

/** ESEAL_BUILD=js leaves the declarations out: what `npm start` needs to run within its minute. */
function declarations(entry: Record<string, string>): NonNullable<Options['dts']> {
  if (process.env.ESEAL_BUILD === 'js') return false;
  return { entry, compilerOptions: { ignoreDeprecations: '6.0', types: ['node'] } };
}

/** The build of a package that runs in Node only: ESM, CommonJS and types. */
export function buildForNode(entry: Record<string, string>, options: Options = {}): Options {
  return {
    ...shared,
    entry,
    format: ['esm', 'cjs'],
    platform: 'node',
    splitting: true,
    dts: declarations(entry),
    ...options,
  };
}

/**
 * The builds of a package that runs everywhere: for Node one file as ESM and as CommonJS, for all others one ESM file per
 * module, and the types of both. The conditions of `exports` in package.json choose.
 */
export function buildForAll(entry: Record<string, string>): Options[] {
  return [
    {
      ...shared,
      entry,
      format: ['esm', 'cjs'],
      splitting: false,
      dts: declarations(entry),
      // The other build cleans its own folder.
      clean: ['!modules/**'],
      esbuildPlugins: [oneFile(['@eseal/source', 'node'])],
    },
    {
      ...shared,
      entry,
      outDir: 'dist/modules',
      format: ['esm'],
      splitting: false,
      dts: false,
      esbuildPlugins: [oneFilePerModule(Object.values(entry), ['@eseal/source'])],
    },
  ];
}
