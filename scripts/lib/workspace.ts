/**
 * What the workspace consists of: packages, their entry points and their files.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Root of the repository. */
export const root: string = resolve(import.meta.dirname, '../..');

const ignored: ReadonlySet<string> = new Set(['node_modules', 'dist', '.git', 'coverage']);

/** One published package. */
export interface WorkspacePackage {
  /** Folder name below `packages/`, such as `signer-webcrypto`. */
  readonly folder: string;
  /** Name in the registry, such as `@eseal/signer-webcrypto`. */
  readonly name: string;
  readonly directory: string;
  readonly manifest: Manifest;
}

/** The part of package.json that the scripts look at. */
export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
  /** Adapters by condition: `#crypto` to runtime to source and build. */
  readonly imports?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** One way into a package: `@eseal/core/asn1` and the source that stands behind it. */
export interface EntryPoint {
  /** What users import. */
  readonly specifier: string;
  /** Absolute path of the source. */
  readonly source: string;
  /** Name of its public-API list, such as `core-asn1`. */
  readonly list: string;
}

/** The packages of the workspace, in the order of their names. */
export function listPackages(): readonly WorkspacePackage[] {
  const parent = join(root, 'packages');
  return readdirSync(parent)
    .filter((folder) => existsSync(join(parent, folder, 'package.json')))
    .sort()
    .map((folder) => {
      const directory = join(parent, folder);
      const manifest = readManifest(directory);
      return { folder, name: manifest.name, directory, manifest };
    });
}

/** The entry points of a package that have a source (the `@eseal/source` condition). */
export function listEntryPoints(workspacePackage: WorkspacePackage): readonly EntryPoint[] {
  const { manifest, directory, folder, name } = workspacePackage;
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) => {
    const source = typeof target === 'string' ? undefined : target['@eseal/source'];
    if (typeof source !== 'string') return [];
    const below = path.slice(2);
    return [
      {
        specifier: below === '' ? name : `${name}/${below}`,
        source: resolve(directory, source),
        list: below === '' ? folder : `${folder}-${below.replaceAll('/', '-')}`,
      },
    ];
  });
}

/** All files below a folder of the repository whose names end so, sorted; without `node_modules` and `dist`. */
export function listFiles(folder: string, ending: string): readonly string[] {
  const directory = resolve(root, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return ignored.has(entry.name) ? [] : listFiles(path, ending);
      return entry.name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

/** A path as people write it: relative to the root, with forward slashes. */
export function shown(path: string): string {
  return relative(root, path).replaceAll('\\', '/');
}

function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
}
