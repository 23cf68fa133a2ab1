/**
 * An ASiC container as facts for the validator: its seals and timestamps with what they are over, none of them judged.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import type {
  ContainedFiles,
  CoveredObject,
  ParsedContainer,
  ParsedSignature,
  ParsedTimestamp,
} from '@eseal/core/container';
import { createIdentifiers } from '../../cades/identifiers.ts';
import { kindOfEntry } from '../vocabulary.ts';
import type { OpenZipOptions } from '../zip/read.ts';
import { type AsicContainer, openAsicContainer } from './container.ts';
import { findingsOfContainer } from './container-findings.ts';
import { parseContainerTimestamp } from './container-timestamps.ts';
import { type FileLookup, openFileLookup } from './file-lookup.ts';
import { manifestsOver } from './linked-manifests.ts';
import { parseSealFile } from './seal-files.ts';
import { withCovers } from './timestamp-covers.ts';

/** Options of {@link parseAsic}. */
export type ParseAsicOptions = OpenZipOptions;

/**
 * Reads an ASiC container of any kind, of OpenDocument too. What is odd about it is a finding.
 *
 * @param source - the file; a stream is read into memory, anything else by position
 * @throws FormatsError a `ZIP_…` code, `ASIC_STRUCTURE_INVALID`
 * @example
 * ```ts
 * import { parseAsic } from '@eseal/formats/asic';
 *
 * export async function listSealedFiles(container: Blob): Promise<readonly string[]> {
 *   const { contained } = await parseAsic(container);
 *   return contained?.files.filter(({ isDocument }) => isDocument).map(({ name }) => name) ?? [];
 * }
 * ```
 */
export async function parseAsic(
  source: DocumentSource,
  options: ParseAsicOptions = {},
): Promise<ParsedContainer> {
  const container = await openAsicContainer(source, options);
  const lookup = openFileLookup(container.archive);
  const identifiers = createIdentifiers();
  const stamps: ParsedTimestamp[] = [];
  for (const file of container.timestamps)
    stamps.push(await parseContainerTimestamp(file, container, lookup, identifiers));
  const found: ParsedSignature[][] = [];
  for (const file of container.signatures)
    found.push(
      (await parseSealFile(file, container, lookup)).map((one) => withArchive(one, container, lookup)),
    );
  const signatures = withUniqueIds(found);
  const covering = await withCovers({ container, lookup, signatures, timestamps: stamps });
  const { timestamps } = covering;
  const findings = [
    ...findingsOfContainer({ container, lookup, signatures, timestamps }),
    ...covering.findings,
  ];
  return { format: container.kind, signatures, timestamps, findings, contained: describe(container) };
}

/** A seal of B-LT whose file an archive manifest names is of B-LTA (EN 319 162-1 §A.7). */
function withArchive(
  signature: ParsedSignature,
  container: AsicContainer,
  lookup: FileLookup,
): ParsedSignature {
  if (signature.form !== 'B-LT' || signature.file === undefined) return signature;
  const isArchived = container.timestamps.some(({ entry }) =>
    manifestsOver(container, entry.name).some(
      ({ kind, manifest }) =>
        kind === 'archive-manifest' &&
        manifest.references.some(({ uri = '' }) => lookup.find(uri)?.name === signature.file),
    ),
  );
  return isArchived ? { ...signature, form: 'B-LTA' } : signature;
}

/** Ids come from the bytes of the files, and two files may have the same. */
function withUniqueIds(files: readonly (readonly ParsedSignature[])[]): readonly ParsedSignature[] {
  const taken = new Set<string>();
  return files.flatMap((signatures) => {
    const ids = new Map(signatures.map(({ id }) => [id, uniqueId(id, taken)]));
    for (const id of ids.values()) taken.add(id);
    return signatures.map((signature) => renamed(signature, (id) => ids.get(id) ?? id));
  });
}

/** A signature with other ids of signatures, wherever it names one. */
function renamed(signature: ParsedSignature, rename: (id: string) => string): ParsedSignature {
  const { counterSignatureOf, id, timestamps } = signature;
  const renamedObject = (one: CoveredObject): CoveredObject =>
    one.kind === 'signature' ? { ...one, id: rename(one.id) } : one;
  return {
    ...signature,
    id: rename(id),
    counterSignatureOf: counterSignatureOf === null ? null : rename(counterSignatureOf),
    timestamps: timestamps.map((timestamp) => ({
      ...timestamp,
      ...(timestamp.covers && { covers: timestamp.covers.map(renamedObject) }),
    })),
  };
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  let unique = id;
  for (let count = 2; taken.has(unique); count++) unique = `${id}-${count}`;
  return unique;
}

function describe({ archive, manifests, mimetype, odfManifest, signatures }: AsicContainer): ContainedFiles {
  const files = archive.entries.filter(({ isDirectory }) => !isDirectory);
  const xades = signatures.filter(({ format }) => format === 'xades').map(({ entry }) => entry.name);
  const odf = odfManifest && {
    name: odfManifest.entry.name,
    sealedBy: xades,
    uris: odfManifest.files.map(({ path }) => path),
  };
  return {
    mimetype,
    comment: archive.comment,
    entries: archive.entries.length,
    files: files.map(({ name, size, method }) => ({
      name,
      size,
      compressed: method === 'deflated',
      isDocument: kindOfEntry(name) === 'data',
    })),
    manifests: [
      ...manifests.map(({ entry, manifest }) => ({
        name: entry.name,
        sealedBy: [manifest.sigReference.uri],
        uris: manifest.references.flatMap(({ uri }) => uri ?? []),
      })),
      ...(odf === undefined ? [] : [odf]),
    ],
  };
}
