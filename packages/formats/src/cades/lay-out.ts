/**
 * A document laid out: its digest, and where its seal goes.
 *
 * @module
 */
import { CoreError, type DocumentSource, readAll, type SealedPart } from '@eseal/core';
import {
  type ContentDigest,
  type DetachedContent,
  type DigestInput,
  isContentDigest,
  requireDocument,
} from '@eseal/core/container';
import { type DigestAlgorithm, digestDocument, digestRow } from '@eseal/core/crypto';
import type { CadesOptions } from './options.ts';
import { isDetached, type LaidOutDocument, type SealPlace } from './place.ts';

/**
 * Digests a document and decides where its seal goes. Only a stream that is to be carried, and a CMS that the seal goes into,
 * are read into memory.
 *
 * @throws CoreError `INVALID_ARGUMENT` for a digest that is not enough; FormatsError `CMS_…`, `SEAL_BROKEN` when an existing
 * seal cannot take another
 */
export async function layOut(
  document: DocumentSource | ContentDigest,
  options: CadesOptions,
  digestAlgorithm: DigestAlgorithm,
  signal?: AbortSignal,
): Promise<LaidOutDocument> {
  const { counterSignatureOf, packaging, parallelTo } = options;
  if (parallelTo === 'document') {
    const { layOutBesideAttached } = await import('./parallel-layout.ts');
    return layOutBesideAttached(requireDocument(document), digestAlgorithm);
  }
  if (counterSignatureOf !== undefined) {
    const { layOutCounterSignature } = await import('./counter-signature-layout.ts');
    return layOutCounterSignature(requireDocument(document), counterSignatureOf, digestAlgorithm);
  }
  if (packaging === 'attached')
    return layOutAttached(await toPart(requireDocument(document)), digestAlgorithm, signal);
  const digest = await digestOf(document, digestAlgorithm, signal);
  const content: DigestInput = isContentDigest(document)
    ? { kind: 'digest', ...document }
    : { kind: 'document', source: document };
  const detached = { documentDigest: digest, contentDigest: digest, content };
  if (parallelTo === undefined) return { place: { kind: 'detached' }, ...detached };
  const { placeBesideDetached } = await import('./parallel-layout.ts');
  return { ...placeBesideDetached(parallelTo, digestAlgorithm, digest), ...detached };
}

async function layOutAttached(
  source: SealedPart,
  digestAlgorithm: DigestAlgorithm,
  signal: AbortSignal | undefined,
): Promise<LaidOutDocument> {
  const { digest, size } = await digestDocument(digestAlgorithm, source, signal && { signal });
  return {
    place: { kind: 'attached', content: { length: size, source } },
    documentDigest: digest,
    contentDigest: digest,
    content: { kind: 'document', source },
  };
}

/** The digest of a document, or the one that is given in its place. */
async function digestOf(
  document: DocumentSource | ContentDigest,
  algorithm: DigestAlgorithm,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  if (!isContentDigest(document))
    return (await digestDocument(algorithm, document, signal && { signal })).digest;
  if (document.algorithm === algorithm && document.digest.length === digestRow(algorithm).length)
    return document.digest;
  throw new CoreError(
    'INVALID_ARGUMENT',
    `the digest of the document has to be by ${algorithm}, as the signature is`,
  );
}

/** The document as something that can be read again when the seal is written: streams are collected. */
async function toPart(document: DocumentSource): Promise<SealedPart> {
  return 'getReader' in document ? readAll(document) : document;
}

/** What stands beside a seal: the document, or of a stream, which is consumed, the digest. */
export function contentsBeside(
  document: DocumentSource | ContentDigest,
  place: SealPlace,
  digest: ContentDigest,
): readonly DetachedContent[] {
  if (!isDetached(place)) return [];
  return [{ source: 'getReader' in document ? digest : document }];
}
