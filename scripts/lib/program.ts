/**
 * The TypeScript programs behind the checks of exports and docs, with the options of the workspace.
 *
 * @module
 */
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './workspace.ts';

/** Options of `tsconfig.base.json` for code that may run anywhere: browser and Node types. */
function compilerOptions(): ts.CompilerOptions {
  const file = join(root, 'tsconfig.base.json');
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const parsed = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  return {
    ...parsed.options,
    lib: [
      'lib.es2023.d.ts',
      'lib.esnext.disposable.d.ts',
      'lib.dom.d.ts',
      'lib.dom.iterable.d.ts',
      'lib.dom.asynciterable.d.ts',
    ],
    types: ['node'],
    noUnusedLocals: false,
    noUnusedParameters: false,
    isolatedDeclarations: false,
    declaration: false,
  };
}

/** A program over files on disk, and over files that exist only here (absolute path to text). */
export function createProgram(
  files: readonly string[],
  virtual: ReadonlyMap<string, string> = new Map(),
): ts.Program {
  const options = compilerOptions();
  const host = ts.createCompilerHost(options, true);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => virtual.has(path) || fileExists(path);
  host.readFile = (path) => virtual.get(path) ?? readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = virtual.get(path);
    if (text === undefined) return getSourceFile(path, languageVersion, ...rest);
    return ts.createSourceFile(path, text, languageVersion, true);
  };
  return ts.createProgram([...files, ...virtual.keys()], options, host);
}

/** One exported name of a module. */
export interface ExportedName {
  readonly name: string;
  readonly kind: 'value' | 'type';
  /** The symbol behind all aliases. */
  readonly symbol: ts.Symbol;
}

/** The exported names of a module, sorted. */
export function listExports(program: ts.Program, path: string): readonly ExportedName[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) return [];
  return checker
    .getExportsOfModule(module)
    .map((exported): ExportedName => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0 && !isTypeOnlyExport(exported);
      return { name: exported.name, kind: isValue ? 'value' : 'type', symbol };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isTypeOnlyExport(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some(
    (one) => ts.isExportSpecifier(one) && (one.isTypeOnly || one.parent.parent.isTypeOnly),
  );
}
