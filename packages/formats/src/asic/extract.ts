/**
 * The documents of a container as they were sealed.
 *
 * @module
 */
import type { DocumentSource, RandomAccess } from '@eseal/core';
import { PACKAGE_NAME } from './names.ts';
import type { ContainedDocument } from './options.ts';
import { openAsicContainer } from './parse/container.ts';
import { mimeTypesOf } from './stated-mime-types.ts';
import { openEntry } from './zip/content.ts';
import type { ZipArchive, ZipEntry } from './zip/entry.ts';
import { openZip } from './zip/read.ts';

/** A document of a container. */
export interface ExtractedDocument extends ContainedDocument {
  /** Its bytes, read from the container where they are asked for. */
  readonly source: RandomAccess;
}

/** Options of {@link extractContents}. */
export interface ExtractContentsOptions {
  /** Whether the inner archive of an ASiC-S container, `package.zip`, is opened too. Default true. */
  readonly unpack?: boolean;
}

/**
 * The documents in a container, in its order. Nothing is verified: whether a seal covers a document, and holds, is for
 * `validate` of `@eseal/validator` to say.
 *
 * @throws FormatsError `ASIC_STRUCTURE_INVALID`, or a `ZIP_…` code; also when a document is read whose bytes are damaged
 * @example
 * ```ts
 * import { readAll } from '@eseal/core';
 * import { extractContents } from '@eseal/formats/asic';
 *
 * export async function readInvoice(container: Blob): Promise<Uint8Array | undefined> {
 *   const documents = await extractContents(container);
 *   const invoice = documents.find(({ name }) => name === 'invoice.xml');
 *   return invoice && readAll(invoice.source);
 * }
 * ```
 */
export async function extractContents(
  container: DocumentSource,
  { unpack = true }: ExtractContentsOptions = {},
): Promise<readonly ExtractedDocument[]> {
  const opened = await openAsicContainer(container);
  const { archive, documents, kind } = opened;
  const [first, ...others] = documents;
  if (unpack && kind === 'asic-s' && first?.name === PACKAGE_NAME && others.length === 0) {
    const inner = await openZip(openEntry(archive, first));
    return inner.entries.filter(({ isDirectory }) => !isDirectory).map((entry) => extract(inner, entry));
  }
  const mimeTypeOf = mimeTypesOf(opened);
  return documents.map((entry) => extract(archive, entry, mimeTypeOf(entry.name)));
}

function extract(archive: ZipArchive, entry: ZipEntry, mimeType?: string): ExtractedDocument {
  const source = openEntry(archive, entry);
  return { name: entry.name, source, ...(mimeType !== undefined && { mimeType }) };
}
