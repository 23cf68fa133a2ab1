/** Which file of a workspace package a browser's bundler takes. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../packages/', import.meta.url));

/** Conditions that bundlers set for pages. */
const CONDITIONS = ['browser', 'module', 'import', 'default'];

/** The target that conditions choose: the first key that is one of them, in the order of package.json. */
export function chooseTarget(target, conditions = CONDITIONS) {
  if (typeof target === 'string' || target === undefined) return target;
  for (const [condition, inner] of Object.entries(target)) {
    const chosen = conditions.includes(condition) ? chooseTarget(inner, conditions) : undefined;
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}

/** The file of `@eseal/core/asn1`, of `#crypto` in a file of a package, or of a relative path; else `undefined`. */
export function resolveForPages(specifier, importer) {
  if (specifier.startsWith('.')) return join(dirname(importer), specifier);
  if (specifier.startsWith('#')) {
    const [folder] = importer.slice(PACKAGES.length).split('/');
    return fileOf(folder, manifestOf(folder).imports?.[specifier]);
  }
  const match = /^@eseal\/([^/]+)(\/.*)?$/.exec(specifier);
  if (match === null) return undefined;
  const [, folder, path = ''] = match;
  return fileOf(folder, manifestOf(folder).exports[`.${path}`]);
}

function fileOf(folder, target) {
  const chosen = chooseTarget(target);
  if (chosen === undefined) throw new Error(`@eseal/${folder} offers nothing to browsers here`);
  return join(PACKAGES, folder, chosen);
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(PACKAGES, folder, 'package.json'), 'utf8'));
}
