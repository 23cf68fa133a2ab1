/**
 * Documents on their way into a container: read once, for their digests and their checksums alike, and left where they
 * are.
 *
 * @module
 */
import {
  createSealedDocument,
  type DocumentSource,
  openRandomAccess,
  openSealedDocument,
  type RandomAccess,
  readAll,
  readChunks,
  type SealedPart,
} from '@eseal/core';
import { type DigestAlgorithm, digestDocument } from '@eseal/core/crypto';
import { crc32 } from '../util/crc32.ts';
import type { ManifestReference } from './manifest.ts';
import { PACKAGE_NAME } from './names.ts';
import type { ContainedDocument, FurtherDocument } from './options.ts';
import { storedMember, writeZip, type ZipMember } from './zip/write.ts';

/** A document that can be read again. */
export interface PlacedDocument extends ContainedDocument {
  readonly part: SealedPart;
}

/** A document that is read by whoever digests it. */
export interface CoveredDocument extends ContainedDocument {
  readonly source: DocumentSource;
}

/** A document that is put into a container once it was read. */
export interface PassingDocument extends CoveredDocument {
  /** The member that it becomes; known once the source was read. */
  member(): ZipMember;
}

/** A document as something that can be read again when the container is written: a stream is collected. */
export async function placeDocument({ source, ...described }: FurtherDocument): Promise<PlacedDocument> {
  return { ...described, part: 'getReader' in source ? await readAll(source) : source };
}

/** The one document of an ASiC-S container: several become an archive (EN 319 162-1 §4.3.3.1). */
export async function placeSingle(
  first: PlacedDocument,
  others: readonly PlacedDocument[],
): Promise<PlacedDocument> {
  if (others.length === 0) return first;
  const mimeType = 'application/zip';
  const members: ZipMember[] = [];
  for (const each of [first, ...others]) members.push(await readMember(each));
  const part = await openSealedDocument(createSealedDocument(mimeType, writeZip(members)));
  return { name: PACKAGE_NAME, mimeType, part };
}

async function readMember(placed: PlacedDocument): Promise<ZipMember> {
  const passing = await passDocument(placed);
  for await (const _ of readChunks(passing.source));
  return passing.member();
}

/** A document whose checksum is computed while it is digested. */
export async function passDocument({ part, ...described }: PlacedDocument): Promise<PassingDocument> {
  const { name } = described;
  if (part instanceof Uint8Array)
    return { ...described, source: part, member: () => storedMember(name, part) };
  const { source, checksum } = observe(await openRandomAccess(part));
  const { size } = source;
  const member = (): ZipMember => {
    const { end, value } = checksum;
    if (end !== size) throw new TypeError(`of ${name} ${end} bytes were read, not ${size}`);
    return { name, method: 'stored', crc32: value, size, compressedSize: size, data: part };
  };
  return { ...described, source, member };
}

/** What was read of a document, from its beginning without a gap. */
interface Checksum {
  end: number;
  value: number;
}

/** A document that tells the checksum of what is read of it. */
function observe(source: RandomAccess): { readonly source: RandomAccess; readonly checksum: Checksum } {
  const checksum: Checksum = { end: 0, value: 0 };
  const note = (bytes: Uint8Array, start: number): void => {
    if (start !== checksum.end) return;
    checksum.value = crc32(bytes, checksum.value);
    checksum.end += bytes.length;
  };
  const observed: RandomAccess = {
    size: source.size,
    async read(start, end) {
      const bytes = await source.read(start, end);
      note(bytes, start);
      return bytes;
    },
  };
  if (source.readInto === undefined) return { source: observed, checksum };
  const readInto = async (bytes: Uint8Array, start: number): Promise<void> => {
    await source.readInto?.(bytes, start);
    note(bytes, start);
  };
  return { source: { ...observed, readInto }, checksum };
}

/** What a manifest says of documents. */
export async function digestReferences(
  documents: readonly CoveredDocument[],
  digestAlgorithm: DigestAlgorithm,
  signal?: AbortSignal,
): Promise<readonly ManifestReference[]> {
  const references: ManifestReference[] = [];
  for (const { mimeType, name, source } of documents) {
    const { digest } = await digestDocument(digestAlgorithm, source, signal && { signal });
    references.push({ name, mimeType, digest });
  }
  return references;
}
