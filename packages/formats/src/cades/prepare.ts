/**
 * From a document to the bytes to be signed.
 *
 * @module
 */
import {
  type DocumentSource,
  type PrepareContext,
  type PreparedDocument,
  readAll,
  type SealedPart,
} from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import { type DigestAlgorithm, digestDocument, signatureRow } from '@eseal/core/crypto';
import type { CadesOptions } from './options.ts';
import { isDetached, type LaidOutDocument, type SealPlace } from './place.ts';
import type { Sealer } from './sealer.ts';
import { buildSignedAttributes } from './signed-attributes.ts';

/** A document of which only the signature value is missing. */
export interface PreparedCades extends PreparedDocument {
  readonly sealer: Sealer;
  readonly place: SealPlace;
}

/** Builds the bytes to be signed. */
export async function prepareCades(
  document: DocumentSource,
  options: CadesOptions,
  { algorithm, signal, signingTime }: PrepareContext,
  sealer: Sealer,
): Promise<PreparedCades> {
  const { digest } = signatureRow(algorithm);
  const { documentDigest, place, ...content } = await layOut(document, options, digest, signal);
  const { certificateReference } = sealer;
  const dataToBeSigned = buildSignedAttributes({ ...options, ...content, certificateReference, signingTime });
  const detachedContents = contentsBeside(document, place, { algorithm: digest, digest: documentDigest });
  return { dataToBeSigned, documentDigest, sealer, place, detachedContents };
}

/** What stands beside a seal: the document, or of a stream, which is consumed, the digest. */
export function contentsBeside(
  document: DocumentSource,
  place: SealPlace,
  digest: { readonly algorithm: DigestAlgorithm; readonly digest: Uint8Array },
): readonly DetachedContent[] {
  if (!isDetached(place)) return [];
  return [{ source: 'getReader' in document ? digest : document }];
}

/**
 * Digests a document and decides where its seal goes. Only a stream that is to be carried, and an existing attached seal,
 * are read into memory.
 *
 * @throws FormatsError `CMS_…` when the seal to stand beside cannot take another
 */
export async function layOut(
  document: DocumentSource,
  options: CadesOptions,
  digestAlgorithm: DigestAlgorithm,
  signal?: AbortSignal,
): Promise<LaidOutDocument> {
  const { packaging, parallelTo } = options;
  const reading = signal === undefined ? {} : { signal };
  if (parallelTo === 'document') {
    const { layOutBesideAttached } = await import('./parallel-layout.ts');
    return layOutBesideAttached(document, digestAlgorithm);
  }
  if (packaging === 'attached') {
    const source = await toPart(document);
    const { digest, size } = await digestDocument(digestAlgorithm, source, reading);
    const place = { kind: 'attached', content: { length: size, source } } as const;
    return { place, documentDigest: digest, contentDigest: digest };
  }
  const { digest } = await digestDocument(digestAlgorithm, document, reading);
  if (parallelTo === undefined)
    return { place: { kind: 'detached' }, documentDigest: digest, contentDigest: digest };
  const { layOutBesideDetached } = await import('./parallel-layout.ts');
  return layOutBesideDetached(parallelTo, digestAlgorithm, digest);
}

/** The document as something that can be read again when the seal is written: streams are collected. */
async function toPart(document: DocumentSource): Promise<SealedPart> {
  return 'getReader' in document ? readAll(document) : document;
}
