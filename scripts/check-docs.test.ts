import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasDocComment } from './check-docs.ts';
import { citedStandards, listedStandards } from './lib/citations.ts';
import { blocksOfComments, blocksOfMarkdown } from './lib/code-blocks.ts';
import { relativeLinks } from './lib/links.ts';
import { createProgram, listExports } from './lib/program.ts';
import { root } from './lib/workspace.ts';

describe('doc comments', () => {
  const main = join(root, 'scripts/imaginary-main.ts');
  const other = join(root, 'scripts/imaginary-other.ts');
  const program = createProgram(
    [],
    new Map([
      [main, "export { told, silent, type Told } from './imaginary-other.ts';"],
      [
        other,
        '/** Says it. */\nexport const told = 1;\nexport const silent = 2;\n/** A type. */\nexport type Told = 1;',
      ],
    ]),
  );
  const names = listExports(program, main);

  it('finds the comment behind a re-export, and its absence', () => {
    const documented = names.filter(({ symbol }) => hasDocComment(symbol, program.getTypeChecker()));
    expect(documented.map(({ name }) => name)).toEqual(['Told', 'told']);
  });

  it('tells values from types', () => {
    expect(names.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'type Told',
      'value silent',
      'value told',
    ]);
  });
});

describe('code blocks', () => {
  it('finds ts blocks of Markdown with the line they begin at, and no others', () => {
    const text = 'Text\n```ts\nconst a = 1;\n```\n```sh\nls\n```\n  ```ts\n  const b = 2;\n  ```\n';
    expect(blocksOfMarkdown(text)).toEqual([
      { line: 3, code: 'const a = 1;' },
      { line: 9, code: 'const b = 2;' },
    ]);
  });

  it('finds them in doc comments without the stars', () => {
    const text =
      'const x = 1;\n/**\n * Sum.\n * @example\n * ```ts\n * const a = 1;\n *\n * a;\n * ```\n */\n';
    expect(blocksOfComments(text)).toEqual([{ line: 6, code: 'const a = 1;\n\na;' }]);
  });
});

describe('citations', () => {
  it('are told from other text, each once', () => {
    const text =
      '// RFC 5280 §6.1 and RFC 5280 §7, EN 319 122-1 §5, ISO/IEC 7064, ISO 32000-2 §12.8.1, X.690 §8, PDF 1.7';
    expect(citedStandards(text)).toEqual([
      'RFC 5280',
      'EN 319 122-1',
      'ISO/IEC 7064',
      'ISO 32000-2',
      'X.690',
    ]);
  });

  it('are listed in the first column of a table', () => {
    const listed = listedStandards('| cited as | title |\n|---|---|\n| RFC 5280 | RFC 9999 |\n');
    expect([listed.has('RFC 5280'), listed.has('RFC 9999')]).toEqual([true, false]);
  });
});

describe('links', () => {
  it('are those to files, outside of code', () => {
    const text =
      'See [`a`](../a.md#top), [b](https://b.example), `[c](c.md)`, [top](#top).\n```ts\nx[0](y);\n```\n';
    expect(relativeLinks(text)).toEqual(['../a.md']);
  });
});
