/**
 * Names of entries whose encoding the archive does not tell: that name is taken which a manifest of the container knows.
 *
 * @module
 */
import { entryNameOf } from '../uri.ts';
import { type AsicEntryKind, kindOfEntry } from '../vocabulary.ts';
import { readEntry } from '../zip/content.ts';
import type { ZipArchive, ZipEntry } from '../zip/entry.ts';
import { assertSafeName, assertUniqueNames } from '../zip/names.ts';
import { createManifestParser, readAsicManifest, readOdfManifest } from './manifest.ts';
import { assertReadable } from './metadata-limit.ts';

/**
 * An archive with the names of its entries settled.
 *
 * @throws FormatsError `ZIP_NAME_REFUSED` or `ZIP_AMBIGUOUS` when the names are then no safe ones, `ZIP_LIMIT_EXCEEDED`
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
  const manifests = archive.entries.filter(({ name }) => isManifest(kindOfEntry(name)));
  assertReadable(manifests);
  const names = new Set<string>();
  const parse = createManifestParser();
  for (const entry of manifests) {
    const bytes = await readEntry(archive, entry);
    if (kindOfEntry(entry.name) === 'odf-manifest') {
      const { manifest = [] } = readOdfManifest(bytes, parse);
      for (const { path } of manifest) names.add(path);
    } else {
      const { manifest } = readAsicManifest(bytes, parse);
      for (const { uri = '' } of manifest?.references ?? []) names.add(entryNameOf(uri) ?? '');
    }
  }
  return names;
}

const isManifest = (kind: AsicEntryKind): boolean => kind === 'odf-manifest' || kind === 'asic-manifest';
