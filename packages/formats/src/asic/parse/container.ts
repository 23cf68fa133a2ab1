/**
 * A container opened: its kind, and its entries by what they are. Odd containers are opened too; only what is no ASiC
 * container at all is refused.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import { type AsicEntryKind, type AsicKind, kindOfEntry } from '../vocabulary.ts';
import { readEntry } from '../zip/content.ts';
import type { ZipArchive, ZipEntry } from '../zip/entry.ts';
import { type OpenZipOptions, openZip } from '../zip/read.ts';
import { decideKind, type KindDecision } from './container-kind.ts';
import {
  type AsicManifest,
  createManifestParser,
  type ManifestParser,
  type OdfFileEntry,
  readAsicManifest,
  readOdfManifest,
} from './manifest.ts';
import { assertReadable } from './metadata-limit.ts';
import { settleNames } from './settle-names.ts';

/** An entry that was read as a whole. */
export interface AsicFile {
  readonly entry: ZipEntry;
  readonly bytes: Uint8Array;
}

/** A file with seals. */
export interface SignatureFile extends AsicFile {
  readonly format: 'cades' | 'xades';
}

/** A manifest over which there is a seal or a timestamp. */
export interface ManifestFile extends AsicFile {
  /** By its name: for the sealing, or for the archival of a container. */
  readonly kind: 'asic-manifest' | 'archive-manifest';
  readonly manifest: AsicManifest;
}

/** A file that should be a manifest and is none. */
export interface UnreadableManifest extends AsicFile {
  readonly problem: string;
}

/** A container. */
export interface AsicContainer extends KindDecision {
  readonly kind: AsicKind;
  readonly archive: ZipArchive;
  /** The entries of some kinds, kind after kind. */
  ofKind(...kinds: readonly AsicEntryKind[]): readonly ZipEntry[];
  /** Text of the entry `mimetype` as it stands. */
  readonly mimetype: string | undefined;
  /** Everything outside of `META-INF/` but the media type and directories. */
  readonly documents: readonly ZipEntry[];
  readonly signatures: readonly SignatureFile[];
  readonly timestamps: readonly AsicFile[];
  readonly manifests: readonly ManifestFile[];
  readonly unreadableManifests: readonly UnreadableManifest[];
  /** The files that the manifest of OpenDocument lists; `undefined` without one that can be read. */
  readonly odfManifest: (AsicFile & { readonly files: readonly OdfFileEntry[] }) | undefined;
  /** Entries of `META-INF/` that nothing here reads. */
  readonly others: readonly ZipEntry[];
}

/** A longer media type is none. */
const MAX_MIMETYPE = 256;

/** What is read as a whole. */
const READ: ReadonlySet<AsicEntryKind> = new Set([
  'signature-cades',
  'signature-xades',
  'timestamp',
  'asic-manifest',
  'archive-manifest',
  'odf-manifest',
]);

/**
 * Opens a container.
 *
 * @throws FormatsError a `ZIP_…` code, or `ASIC_STRUCTURE_INVALID` for an archive that is no container of seals
 */
export async function openAsicContainer(
  source: DocumentSource,
  options: OpenZipOptions = {},
): Promise<AsicContainer> {
  const archive = await settleNames(await openZip(source, options));
  const entries = new Map<AsicEntryKind, ZipEntry[]>();
  for (const entry of archive.entries) {
    const kind = kindOfEntry(entry.name);
    entries.set(kind, [...(entries.get(kind) ?? []), entry]);
  }
  const ofKind = (...kinds: readonly AsicEntryKind[]): readonly ZipEntry[] =>
    kinds.flatMap((kind) => entries.get(kind) ?? []);
  assertReadable(ofKind(...READ));
  const mimetype = await readMimetype(archive, ofKind('mimetype')[0]);
  const decision = decideKind({ mimetype, comment: archive.comment, entries });
  if (decision === undefined)
    throw new FormatsError(
      'ASIC_STRUCTURE_INVALID',
      'nothing in the archive says that it is an ASiC container',
    );
  const read = async (one: readonly ZipEntry[]): Promise<readonly AsicFile[]> =>
    Promise.all(one.map(async (entry) => ({ entry, bytes: await readEntry(archive, entry) })));
  const cades = await read(ofKind('signature-cades'));
  const xades = await read(ofKind('signature-xades'));
  const parse = createManifestParser();
  return {
    ...decision,
    archive,
    ofKind,
    mimetype,
    documents: ofKind('data'),
    signatures: [
      ...cades.map((file) => ({ ...file, format: 'cades' as const })),
      ...xades.map((file) => ({ ...file, format: 'xades' as const })),
    ],
    timestamps: await read(ofKind('timestamp')),
    ...readManifests(await read(ofKind('asic-manifest')), await read(ofKind('archive-manifest')), parse),
    odfManifest: readOdf((await read(ofKind('odf-manifest')))[0], parse),
    others: ofKind('evidence-record', 'evidence-record-manifest', 'other-metadata'),
  };
}

async function readMimetype(archive: ZipArchive, entry: ZipEntry | undefined): Promise<string | undefined> {
  if (entry === undefined) return undefined;
  if (entry.size > MAX_MIMETYPE) return '';
  return new TextDecoder().decode(await readEntry(archive, entry));
}

function readManifests(
  sealing: readonly AsicFile[],
  archiving: readonly AsicFile[],
  parse: ManifestParser,
): Pick<AsicContainer, 'manifests' | 'unreadableManifests'> {
  const manifests: ManifestFile[] = [];
  const unreadableManifests: UnreadableManifest[] = [];
  const add = (file: AsicFile, kind: ManifestFile['kind']): void => {
    const reading = readAsicManifest(file.bytes, parse);
    if (reading.manifest === undefined) unreadableManifests.push({ ...file, problem: reading.problem });
    else manifests.push({ ...file, kind, manifest: reading.manifest });
  };
  for (const file of sealing) add(file, 'asic-manifest');
  for (const file of archiving) add(file, 'archive-manifest');
  return { manifests, unreadableManifests };
}

function readOdf(file: AsicFile | undefined, parse: ManifestParser): AsicContainer['odfManifest'] {
  const reading = file && readOdfManifest(file.bytes, parse);
  return file && reading?.manifest && { ...file, files: reading.manifest };
}
