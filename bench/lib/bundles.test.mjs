import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sizeOfFirstLoad } from './bundles.mjs';
import { chooseTarget } from './resolve-package.mjs';

const file = (name, code, imports = [], isEntry = false) => ({ name, code, imports, isEntry });
const compressed = (code) => gzipSync(code, { level: 9 }).length;

describe('what a page loads first', () => {
  it('is the entry with all that it imports, once each, and nothing behind import()', () => {
    const files = [
      file('later.js', 'l'.repeat(5000), ['shared.js']),
      file('entry.js', 'entry', ['one.js', 'shared.js'], true),
      file('one.js', 'one', ['shared.js']),
      file('shared.js', 'shared', []),
    ];
    expect(sizeOfFirstLoad(files)).toBe(['entry', 'one', 'shared'].map(compressed).reduce((a, b) => a + b));
  });
});

describe('the file of an entry point', () => {
  const target = {
    '@eseal/source': './src/index.ts',
    node: { import: './dist/index.js', require: './dist/index.cjs' },
    default: { types: './dist/index.d.ts', default: './dist/modules/index.js' },
  };

  it('is that of the first condition that is set', () => {
    expect(chooseTarget(target)).toBe('./dist/modules/index.js');
    expect(chooseTarget(target, ['node', 'require'])).toBe('./dist/index.cjs');
    expect(chooseTarget('./dist/index.js')).toBe('./dist/index.js');
  });

  it('is none where no condition fits', () => {
    expect(chooseTarget({ node: './dist/node.js' })).toBeUndefined();
    expect(chooseTarget({ default: { require: './a.cjs' } }, ['default', 'import'])).toBeUndefined();
  });
});
