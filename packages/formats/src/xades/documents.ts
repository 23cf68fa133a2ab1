/**
 * The documents of one seal: read and digested.
 *
 * @module
 */
import { CoreError, concatBytes, type DocumentSource, readAll, type SealedPart } from '@eseal/core';
import { type DigestAlgorithm, digestBytes, digestDocument } from '@eseal/core/crypto';
import type { FurtherContent, XadesOptions } from './options.ts';
import type { DataObjectFormat } from './statements.ts';

/** A document under a seal. */
export interface OpenedDocument {
  readonly name: string;
  readonly format: DataObjectFormat & { readonly mimeType: string };
  /** Of the document as received. */
  readonly digest: Uint8Array;
  /** The document as something that can be read again; absent beside a detached seal. */
  readonly part?: SealedPart;
}

/** The documents of a seal, in the order of their references. */
export interface OpenedDocuments {
  readonly documents: readonly OpenedDocument[];
  /** A digest that only these documents give. */
  readonly documentDigest: Uint8Array;
}

type Source = FurtherContent['source'];

/**
 * Reads the documents of a seal. A detached seal reads them once and in constant memory; an enveloping one leaves what it
 * holds as base64 where it is, unless it is a stream.
 *
 * @throws CoreError `INVALID_ARGUMENT` for a digest by another algorithm than that of the seal
 */
export async function openDocuments(
  document: DocumentSource,
  options: XadesOptions,
  algorithm: DigestAlgorithm,
  signal?: AbortSignal,
): Promise<OpenedDocuments> {
  const { contents = [], name = '' } = options;
  const documents: OpenedDocument[] = [];
  for (const content of [{ ...options, name, source: document }, ...contents]) {
    const { digest, part } = await open(content.source, options, algorithm, signal);
    const format = describe(content, defaultMimeType(options));
    documents.push({ name: content.name ?? '', format, digest, ...(part && { part }) });
  }
  const [first, ...further] = documents;
  if (first !== undefined && further.length === 0) return { documents, documentDigest: first.digest };
  const digests = concatBytes(documents.map(({ digest }) => digest));
  return { documents, documentDigest: await digestBytes(algorithm, digests) };
}

async function open(
  source: Source,
  options: XadesOptions,
  algorithm: DigestAlgorithm,
  signal: AbortSignal | undefined,
): Promise<Pick<OpenedDocument, 'digest' | 'part'>> {
  if ('algorithm' in source) {
    if (source.algorithm === algorithm) return { digest: source.digest };
    throw new CoreError(
      'INVALID_ARGUMENT',
      `a digest by ${source.algorithm} is given, the seal uses ${algorithm}`,
    );
  }
  const part = await toPart(source, options);
  const { digest } = await digestDocument(algorithm, part ?? source, signal && { signal });
  return { digest, ...(part && { part }) };
}

async function toPart(
  source: DocumentSource,
  { objectContent, packaging }: XadesOptions,
): Promise<SealedPart | undefined> {
  if (packaging === 'detached') return undefined;
  const mayStay = packaging === 'enveloping' && objectContent !== 'xml';
  return mayStay && !('getReader' in source) ? source : readAll(source);
}

function describe(
  { description, encoding, mimeType }: DataObjectFormat,
  defaultType: string,
): OpenedDocument['format'] {
  return {
    mimeType: mimeType ?? defaultType,
    ...(description !== undefined && { description }),
    ...(encoding !== undefined && { encoding }),
  };
}

function defaultMimeType({ objectContent, packaging = 'enveloped' }: XadesOptions): string {
  const isXml = packaging === 'enveloping' ? objectContent === 'xml' : packaging !== 'detached';
  return isXml ? 'application/xml' : 'application/octet-stream';
}
