import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cycles, forbiddenEdges } from './check-imports.ts';
import { findCycles } from './lib/find-cycles.ts';
import { type ImportGraph, readImports } from './lib/import-graph.ts';
import { root } from './lib/workspace.ts';

/** A graph of files that exist only here; relative imports resolve among themselves. */
function graphOf(files: Readonly<Record<string, string>>): ImportGraph {
  return {
    statements: Object.entries(files).flatMap(([path, text]) => readImports(join(root, path), text)),
    targets: ({ from, specifier }) => (specifier.startsWith('.') ? [join(from, '..', specifier)] : []),
  };
}

describe('forbidden edges', () => {
  it('says nothing about imports that the rules allow', () => {
    const graph = graphOf({
      'packages/core/src/x509/name.ts': "import { read } from '../asn1/reader.ts';",
      'packages/formats/src/cades/parse.ts': "import type { Certificate } from '@eseal/core/x509';",
      'packages/core/src/node/file.ts': "import { open } from 'node:fs/promises';",
      'packages/core/src/x509/name.test.ts': "import { readFileSync } from 'node:fs';",
    });
    expect(forbiddenEdges(graph)).toEqual([]);
  });

  it.each([
    ['packages/core/src/seal/seal.ts', '@eseal/formats/cades', 'nothing of ours'],
    ['packages/formats/src/cades/parse.ts', '@eseal/validator', 'may import core'],
    ['packages/signer-webcrypto/src/index.ts', '@eseal/testkit', 'may import core'],
    ['packages/core/src/asn1/reader.ts', '../x509/name.ts', 'asn1 may import errors, util'],
    ['packages/formats/src/cades/parse.ts', '../pades/parse.ts', 'cades may import'],
    ['packages/core/src/x509/name.ts', '../asn1/index.ts', 'an index is for users'],
    ['packages/core/src/x509/name.ts', '../asn1/reader', 'write the extension'],
    ['packages/core/src/x509/name.ts', './name.test.ts', 'do not import tests'],
    ['packages/formats/src/detect.ts', '../../core/src/errors.ts', 'by its name'],
    ['packages/core/src/asn1/reader.ts', 'node:fs', 'runs in browsers too'],
    ['packages/cli/src/eseal.ts', 'fs', 'write node:fs'],
    ['packages/formats/src/pades/appearance.ts', 'pdf-lib', 'only by import()'],
    ['packages/cli/src/serve.ts', '@eseal/testkit/server', 'only by import()'],
  ])('refuses %s importing %s', (path, specifier, reason) => {
    const [problem] = forbiddenEdges(graphOf({ [path]: `import { x } from '${specifier}';` }));
    expect(problem).toContain(`${path}:1 imports ${specifier}`);
    expect(problem).toContain(reason);
  });

  it('lets a heavy dependency be imported where it is needed, and its types anywhere', () => {
    const text = "import type { PDFDocument } from 'pdf-lib';\nconst lib = await import('pdf-lib');";
    expect(forbiddenEdges(graphOf({ 'packages/formats/src/pades/appearance.ts': text }))).toEqual([]);
  });

  it('sees re-exports, import() and import types', () => {
    const text = `export { a } from 'node:fs';
      const b = import('node:path');
      type C = import('node:url').URL;`;
    expect(forbiddenEdges(graphOf({ 'packages/core/src/asn1/tags.ts': text }))).toHaveLength(3);
  });
});

describe('cycles', () => {
  it('counts a circle that only types close', () => {
    const graph = graphOf({
      'packages/core/src/seal/a.ts': "import { b } from './b.ts';",
      'packages/core/src/seal/b.ts': "import type { A } from './a.ts';",
      'packages/core/src/seal/c.ts': "import { a } from './a.ts';",
    });
    expect(cycles(graph)).toEqual([
      'cycle of imports: packages/core/src/seal/a.ts, packages/core/src/seal/b.ts',
    ]);
  });

  it('tells two circles apart and leaves out what only leads to them', () => {
    const edges = new Map([
      ['start', ['a', 'x']],
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
      ['x', ['x']],
      ['end', []],
    ]);
    expect(findCycles(edges).map((group) => [...group].sort())).toEqual([['a', 'b', 'c'], ['x']]);
  });
});
