/** A program as a browser's bundle, and how much of it a page loads before it can begin. */
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { rollup } from 'rollup';
import { resolveForPages } from './resolve-package.mjs';

const TARGET = 'es2022';

/**
 * Files of a bundle.
 *
 * @typedef {{ name: string, code: string, isEntry: boolean, imports: readonly string[] }} BundleFile
 */

/** By Rollup, minified by esbuild: what is behind import() shares the entry's modules where they are. */
export async function bundleByRollup(program) {
  const bundle = await rollup({
    input: 'program',
    treeshake: { moduleSideEffects: false },
    preserveEntrySignatures: 'strict',
    plugins: [pages(program)],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return Promise.all(
    output.map(async ({ fileName, code, isEntry, imports }) => ({
      name: fileName,
      code: (await transform(code, { minify: true, target: TARGET, format: 'esm' })).code,
      isEntry,
      imports,
    })),
  );
}

/** Resolves as a browser's bundler does; packages of others, all behind import(), stay outside. */
function pages(program) {
  return {
    name: 'pages',
    resolveId(specifier, importer) {
      if (importer === undefined) return specifier;
      return resolveForPages(specifier, importer) ?? { id: specifier, external: true };
    },
    load: (id) => (id === 'program' ? program : null),
  };
}

/** By esbuild: what the entry shares with code behind import() becomes files of its own. */
export async function bundleByEsbuild(program) {
  const { metafile, outputFiles } = await build({
    stdin: { contents: program, resolveDir: new URL('..', import.meta.url).pathname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: TARGET,
    splitting: true,
    outdir: 'out',
    write: false,
    metafile: true,
  });
  return outputFiles.map(({ path, text }) => {
    const [name, { imports, entryPoint }] = Object.entries(metafile.outputs).find(([output]) =>
      path.endsWith(`/${output}`),
    );
    const first = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
    return {
      name,
      code: text,
      isEntry: entryPoint === '<stdin>',
      imports: first.map((one) => one.path),
    };
  });
}

/** Bytes of the entry and of all it imports without import(), each file compressed as it is served. */
export function sizeOfFirstLoad(files) {
  const loaded = new Set(files.filter(({ isEntry }) => isEntry));
  for (const { imports } of loaded) {
    for (const file of files) if (imports.includes(file.name)) loaded.add(file);
  }
  return [...loaded].reduce((size, { code }) => size + gzipSync(code, { level: 9 }).length, 0);
}
