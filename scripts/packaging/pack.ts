/**
 * The packages as the registry would get them: packed, and unpacked again where a user would have them.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../lib/run.ts';
import type { WorkspacePackage } from '../lib/workspace.ts';

/** A package and its tarball. */
export interface PackedPackage {
  readonly package: WorkspacePackage;
  readonly tarball: string;
}

/** Packs the built packages into a folder. */
export async function packAll(
  packages: readonly WorkspacePackage[],
  folder: string,
): Promise<readonly PackedPackage[]> {
  return Promise.all(
    packages.map(async (one) => {
      if (!existsSync(join(one.directory, 'dist'))) throw new Error(`${one.name} is not built: pnpm build`);
      const target = join(folder, one.folder);
      await mkdir(target, { recursive: true });
      const { status, output } = await pnpm(['pack', '--pack-destination', target], one.directory);
      const tarball = (await readdir(target)).find((file) => file.endsWith('.tgz'));
      if (status !== 0 || tarball === undefined) throw new Error(`${one.name} cannot be packed:\n${output}`);
      return { package: one, tarball: join(target, tarball) };
    }),
  );
}

/** Unpacks tarballs into `node_modules` of a project of their own; what they depend on is linked from here. */
export async function installAll(packed: readonly PackedPackage[], project: string): Promise<void> {
  for (const { package: one, tarball } of packed) {
    const target = join(project, 'node_modules', one.name);
    await mkdir(target, { recursive: true });
    const { status, output } = await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    if (status !== 0) throw new Error(output);
  }
  const ours = new Set(packed.map((one) => one.package.name));
  for (const { package: one } of packed) {
    for (const dependency of Object.keys(one.manifest.dependencies ?? {})) {
      const link = join(project, 'node_modules', dependency);
      if (ours.has(dependency) || existsSync(link)) continue;
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(one.directory, 'node_modules', dependency), link);
    }
  }
}

/** The pnpm that runs this script, else the one of `npx`. */
function pnpm(args: readonly string[], cwd: string): ReturnType<typeof run> {
  const path = process.env.npm_execpath;
  return path?.includes('pnpm')
    ? run(process.execPath, [path, ...args], { cwd })
    : run('npx', ['-y', 'pnpm@10.34.9', ...args], { cwd });
}
