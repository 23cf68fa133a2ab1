/**
 * Who imports whom: allowed edges between packages and folders, no cycles (type imports counted), nothing around an
 * entry point. The rules are in `lib/import-rules.ts`.
 *
 * @module
 */
import { builtinModules } from 'node:module';
import { type Check, runWhenMain } from './lib/check.ts';
import { findCycles } from './lib/find-cycles.ts';
import { type ImportGraph, type ImportStatement, readImportGraph } from './lib/import-graph.ts';
import { lazyDependencies, type PackageRule, packageRules } from './lib/import-rules.ts';
import { listFiles, listPackages, shown } from './lib/workspace.ts';

/** The check as `pnpm check` runs it. */
export const checkImports: Check = {
  name: 'imports',
  run: async () => {
    const packages = listPackages();
    const graph = readImportGraph(listFiles('packages', '.ts'), packages);
    const unknown = packages
      .filter(({ folder }) => !(folder in packageRules))
      .map(({ folder }) => `packages/${folder} has no rule in scripts/lib/import-rules.ts`);
    return [...unknown, ...forbiddenEdges(graph), ...cycles(graph)];
  },
};

/** Every statement that the rules forbid, with the reason. */
export function forbiddenEdges(graph: ImportGraph): readonly string[] {
  return graph.statements.flatMap((statement) => {
    const from = shown(statement.from);
    const reason = reasonAgainst(statement, from, graph.targets(statement).map(shown));
    return reason === undefined
      ? []
      : [`${from}:${statement.line} imports ${statement.specifier}: ${reason}`];
  });
}

/** Every circle of files that import one another. */
export function cycles(graph: ImportGraph): readonly string[] {
  const edges = new Map<string, string[]>();
  for (const statement of graph.statements) {
    edges.set(statement.from, [...(edges.get(statement.from) ?? []), ...graph.targets(statement)]);
  }
  return findCycles(edges).map((files) => `cycle of imports: ${files.map(shown).sort().join(', ')}`);
}

function reasonAgainst(
  statement: ImportStatement,
  from: string,
  targets: readonly string[],
): string | undefined {
  const place = placeOf(from);
  if (place === undefined) return undefined;
  const rule = packageRules[place.package];
  if (rule === undefined) return undefined;
  const test = isTest(from);
  if (statement.specifier.startsWith('.')) {
    return againstRelative(statement, place, targets, test ? undefined : rule);
  }
  if (test) return undefined;
  return againstInstalled(statement, place, rule);
}

interface Place {
  readonly package: string;
  /** Below `src`. */
  readonly path: string;
  /** First folder below `src`, or the name of a file directly below it. */
  readonly folder: string;
}

/** Where in the sources of a package a file lies; `undefined` outside of them. */
function placeOf(path: string): Place | undefined {
  const match = /^packages\/([^/]+)\/(?:src|test)\/(.+)$/.exec(path);
  const [, name, below] = match ?? [];
  if (name === undefined || below === undefined) return undefined;
  return { package: name, path: below, folder: below.split('/')[0]?.replace(/\.ts$/, '') ?? below };
}

function fromPath({ package: name, path }: Place): string {
  return `packages/${name}/src/${path}`;
}

function isTest(path: string): boolean {
  return /\.test\.ts$|\/test-[^/]+\.ts$|^packages\/[^/]+\/test\//.test(path);
}

function againstRelative(
  { specifier }: ImportStatement,
  from: Place,
  targets: readonly string[],
  rule: PackageRule | undefined,
): string | undefined {
  if (!/\.(ts|json)$/.test(specifier)) return 'write the extension .ts';
  for (const target of targets) {
    const to = placeOf(target);
    // The kit that damages inputs is no package.
    if (isTest(fromPath(from)) && target.startsWith('fuzz/')) continue;
    if (to === undefined || to.package !== from.package) return 'import another package by its name';
    const reason = rule === undefined ? undefined : againstFolder(from, to, rule);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function againstFolder(from: Place, to: Place, rule: PackageRule): string | undefined {
  if (isTest(`packages/${to.package}/src/${to.path}`)) return 'sources do not import tests';
  if (/(^|\/)index\.ts$/.test(to.path)) return 'import the file itself, an index is for users';
  if (rule.folders === undefined || from.folder === to.folder || isIndex(from)) return undefined;
  const allowed = rule.folders[from.folder];
  if (allowed === undefined) return `${from.package}/src/${from.folder} has no rule`;
  if (allowed.includes(to.folder)) return undefined;
  return `${from.folder} may import ${allowed.length === 0 ? 'nothing of its package' : allowed.join(', ')}`;
}

function isIndex(place: Place): boolean {
  return place.path === 'index.ts';
}

function againstInstalled(statement: ImportStatement, from: Place, rule: PackageRule): string | undefined {
  const { specifier, kind } = statement;
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    if (!specifier.startsWith('node:')) return `write node:${specifier}`;
    if (rule.node === true || rule.node.some((path) => from.path.startsWith(path))) return undefined;
    return `${from.package} runs in browsers too`;
  }
  const ours = /^@eseal\/([^/]+)/.exec(specifier)?.[1];
  if (ours !== undefined) {
    if (rule.packages.includes(ours)) return undefined;
    if (rule.lazyPackages?.includes(ours)) {
      return kind === 'static' ? `${ours} only by import(), when it is needed` : undefined;
    }
    return `${from.package} may import ${rule.packages.length === 0 ? 'nothing of ours' : rule.packages.join(', ')}`;
  }
  if (kind === 'static' && lazyDependencies.some((name) => `${specifier}/`.startsWith(`${name}/`))) {
    return 'only by import(), when it is needed';
  }
  return undefined;
}

await runWhenMain(import.meta.url, checkImports);
