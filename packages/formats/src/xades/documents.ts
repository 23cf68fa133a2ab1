/**
 * The documents of one seal: read and digested.
 *
 * @module
 */
import {
  CoreError,
  concatBytes,
  type DocumentSource,
  openRandomAccess,
  readAll,
  type SealedPart,
} from '@eseal/core';
import {
  type ContentDigest,
  type DetachedContent,
  type DigestInput,
  isContentDigest,
  requireDocument,
} from '@eseal/core/container';
import { type DigestAlgorithm, digestBytes, digestDocument } from '@eseal/core/crypto';
import { assertDigestLength } from './check-options.ts';
import type { XadesOptions } from './options.ts';
import type { DataObjectFormat } from './statements.ts';

/** A document under a seal. */
export interface OpenedDocument {
  readonly name: string;
  readonly format: DataObjectFormat & { readonly mimeType: string };
  /** Of the document as received. */
  readonly digest: Uint8Array;
  /** The document as something that can be read again; absent for a digest, and for a stream beside a seal. */
  readonly part?: SealedPart;
}

/** The documents of a seal, in the order of their references. */
export interface OpenedDocuments {
  readonly documents: readonly OpenedDocument[];
  /** A digest that only these documents give. */
  readonly documentDigest: Uint8Array;
}

/** How documents are read. */
export interface OpeningRules {
  readonly options: XadesOptions;
  readonly digestAlgorithm: DigestAlgorithm;
  /** The file that the seal is put into, when it is none of the documents. */
  readonly holder: Uint8Array | undefined;
  /** Whether the octets of every document are needed again: for timestamps over them. */
  readonly readsAgain: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reads the documents of a seal. A detached seal reads them once and in constant memory, unless they are needed again; an
 * enveloping one leaves what it holds as base64 where it is, unless it is a stream.
 *
 * @throws CoreError `INVALID_ARGUMENT` for a digest by another algorithm than that of the seal, or where it is not enough
 */
export async function openDocuments(
  document: DocumentSource | ContentDigest,
  rules: OpeningRules,
): Promise<OpenedDocuments> {
  const { digestAlgorithm, holder, options } = rules;
  const { contents = [], name = '' } = options;
  const documents: OpenedDocument[] = [];
  for (const content of [{ ...options, name, source: document }, ...contents]) {
    const { digest, part } = await open(content.source, rules);
    const format = describe(content, defaultMimeType(options));
    documents.push({ name: content.name ?? '', format, digest, ...(part && { part }) });
  }
  const digests = documents.map(({ digest }) => digest);
  if (holder !== undefined) digests.push(await digestBytes(digestAlgorithm, holder));
  const [first, ...further] = digests;
  if (first !== undefined && further.length === 0) return { documents, documentDigest: first };
  return { documents, documentDigest: await digestBytes(digestAlgorithm, concatBytes(digests)) };
}

/** The documents as what stands beside a detached seal. */
export function contentsBeside(
  documents: readonly OpenedDocument[],
  { options, digestAlgorithm: algorithm }: Pick<OpeningRules, 'options' | 'digestAlgorithm'>,
): readonly DetachedContent[] {
  if (options.packaging !== 'detached') return [];
  return documents.map(({ digest, name, part }) => ({ name, source: part ?? { algorithm, digest } }));
}

/** What a digest of a document is over. */
export function octetsOf({ part }: Pick<OpenedDocument, 'part'>): DigestInput {
  if (part === undefined) throw new TypeError('the document was not kept');
  return { kind: 'document', source: part };
}

/** The same of bytes in memory. */
export function bytesOf(bytes: Uint8Array): DigestInput {
  return { kind: 'bytes', pieces: [bytes] };
}

async function open(
  source: DocumentSource | ContentDigest,
  rules: OpeningRules,
): Promise<Pick<OpenedDocument, 'digest' | 'part'>> {
  const { digestAlgorithm, options, readsAgain, signal } = rules;
  if (options.packaging === 'detached' && isContentDigest(source)) {
    assertDigestLength('a document', source.algorithm, source.digest);
    if (readsAgain) throw new CoreError('INVALID_ARGUMENT', 'a timestamp over a content needs all of it');
    if (source.algorithm === digestAlgorithm) return { digest: source.digest };
    throw new CoreError(
      'INVALID_ARGUMENT',
      `a digest by ${source.algorithm} is given, the seal uses ${digestAlgorithm}`,
    );
  }
  const document = requireDocument(source);
  const part = await toPart(document, rules);
  const { digest } = await digestDocument(digestAlgorithm, part ?? document, signal && { signal });
  return { digest, ...(part && { part }) };
}

async function toPart(
  source: DocumentSource,
  { options: { objectContent, packaging }, readsAgain }: OpeningRules,
): Promise<SealedPart | undefined> {
  const isStream = 'getReader' in source;
  if (packaging === 'detached') {
    if (isStream) return readsAgain ? openRandomAccess(source) : undefined;
    return source;
  }
  const mayStay = packaging === 'enveloping' && objectContent !== 'xml';
  return mayStay && !isStream ? source : readAll(source);
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
