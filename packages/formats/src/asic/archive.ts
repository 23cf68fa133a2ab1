/**
 * Archiving a container: a manifest of everything in it, under a timestamp. The newest manifest has a name of its own; the
 * one before is renamed and named by it (EN 319 162-1 §4.4.4, §A.7).
 *
 * @module
 */
import { type AugmentContext, CoreError, equalBytes } from '@eseal/core';
import { type DigestAlgorithm, digestBytes, digestDocument } from '@eseal/core/crypto';
import type { TimestampSource } from '@eseal/core/timestamp';
import { assertTimestampIntact } from '../cades/assert-intact.ts';
import { FormatsError } from '../errors.ts';
import { buildAsicManifest, type ManifestReference, MIME_TYPES } from './manifest.ts';
import { NAME_SERIES, nextName } from './names.ts';
import type { AsicContainer, ManifestFile } from './parse/container.ts';
import { openFileLookup } from './parse/file-lookup.ts';
import { parseAsic } from './parse/parse.ts';
import { mimeTypesOf } from './stated-mime-types.ts';
import { ARCHIVE_MANIFEST_NAME, kindOfEntry } from './vocabulary.ts';
import { openEntry } from './zip/content.ts';
import type { ZipEntry } from './zip/entry.ts';
import { renamedMember, storedMember, type ZipChanges } from './zip/write.ts';

/**
 * The sources of timestamps of a context.
 *
 * @throws CoreError `TIMESTAMP_SOURCE_MISSING`
 */
export function requireTimestamps({ adesLevel, timestamps }: AugmentContext): readonly TimestampSource[] {
  if (timestamps !== undefined && timestamps.length > 0) return timestamps;
  throw new CoreError('TIMESTAMP_SOURCE_MISSING', `level ${adesLevel} needs a source of timestamps`);
}

/**
 * A manifest of everything in the container, and a timestamp over it.
 *
 * @throws FormatsError `SEAL_BROKEN` when a file is not what a manifest says, or a timestamp is of something else
 */
export async function addArchiveManifest(
  container: AsicContainer,
  source: TimestampSource,
  { signal }: Pick<AugmentContext, 'signal'>,
): Promise<ZipChanges> {
  const { archive } = container;
  const taken = archive.entries.map(({ name }) => name);
  const timestampName = nextName(NAME_SERIES.timestamp, taken);
  const former = archive.entries.find(({ name }) => name === ARCHIVE_MANIFEST_NAME);
  const renamed = former && renamedMember(archive, former, nextName(NAME_SERIES.archiveManifest, taken));
  const digestAlgorithm = source.digestAlgorithm;
  const digestOf = createEntryDigests(container, signal);
  await assertContainerHolds(container, digestOf);
  const mimeTypeOf = mimeTypesOf(container);
  const references: ManifestReference[] = [];
  for (const entry of archive.entries.filter(isArchived)) {
    const isFormer = entry === former;
    references.push({
      name: (isFormer && renamed?.name) || entry.name,
      digest: await digestOf(entry, digestAlgorithm),
      rootfile: isFormer,
      mimeType: mimeTypeOf(entry.name),
    });
  }
  const seal = { name: timestampName, mimeType: MIME_TYPES.timestamp };
  const manifest = buildAsicManifest({ digestAlgorithm, references, seal });
  const token = await source.stamp(await digestBytes(digestAlgorithm, manifest), signal && { signal });
  const added = [storedMember(ARCHIVE_MANIFEST_NAME, manifest), storedMember(timestampName, token)];
  return renamed === undefined
    ? { added }
    : { removed: new Set([ARCHIVE_MANIFEST_NAME]), added: [renamed, ...added] };
}

/** The media type is known without being proven; directories hold nothing. */
function isArchived({ name }: ZipEntry): boolean {
  const kind = kindOfEntry(name);
  return kind !== 'mimetype' && kind !== 'directory';
}

/** Digests of entries, each computed once. */
type EntryDigests = (entry: ZipEntry, algorithm: DigestAlgorithm) => Promise<Uint8Array>;

function createEntryDigests({ archive }: AsicContainer, signal: AbortSignal | undefined): EntryDigests {
  const known = new Map<string, Promise<Uint8Array>>();
  return (entry, algorithm) => {
    const key = `${algorithm} ${entry.name}`;
    const digest =
      known.get(key) ??
      digestDocument(algorithm, openEntry(archive, entry), signal && { signal }).then((one) => one.digest);
    known.set(key, digest);
    return digest;
  };
}

/** A timestamp over files that are not what a seal is over would only make them look sound. */
async function assertContainerHolds(container: AsicContainer, digestOf: EntryDigests): Promise<void> {
  const { find } = openFileLookup(container.archive);
  for (const { entry: file, manifest } of container.manifests.filter(isInForce)) {
    for (const { digest, digestAlgorithm, uri = '' } of manifest.references) {
      const entry = find(uri);
      if (digestAlgorithm === undefined) continue;
      if (
        entry === undefined ||
        !equalBytes(await digestOf(entry, digestAlgorithm), digest ?? new Uint8Array())
      )
        throw new FormatsError('SEAL_BROKEN', `${uri} is not what ${file.name} says, or is missing`);
    }
  }
  const { timestamps } = await parseAsic(container.archive.source);
  for (const timestamp of timestamps) await assertTimestampIntact(timestamp);
}

/** Of those that archive a container, the newest: it covers the others. */
function isInForce({ entry, kind }: ManifestFile): boolean {
  return kind === 'asic-manifest' || entry.name === ARCHIVE_MANIFEST_NAME;
}
