/**
 * The types of every project of the workspace. Projects with the same options are checked as one program, since each
 * would read the sources of the others again.
 *
 * @module
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Check, runWhenMain } from './lib/check.ts';
import { listPackages, root } from './lib/workspace.ts';

/** The check as `pnpm check` runs it. */
export const checkTypes: Check = {
  name: 'types',
  run: async () => {
    const folders = [
      ...listPackages().map(({ directory }) => directory),
      root,
      ...['interop', 'examples', 'bench'].map((name) => join(root, name)),
    ];
    return groupByOptions(folders.flatMap(listProjects).map(readProject)).flatMap(typeCheck);
  },
};

/** Files to be checked with the same options. */
interface Project {
  readonly files: readonly string[];
  readonly options: ts.CompilerOptions;
}

/** The projects of a folder: `tsconfig.json`, and `tsconfig.node.json` for files that only Node runs. */
function listProjects(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => /^tsconfig(\.node)?\.json$/.test(file))
    .map((file) => join(directory, file));
}

function readProject(file: string): Project {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(format([diagnostic]).join('\n'));
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  return { files: parsed?.fileNames ?? [], options: parsed?.options ?? {} };
}

/** Merges projects whose options say the same. */
export function groupByOptions(projects: readonly Project[]): readonly Project[] {
  const groups = new Map<string, Project>();
  for (const { files, options } of projects) {
    const { configFilePath: _, pathsBasePath: __, ...same } = options;
    const key = JSON.stringify(same);
    const group = groups.get(key);
    groups.set(key, { files: [...(group?.files ?? []), ...files], options: same });
  }
  return [...groups.values()];
}

function typeCheck({ files, options }: Project): readonly string[] {
  const program = ts.createProgram(files, options);
  return format([
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
    ...(options.declaration ? program.getDeclarationDiagnostics() : []),
  ]);
}

function format(diagnostics: readonly ts.Diagnostic[]): readonly string[] {
  return ts.sortAndDeduplicateDiagnostics(diagnostics).map((diagnostic) =>
    ts.formatDiagnostic(diagnostic, {
      getCanonicalFileName: (file) => file,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n',
    }),
  );
}

await runWhenMain(import.meta.url, checkTypes);
