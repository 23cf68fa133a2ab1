/**
 * What the timestamps of a container cover: what stands in the files of seals and of timestamps that the manifest under them
 * names, itself or by another manifest that it names (EN 319 162-1 §A.4, §A.7).
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import type { CoveredObject, ParsedSignature, ParsedTimestamp, ParseFinding } from '@eseal/core/container';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';
import {
  type CoveredContents,
  contentsOfSignatures,
  countCoverage,
  joinContents,
  NO_CONTENTS,
  toCoveredObjects,
} from '../../cades/covered/covered-objects.ts';
import type { ZipEntry } from '../zip/entry.ts';
import type { AsicContainer, ManifestFile } from './container.ts';
import type { FileLookup } from './file-lookup.ts';
import { manifestsOver } from './linked-manifests.ts';

/** What was read of a container. */
export interface StampedContainer {
  readonly container: AsicContainer;
  readonly lookup: FileLookup;
  readonly signatures: readonly ParsedSignature[];
  readonly timestamps: readonly ParsedTimestamp[];
}

/** The timestamps with what they cover, and what was noticed. */
export interface CoveringTimestamps {
  readonly timestamps: readonly ParsedTimestamp[];
  readonly findings: readonly ParseFinding[];
}

/** A file that a manifest names and has the digest of. */
interface NamedFile {
  readonly entry: ZipEntry;
  readonly algorithm: DigestAlgorithm;
}

/** Says of each timestamp of a container what it covers. */
export async function withCovers(stamped: StampedContainer): Promise<CoveringTimestamps> {
  const { container } = stamped;
  const namedBy = openManifests(stamped);
  const contents = contentsByFile(stamped);
  const count = countCoverage();
  const timestamps: ParsedTimestamp[] = [];
  for (const timestamp of stamped.timestamps) {
    const { file = '', input } = timestamp;
    const manifests = manifestsOver(container, file).filter(
      ({ bytes }) => input?.kind === 'document' && input.source === bytes,
    );
    const covered =
      manifests.length === 0 ? [] : await coveredBy(manifests, container, { namedBy, contents });
    timestamps.push({ ...timestamp, covers: count.take(covered) });
  }
  return { timestamps, findings: count.findings };
}

/** What stands in the files of seals and timestamps, by the names of the files. */
function contentsByFile({ signatures, timestamps }: StampedContainer): ReadonlyMap<string, CoveredContents> {
  const places = new Map<string, Partial<CoveredContents>[]>();
  const add = (file: string | undefined, contents: Partial<CoveredContents>): void => {
    if (file !== undefined && places.get(file)?.push(contents) === undefined) places.set(file, [contents]);
  };
  for (const one of signatures) add(one.file, contentsOfSignatures([one]));
  for (const { file, id } of timestamps) add(file, { timestamps: [id] });
  return new Map([...places].map(([file, all]) => [file, joinContents(all)]));
}

/** Where what a manifest names is looked up. */
interface Named {
  namedBy(manifest: ManifestFile): Promise<readonly NamedFile[]>;
  readonly contents: ReadonlyMap<string, CoveredContents>;
}

/** Goes from manifest to manifest, the nearest first, so that what is named twice is reached by the fewest digests. */
async function coveredBy(
  manifests: readonly ManifestFile[],
  container: AsicContainer,
  { contents, namedBy }: Named,
): Promise<readonly CoveredObject[]> {
  const covered: CoveredObject[] = [];
  const seen = new Set(manifests.map(({ entry }) => entry));
  const waiting = manifests.map((manifest) => ({ manifest, through: [] as readonly DigestAlgorithm[] }));
  for (const { manifest, through } of waiting) {
    for (const { algorithm, entry } of await namedBy(manifest)) {
      if (seen.has(entry)) continue;
      seen.add(entry);
      const way = [...through, algorithm];
      covered.push(...toCoveredObjects(contents.get(entry.name) ?? NO_CONTENTS, way));
      const next = container.manifests.find((one) => one.entry === entry);
      if (next !== undefined) waiting.push({ manifest: next, through: way });
    }
  }
  return covered;
}

/** The files of seals, timestamps and manifests that a manifest names, where they are what it says. */
function openManifests({
  container,
  lookup,
}: StampedContainer): (manifest: ManifestFile) => Promise<readonly NamedFile[]> {
  const { manifests, signatures, timestamps } = container;
  const files = new Map(
    [...signatures, ...timestamps, ...manifests].map(({ bytes, entry }) => [entry, bytes]),
  );
  const digests = new Map<string, Uint8Array>();
  const digestOf = async (entry: ZipEntry, bytes: Uint8Array, algorithm: DigestAlgorithm) => {
    const key = `${algorithm} ${entry.name}`;
    const digest = digests.get(key) ?? (await digestBytes(algorithm, bytes));
    digests.set(key, digest);
    return digest;
  };
  const read = async ({ manifest }: ManifestFile): Promise<readonly NamedFile[]> => {
    const named = new Map<ZipEntry, DigestAlgorithm>();
    for (const { digest, digestAlgorithm: algorithm, uri = '' } of manifest.references) {
      const entry = lookup.find(uri);
      const bytes = entry && files.get(entry);
      if (entry === undefined || bytes === undefined || algorithm === undefined || digest === undefined)
        continue;
      if (equalBytes(await digestOf(entry, bytes, algorithm), digest)) named.set(entry, algorithm);
    }
    return [...named].map(([entry, algorithm]) => ({ entry, algorithm }));
  };
  const known = new Map<ManifestFile, Promise<readonly NamedFile[]>>();
  return (manifest) => {
    const named = known.get(manifest) ?? read(manifest);
    known.set(manifest, named);
    return named;
  };
}
