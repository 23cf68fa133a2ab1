import type { Options } from 'tsup';

/** What a package adds to the shared build. */
export interface BuildOptions extends Options {
  /** Built, but imported by nobody outside: entries without declarations. */
  readonly internal?: Record<string, string>;
}

/** The build every package shares: ESM, CommonJS and types, one chunk graph, nothing bundled that is installed. */
export function build(
  entry: Record<string, string>,
  { internal = {}, ...options }: BuildOptions = {},
): Options {
  return {
    entry: { ...entry, ...internal },
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    splitting: true,
    sourcemap: true,
    clean: true,
    treeshake: false,
    // ESEAL_BUILD=js leaves the declarations out: what `npm start` needs to run within its minute.
    dts:
      process.env.ESEAL_BUILD === 'js'
        ? false
        : { entry, compilerOptions: { ignoreDeprecations: '6.0', types: ['node'] } },
    external: ['#crypto', /^node:/],
    removeNodeProtocol: false,
    // The sources are published beside the build, so the maps need not repeat them.
    esbuildOptions: (esbuild) => {
      esbuild.sourcesContent = false;
    },
    silent: true,
    ...options,
  };
}
