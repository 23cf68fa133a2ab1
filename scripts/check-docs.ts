/**
 * Docs that stay true: every public name has a doc comment, every `ts` block of Markdown and doc comments
 * type-checks, every link leads to a file, every cited standard is in `docs/standards.md`.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { type Check, runWhenMain } from './lib/check.ts';
import { citedStandards, listedStandards } from './lib/citations.ts';
import { blocksOfComments, blocksOfMarkdown, type CodeBlock } from './lib/code-blocks.ts';
import { relativeLinks } from './lib/links.ts';
import { createProgram, listExports } from './lib/program.ts';
import { listEntryPoints, listFiles, listPackages, root, shown } from './lib/workspace.ts';

/** The check as `pnpm check` runs it. */
export const checkDocs: Check = {
  name: 'docs',
  run: async () => [...undocumentedNames(), ...brokenBlocks(), ...brokenLinks(), ...unlistedStandards()],
};

/** Public names without a doc comment. */
function undocumentedNames(): readonly string[] {
  const entries = listPackages()
    .flatMap(listEntryPoints)
    .filter(({ source }) => existsSync(source));
  const program = createProgram(entries.map(({ source }) => source));
  return entries.flatMap(({ specifier, source }) =>
    listExports(program, source)
      .filter(({ symbol }) => !hasDocComment(symbol, program.getTypeChecker()))
      .map(({ name }) => `${specifier}: ${name} has no doc comment`),
  );
}

/** Whether a symbol, or one of its declarations, says what it is; a namespace, whether its file does. */
export function hasDocComment(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const [declaration] = symbol.declarations ?? [];
  if (declaration !== undefined && ts.isSourceFile(declaration)) return declaration.text.startsWith('/**');
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== '';
}

/** Blocks that do not type-check, with the place they stand at. */
function brokenBlocks(): readonly string[] {
  const blocks = collectBlocks();
  const program = createProgram([], new Map([...blocks].map(([path, { block }]) => [path, block.code])));
  return [...blocks].flatMap(([path, { file, block }]) => {
    const source = program.getSourceFile(path);
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    return diagnostics.map((one) => {
      const line = source?.getLineAndCharacterOfPosition(one.start ?? 0).line ?? 0;
      return `${shown(file)}:${block.line + line} ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`;
    });
  });
}

/** Every block under a name of its own in `examples/`, from where all packages can be imported. */
function collectBlocks(): ReadonlyMap<string, { file: string; block: CodeBlock }> {
  const sources = listFiles('packages', '.ts').filter((path) => !/(\.test|\/test-[^/]+)\.ts$/.test(path));
  const found = [
    ...markdownFiles().flatMap((file) => withFile(file, blocksOfMarkdown(readFileSync(file, 'utf8')))),
    ...sources.flatMap((file) => withFile(file, blocksOfComments(readFileSync(file, 'utf8')))),
  ];
  return new Map(
    found.map(({ file, block }, index) => [
      join(root, 'examples', `documentation-block-${index}.ts`),
      { file, block: { ...block, code: `${block.code}\nexport {};\n` } },
    ]),
  );
}

/** The pages that people read. */
function markdownFiles(): readonly string[] {
  return [
    ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'].map((name) => join(root, name)),
    ...listPackages().map(({ directory }) => join(directory, 'README.md')),
    ...listFiles('docs', '.md'),
  ].filter((file) => existsSync(file));
}

function withFile(
  file: string,
  blocks: readonly CodeBlock[],
): readonly { readonly file: string; readonly block: CodeBlock }[] {
  return blocks.map((block) => ({ file, block }));
}

/** Links of pages to files that do not exist. */
function brokenLinks(): readonly string[] {
  return markdownFiles().flatMap((file) =>
    relativeLinks(readFileSync(file, 'utf8'))
      .filter((target) => !existsSync(join(dirname(file), target)))
      .map((target) => `${shown(file)} links to ${target}, which does not exist`),
  );
}

/** Standards that sources cite and `docs/standards.md` does not list. */
function unlistedStandards(): readonly string[] {
  const listed = listedStandards(readFileSync(join(root, 'docs/standards.md'), 'utf8'));
  return listFiles('packages', '.ts').flatMap((file) =>
    citedStandards(readFileSync(file, 'utf8'))
      .filter((name) => !listed.has(name))
      .map((name) => `${shown(file)} cites ${name}, which docs/standards.md does not list`),
  );
}

await runWhenMain(import.meta.url, checkDocs);
