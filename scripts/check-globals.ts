/**
 * Absences: no Node global in code that runs in browsers, no `fetch` outside core's transport, no mutable state of
 * modules, no import for its side effect.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { type Check, runWhenMain } from './lib/check.ts';
import { fetchFolder, packageRules } from './lib/import-rules.ts';
import { listFiles, shown } from './lib/workspace.ts';

/** The check as `pnpm check` runs it. */
export const checkGlobals: Check = {
  name: 'globals',
  run: async () =>
    listFiles('packages', '.ts')
      .filter(
        (path) => /^packages\/[^/]+\/src\//.test(shown(path)) && !/(\.test|\/test-[^/]+)\.ts$/.test(path),
      )
      .flatMap((path) => misusedGlobals(shown(path), readFileSync(path, 'utf8'))),
};

const nodeGlobals: ReadonlySet<string> = new Set([
  'Buffer',
  'process',
  'global',
  'require',
  'module',
  '__dirname',
  '__filename',
  'setImmediate',
]);

/** Declared by TypeScript's `ESNext.Disposable`, and missing in Node 20. */
const tooNew: ReadonlySet<string> = new Set(['AsyncDisposableStack', 'DisposableStack', 'SuppressedError']);

/**
 * What one source file uses although it may not.
 *
 * @param path - relative to the root, such as `packages/core/src/asn1/reader.ts`
 */
export function misusedGlobals(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const problems: string[] = [];
  const report = (node: ts.Node, problem: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    problems.push(`${path}:${line + 1} ${problem}`);
  };
  for (const statement of source.statements) {
    if (isMutableState(statement)) report(statement, 'keeps mutable state in a module');
    if (ts.isImportDeclaration(statement) && statement.importClause === undefined && !mayUseNode(path)) {
      report(statement, 'imports for a side effect');
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isGlobalUse(node)) {
      if (nodeGlobals.has(node.text) && !mayUseNode(path)) {
        report(node, `uses ${node.text}, which browsers do not have`);
      }
      if (tooNew.has(node.text)) report(node, `uses ${node.text}, which Node 20 does not have`);
      if (node.text === 'fetch' && !path.startsWith(fetchFolder)) {
        report(node, `uses fetch; only ${fetchFolder} touches the network`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

function mayUseNode(path: string): boolean {
  const [, name = '', below = ''] = /^packages\/([^/]+)\/src\/(.+)$/.exec(path) ?? [];
  const allowed = packageRules[name]?.node ?? [];
  return allowed === true || allowed.some((prefix) => below.startsWith(prefix));
}

function isMutableState(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const);
}

/** Whether a name stands for the global: not a property, a declaration or a label of its own. */
function isGlobalUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ts.isIdentifier(parent.expression) && parent.expression.text === 'globalThis';
  }
  if (ts.isTypeQueryNode(parent)) return false;
  if ('name' in parent && parent.name === node) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isBindingElement(parent))
    return false;
  return !isDeclaredAbove(node);
}

/** Whether a parameter or variable of that name encloses the use. */
function isDeclaredAbove(node: ts.Identifier): boolean {
  for (let scope: ts.Node | undefined = node.parent; scope !== undefined; scope = scope.parent) {
    if (ts.isFunctionLike(scope) && scope.parameters.some((one) => declares(one.name, node.text)))
      return true;
    if (ts.isBlock(scope) || ts.isSourceFile(scope)) {
      const declared = scope.statements.some(
        (statement) =>
          ts.isVariableStatement(statement) &&
          statement.declarationList.declarations.some((one) => declares(one.name, node.text)),
      );
      if (declared) return true;
    }
  }
  return false;
}

function declares(name: ts.BindingName, text: string): boolean {
  if (ts.isIdentifier(name)) return name.text === text;
  return name.elements.some((element) => ts.isBindingElement(element) && declares(element.name, text));
}

await runWhenMain(import.meta.url, checkGlobals);
