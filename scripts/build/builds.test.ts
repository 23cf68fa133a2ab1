import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../lib/run.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A package of two entry points that share a class, have different values of one name, and load something later. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'toy',
    type: 'module',
    sideEffects: false,
    imports: {
      '#platform': {
        node: { '@eseal/source': './src/platform-node.ts' },
        default: {
          '@eseal/source': './src/platform-web.ts',
          default: './dist/modules/platform-web.js',
        },
      },
    },
  }),
  'src/shared.ts': 'export class Shared {}\nexport const unused = () => "unused";\n',
  'src/later.ts': 'export const later = (): string => "later";\n',
  'src/platform-node.ts': 'export const platform = "node";\n',
  'src/platform-web.ts': 'export const platform = "web";\n',
  'src/a.ts':
    "import { platform } from '#platform';\nexport { Shared } from './shared.ts';\nexport const NAME = 'a';\n" +
    "export const where = (): string => platform;\nexport const load = async () => (await import('./later.ts')).later();\n",
  'src/b.ts':
    "import { Shared } from './shared.ts';\nexport const NAME = 'b';\nexport const make = (): Shared => new Shared();\n",
  'tsup.config.ts': `import { defineConfig } from 'tsup';
import { buildForAll } from '${join(root, 'tsup.base.ts')}';

export default defineConfig(buildForAll({ a: 'src/a.ts', b: 'src/b.ts' }));
`,
};

let directory = '';
const built = (path: string): string => join(directory, 'dist', path);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'eseal-build-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
  const tsup = join(root, 'node_modules/tsup/dist/cli-default.js');
  const { status, output } = await run('env', ['ESEAL_BUILD=js', process.execPath, tsup], { cwd: directory });
  expect(output + status).toMatch(/0$/);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('the build for Node', () => {
  it.each([
    ['ESM', (name: string) => import(built(`${name}.js`))],
    ['CommonJS', (name: string) => import(built(`${name}.cjs`))],
  ])('has each entry point with its own names over one set of classes, as %s', async (_, load) => {
    const [a, b] = [await load('a'), await load('b')];
    expect([a.NAME, b.NAME, a.where(), await a.load()]).toEqual(['a', 'b', 'node', 'later']);
    expect(b.make()).toBeInstanceOf(a.Shared);
    expect(
      Object.keys(b)
        .filter((name) => name !== 'default' && name !== 'module.exports')
        .sort(),
    ).toEqual(['NAME', 'make']);
  });
});

describe('the build for everything else', () => {
  it('has one file per module, with import() where the source has it', async () => {
    const text = await readFile(built('modules/a.js'), 'utf8');
    expect(text).toContain('from "#platform"');
    expect(text).toContain('from "./shared.js"');
    expect(text).toContain('import("./later.js")');
    expect(await readFile(built('modules/platform-web.js'), 'utf8')).toContain('"web"');
    await expect(readFile(built('modules/platform-node.js'))).rejects.toThrow('ENOENT');
  });
});
