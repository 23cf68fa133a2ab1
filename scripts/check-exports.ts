/**
 * The public names of every entry point against the committed lists in `api/`. `--update` writes the lists anew; the
 * change then shows in the review.
 *
 * @module
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Check, runWhenMain } from './lib/check.ts';
import { createProgram, listExports } from './lib/program.ts';
import { listEntryPoints, listPackages, root, shown } from './lib/workspace.ts';

const folder = join(root, 'api');

/** The check as `pnpm check` runs it. */
export const checkExports: Check = {
  name: 'exports',
  run: async () => {
    const update = process.argv.includes('--update');
    const entries = listPackages().flatMap(listEntryPoints);
    const missing = entries.filter(({ source }) => !existsSync(source));
    const present = entries.filter(({ source }) => existsSync(source));
    const program = createProgram(present.map(({ source }) => source));
    const problems = present.flatMap(({ specifier, source, list }) => {
      const file = join(folder, `${list}.txt`);
      const now = listExports(program, source).map(({ kind, name }) => `${kind} ${name}`);
      if (update) writeList(file, now);
      const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
      const stars = starExports(source, readFileSync(source, 'utf8'));
      return [
        ...compareLists(update ? now : before, now).map((one) => `${specifier} (${shown(file)}) ${one}`),
        ...stars.map((line) => `${shown(source)}:${line} export * hides what is public`),
      ];
    });
    return [
      ...missing.map(({ specifier, source }) => `${specifier}: ${shown(source)} does not exist`),
      ...problems,
      ...strayLists(new Set(entries.map(({ list }) => `${list}.txt`)), update),
    ];
  },
};

/** Differences between the committed list and what a module exports now. */
export function compareLists(before: readonly string[], now: readonly string[]): readonly string[] {
  const added = now.filter((name) => !before.includes(name));
  const gone = before.filter((name) => !now.includes(name));
  return [
    ...(added.length === 0 ? [] : [`not in its list: ${added.join(', ')}`]),
    ...(gone.length === 0 ? [] : [`only in its list: ${gone.join(', ')}`]),
  ];
}

/** Lines of `export *` without a name in a module; `export * as NAME` exports that name. */
export function starExports(path: string, text: string): readonly number[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter((one) => ts.isExportDeclaration(one) && one.exportClause === undefined)
    .map((one) => source.getLineAndCharacterOfPosition(one.getStart(source)).line + 1);
}

function writeList(file: string, names: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${names.join('\n')}\n`);
}

function strayLists(known: ReadonlySet<string>, update: boolean): readonly string[] {
  const stray = existsSync(folder) ? readdirSync(folder).filter((file) => !known.has(file)) : [];
  if (!update) return stray.map((file) => `api/${file} belongs to no entry point`);
  for (const file of stray) rmSync(join(folder, file));
  return [];
}

await runWhenMain(import.meta.url, checkExports);
