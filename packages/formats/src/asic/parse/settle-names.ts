/**
 * Names of entries whose encoding the archive does not tell: that name is taken which a manifest of the container knows.
 *
 * @module
 */
import { entryNameOf } from '../uri.ts';
import { kindOfEntry } from '../vocabulary.ts';
import { readEntry } from '../zip/content.ts';
import type { ZipArchive, ZipEntry } from '../zip/entry.ts';
import { assertSafeName, assertUniqueNames } from '../zip/names.ts';
import { readAsicManifest, readOdfManifest } from './manifest.ts';

/**
 * An archive with the names of its entries settled.
 *
 * @throws FormatsError `ZIP_NAME_REFUSED` or `ZIP_AMBIGUOUS` when the names are then no safe ones
 */
export async function settleNames(archive: ZipArchive): Promise<ZipArchive> {
  if (archive.entries.every(({ otherNames }) => otherNames.length === 0)) return archive;
  const known = await namesInManifests(archive);
  const entries = archive.entries.map((entry) => settled(entry, known));
  const names = entries.map(({ name }) => name);
  for (const name of names) assertSafeName(name);
  assertUniqueNames(names);
  return { ...archive, entries };
}

function settled(entry: ZipEntry, known: ReadonlySet<string>): ZipEntry {
  if (known.has(entry.name)) return entry;
  const name = entry.otherNames.find((one) => known.has(one));
  if (name === undefined) return entry;
  return { ...entry, name, otherNames: [entry.name, ...entry.otherNames.filter((one) => one !== name)] };
}

async function namesInManifests(archive: ZipArchive): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const entry of archive.entries) {
    const kind = kindOfEntry(entry.name);
    if (kind === 'odf-manifest') {
      const { manifest = [] } = readOdfManifest(await readEntry(archive, entry));
      for (const { path } of manifest) names.add(path);
    } else if (kind === 'asic-manifest') {
      const { manifest } = readAsicManifest(await readEntry(archive, entry));
      for (const { uri = '' } of manifest?.references ?? []) names.add(entryNameOf(uri) ?? '');
    }
  }
  return names;
}
