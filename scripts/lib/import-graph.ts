/**
 * Which file imports which, read from the syntax: value, type, `import()` and re-exporting imports alike.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import { listEntryPoints, type WorkspacePackage } from './workspace.ts';

/** One import as it stands in a file. */
export interface ImportStatement {
  /** Absolute path of the file. */
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** `type`: erased by the compiler; `lazy`: an `import()` that runs when it is reached. */
  readonly kind: 'static' | 'type' | 'lazy';
}

/** Imports of every file and the files of the workspace they lead to. */
export interface ImportGraph {
  readonly statements: readonly ImportStatement[];
  /** Files of the workspace that a statement leads to; empty for packages that are installed. */
  readonly targets: (statement: ImportStatement) => readonly string[];
}

/** Reads the imports of files. */
export function readImportGraph(
  files: readonly string[],
  packages: readonly WorkspacePackage[],
): ImportGraph {
  const entries = new Map(
    packages.flatMap((one) => listEntryPoints(one).map((entry) => [entry.specifier, entry.source])),
  );
  return {
    statements: files.flatMap((file) => readImports(file, readFileSync(file, 'utf8'))),
    targets: ({ from, specifier }) => {
      if (specifier.startsWith('.')) return [resolve(dirname(from), specifier)];
      if (specifier.startsWith('#')) return adaptersOf(from, specifier, packages);
      const entry = entries.get(specifier);
      return entry === undefined ? [] : [entry];
    },
  };
}

/** The imports of one file. */
export function readImports(path: string, text: string): readonly ImportStatement[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: ImportStatement[] = [];
  const visit = (node: ts.Node): void => {
    const one = importOf(node);
    if (one !== undefined) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({ from: path, line, ...one });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importOf(node: ts.Node): Pick<ImportStatement, 'specifier' | 'kind'> | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const kind = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'static';
    return { specifier: node.moduleSpecifier.text, kind };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, kind: node.isTypeOnly ? 'type' : 'static' };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument;
    return ts.isStringLiteral(literal) ? { specifier: literal.text, kind: 'type' } : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument && ts.isStringLiteral(argument) ? { specifier: argument.text, kind: 'lazy' } : undefined;
  }
  return undefined;
}

/** What a name such as `#crypto` may stand for: the sources of its adapters in the `imports` of the package. */
function adaptersOf(
  from: string,
  specifier: string,
  packages: readonly WorkspacePackage[],
): readonly string[] {
  const owner = packages.find(({ directory }) => from.startsWith(`${directory}/`));
  return Object.values(owner?.manifest.imports?.[specifier] ?? {}).flatMap((target) =>
    owner === undefined || target['@eseal/source'] === undefined
      ? []
      : [resolve(owner.directory, target['@eseal/source'])],
  );
}
