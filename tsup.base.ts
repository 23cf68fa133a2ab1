import type { Options } from 'tsup';

/** The build every package shares: ESM, CommonJS and types, one chunk graph, nothing bundled that is installed. */
export function build(entry: Record<string, string>, options: Options = {}): Options {
  return {
    entry,
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    splitting: true,
    sourcemap: true,
    clean: true,
    treeshake: false,
    // ESEAL_BUILD=js leaves the declarations out: what `npm start` needs to run within its minute.
    dts: process.env.ESEAL_BUILD === 'js' ? false : { compilerOptions: { ignoreDeprecations: '6.0' } },
    external: ['#crypto', /^node:/],
    ...options,
  };
}
