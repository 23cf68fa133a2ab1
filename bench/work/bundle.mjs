/** Gzip size of a browser bundle. */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const PROGRAMS = {
  'bundle-cades': `export { seal } from '@eseal/core';
    export { cades } from '@eseal/formats/cades';
    export { createWebCryptoSigner } from '@eseal/signer-webcrypto';`,
  'bundle-verify': `export { validate } from '@eseal/validator';`,
};

export async function measure(id) {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAMS[id], resolveDir: new URL('..', import.meta.url).pathname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // What a page loads first: code behind import() is a chunk of its own.
    splitting: true,
    outdir: 'out',
    write: false,
  });
  const entry = outputFiles.find(({ path }) => path.endsWith('/stdin.js'));
  const loadedFirst = staticImports(entry, outputFiles);
  return { ours: loadedFirst.reduce((size, file) => size + gzipSync(file.contents, { level: 9 }).length, 0) };
}

/** The entry and every chunk it imports without import(). */
function staticImports(entry, files, found = new Set([entry])) {
  for (const [, name] of entry.text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
    const file = files.find(({ path }) => path.endsWith(`/${name}`));
    if (file === undefined || found.has(file)) continue;
    found.add(file);
    staticImports(file, files, found);
  }
  return [...found];
}
