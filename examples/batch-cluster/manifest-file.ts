/** The frozen manifest in the shared folder, so that every worker holds documents against the same list. */
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type BatchManifest, type ManifestEntry, parseManifest, serializeManifest } from '@eseal/core';
import type { DocumentJob } from './jobs.ts';
import { syncDirectory } from './shared-store.ts';

const pathOf = (folder: string, digest: string): string => join(folder, `${digest}.json`);

/** Stores a manifest under its digest. */
export async function writeManifest(folder: string, manifest: BatchManifest): Promise<void> {
  const path = pathOf(folder, manifest.digest);
  const file = await open(`${path}.part`, 'w');
  await file.writeFile(serializeManifest(manifest));
  await file.sync();
  await file.close();
  await rename(`${path}.part`, path);
  await syncDirectory(folder);
}

/** The entries of a stored manifest by their ids; throws an error when it is not the one of that digest. */
export async function readManifest(
  folder: string,
  digest: string,
): Promise<ReadonlyMap<string, ManifestEntry>> {
  const manifest = await parseManifest(await readFile(pathOf(folder, digest), 'utf8'));
  if (manifest.digest !== digest) throw new Error(`${digest}.json is another manifest`);
  return new Map(manifest.entries.map((entry) => [entry.id, entry]));
}

/** The entry of a job; throws an error for one that is not on the manifest. */
export function entryOf(
  entries: ReadonlyMap<string, ManifestEntry>,
  { id, digest }: DocumentJob,
): ManifestEntry {
  const entry = entries.get(id);
  if (entry?.digest !== digest) throw new Error(`${id} with the digest ${digest} is not on the manifest`);
  return entry;
}

/** A list of some entries of a manifest: what one authorisation of the key is for. */
export function selectEntries(entries: readonly ManifestEntry[]): Promise<BatchManifest> {
  return parseManifest(serializeManifest({ entries }));
}
