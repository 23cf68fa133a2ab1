/**
 * The files of a container by the names that manifests and seals spell them with.
 *
 * @module
 */
import type { RandomAccess } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import { entryNameOf } from '../uri.ts';
import { openEntry } from '../zip/content.ts';
import type { ZipArchive, ZipEntry } from '../zip/entry.ts';

/** Finds files. */
export interface FileLookup {
  /** The entry that a URI reference means; `undefined` for none, and for a reference out of the container. */
  find(uri: string): ZipEntry | undefined;
  /** The content of an entry, the same object for the same entry. */
  open(entry: ZipEntry): RandomAccess;
  /** Every file as what an XML signature may refer to by name. */
  readonly contents: readonly DetachedContent[];
}

/** Opens the files of an archive by their names. */
export function openFileLookup(archive: ZipArchive): FileLookup {
  const files = archive.entries.filter(({ isDirectory }) => !isDirectory);
  const names = namesOf(files);
  const opened = new Map<ZipEntry, RandomAccess>();
  const open = (entry: ZipEntry): RandomAccess => {
    const known = opened.get(entry) ?? openEntry(archive, entry);
    opened.set(entry, known);
    return known;
  };
  return {
    find: (uri) => {
      const name = entryNameOf(uri);
      return name === undefined ? undefined : (names.get(name) ?? names.get(name.normalize('NFC')));
    },
    open,
    contents: [...names].map(([name, entry]) => ({ name, source: open(entry), onlyByName: true })),
  };
}

/**
 * Entries by their names as they stand; then by their names in the other form of Unicode, since file systems differ in it;
 * then, where the archive does not say how a name is encoded, by what else its bytes spell for one entry only.
 */
function namesOf(files: readonly ZipEntry[]): ReadonlyMap<string, ZipEntry> {
  const names = new Map(files.map((entry) => [entry.name, entry]));
  const add = (name: string, entry: ZipEntry): void => {
    if (!names.has(name)) names.set(name, entry);
  };
  for (const entry of files) {
    add(entry.name.normalize('NFC'), entry);
    add(entry.name.normalize('NFD'), entry);
  }
  const others = files.flatMap((entry) => entry.otherNames.map((name) => ({ name, entry })));
  for (const { name, entry } of others)
    if (others.every((other) => other.name !== name || other.entry === entry)) add(name, entry);
  return names;
}
