/**
 * Files of a container that seals and timestamps in other files cover: a change in them would break what covers them.
 *
 * @module
 */
import type { ParsedContainer } from '@eseal/core/container';
import type { AsicContainer } from './parse/container.ts';
import { openFileLookup } from './parse/file-lookup.ts';

/** What covers a file: the timestamp of an archive manifest, which proves its time, or the seal of another file. */
export type Cover = 'archive' | 'seal';

/** The files that are covered from outside, by their names. */
export function findCoveredFiles(
  { archive, manifests }: AsicContainer,
  { signatures }: Pick<ParsedContainer, 'signatures'>,
): ReadonlyMap<string, Cover> {
  const { find } = openFileLookup(archive);
  const covered = new Map<string, Cover>();
  const cover = (uri: string | undefined, by: Cover, except?: string): void => {
    const name = find(uri ?? '')?.name;
    if (name === undefined || name === except || covered.get(name) === 'archive') return;
    covered.set(name, by);
  };
  for (const { kind, manifest } of manifests) {
    const by = kind === 'archive-manifest' ? 'archive' : 'seal';
    for (const { uri } of manifest.references) cover(uri, by);
  }
  for (const { file, references } of signatures)
    for (const { kind, uri } of references) if (kind === 'reference') cover(uri, 'seal', file);
  return covered;
}
