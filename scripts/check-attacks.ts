/**
 * The index of attacks is true: each of `docs/attacks.md` is named by a test that the page links to, or the page says why
 * not; and no test names an attack that the page does not have. `tsx scripts/check-attacks.ts --update` writes the links.
 *
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Attack,
  linkedFiles,
  namedElsewhere,
  namedTests,
  readAttacks,
  testColumn,
} from './lib/attack-index.ts';
import { type Check, runWhenMain } from './lib/check.ts';
import { listFiles, root, shown } from './lib/workspace.ts';

const PAGE = join(root, 'docs/attacks.md');

/** Words that begin the reason why no test names an attack. */
const REASON = /^(Not yet|Not offered|By construction): .{20}/;

/** Whether a text may name an attack at all. */
const MENTION = /\b[XPCKZ][1-9]\d?[:,)]/;

/** The check as `pnpm check` runs it. */
export const checkAttacks: Check = {
  name: 'attacks',
  run: async () => {
    if (process.argv.includes('--update')) update();
    const attacks = readAttacks(readFileSync(PAGE, 'utf8'));
    const files = testFiles();
    const known = new Set(attacks.map(({ id }) => id));
    return [
      ...repeatedIds(attacks),
      ...attacks.flatMap((attack) => problemsOf(attack, files)),
      ...files.flatMap(({ path, ids, elsewhere }) => [
        ...[...ids.keys()]
          .filter((id) => !known.has(id))
          .map((id) => `${path} names ${id}, which docs/attacks.md lacks`),
        ...elsewhere.map((text) => `${path}: "${text}" must begin with the id: "${exampleOf(text)}"`),
      ]),
    ];
  },
};

interface TestFile {
  readonly path: string;
  /** Ids with the first sentence that names each. */
  readonly ids: ReadonlyMap<string, string>;
  readonly elsewhere: readonly string[];
}

function testFiles(): readonly TestFile[] {
  const paths = ['packages', 'interop', 'fuzz'].flatMap((folder) => listFiles(folder, '.test.ts'));
  return paths.map((path) => {
    const text = readFileSync(path, 'utf8');
    const ids = new Map<string, string>();
    // Reading the syntax of all tests would take long.
    if (!MENTION.test(text)) return { path: shown(path), ids, elsewhere: [] };
    for (const { ids: named, sentence } of namedTests(path, text))
      for (const id of named) if (!ids.has(id)) ids.set(id, sentence);
    return { path: shown(path), ids, elsewhere: namedElsewhere(path, text) };
  });
}

function repeatedIds(attacks: readonly Attack[]): readonly string[] {
  const ids = attacks.map(({ id }) => id);
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `docs/attacks.md has ${id} twice`);
}

function problemsOf(attack: Attack, files: readonly TestFile[]): readonly string[] {
  const linked = linkedFiles(attack);
  const named = files.filter(({ ids }) => ids.has(attack.id));
  if (linked.length === 0 && named.length === 0)
    return REASON.test(attack.tests)
      ? []
      : [`docs/attacks.md: no test names ${attack.id}, and no reason is given`];
  if (linked.length === 0)
    return [
      `docs/attacks.md: ${attack.id} has tests now, in ${named[0]?.path}: run check-attacks.ts --update`,
    ];
  return linked
    .filter((path) => !existsSync(join(root, path)) || named.every((file) => file.path !== path))
    .map((path) => `docs/attacks.md: ${path} does not name ${attack.id}`);
}

function exampleOf(text: string): string {
  const [, sentence = '', ids = ''] = /^(.*) \(([^)]*)\)$/s.exec(text) ?? [];
  return `${ids}: ${sentence}`;
}

/** Writes the column of tests of each attack that has some. */
function update(): void {
  const files = testFiles();
  const page = readFileSync(PAGE, 'utf8');
  const rows = new Map(readAttacks(page).map((attack) => [attack.id, attack.tests]));
  const updated = page.split('\n').map((line) => {
    const id = /^\| ([A-Z]\d+) \|/.exec(line)?.[1] ?? '';
    const before = rows.get(id);
    const naming = files.flatMap(({ path, ids }) => {
      const sentence = ids.get(id);
      return sentence === undefined ? [] : [{ path, sentence }];
    });
    if (before === undefined || naming.length === 0) return line;
    return `${line.slice(0, -before.length - 2)}${testColumn(naming)} |`;
  });
  writeFileSync(PAGE, updated.join('\n'));
}

await runWhenMain(import.meta.url, checkAttacks);
