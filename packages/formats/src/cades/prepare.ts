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
import type { ExternalContent } from '@eseal/core/asn1';
import type { SignedData } from '@eseal/core/cms';
import { createDigest, type DigestAlgorithm, digestDocument, signatureRow } from '@eseal/core/crypto';
import type { CadesOptions } from './options.ts';
import { assertSameContent, openExistingSeal } from './parallel.ts';
import type { Sealer } from './sealer.ts';
import { buildSignedAttributes } from './signed-attributes.ts';

/** Where the SignerInfo of a new seal goes. */
export type SealPlace =
  | { readonly kind: 'detached' }
  | { readonly kind: 'attached'; readonly content: ExternalContent<SealedPart> }
  | { readonly kind: 'parallel'; readonly existing: SignedData };

/** A document of which only the signature value is missing. */
export interface PreparedCades extends PreparedDocument {
  readonly sealer: Sealer;
  readonly place: SealPlace;
}

/** A document laid out for sealing. */
export interface LaidOutDocument {
  readonly place: SealPlace;
  /** Digest of the document as received. */
  readonly documentDigest: Uint8Array;
  /** Digest of what the seal covers. */
  readonly contentDigest: Uint8Array;
  /** Type of the content where it is not id-data. */
  readonly contentType?: string;
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
  return { dataToBeSigned, documentDigest, sealer, place };
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
  if (parallelTo === 'document') return layOutBesideAttached(document, digestAlgorithm);
  if (packaging === 'attached') {
    const source = await toPart(document);
    const { digest, size } = await digestDocument(digestAlgorithm, source, reading);
    const place = { kind: 'attached', content: { length: size, source } } as const;
    return { place, documentDigest: digest, contentDigest: digest };
  }
  const { digest } = await digestDocument(digestAlgorithm, document, reading);
  const digests = { documentDigest: digest, contentDigest: digest };
  if (parallelTo === undefined) return { place: { kind: 'detached' }, ...digests };
  const existing = openExistingSeal(parallelTo, 'detached');
  assertSameContent(existing, digestAlgorithm, digest);
  return { place: { kind: 'parallel', existing }, ...digests, contentType: existing.contentType };
}

async function layOutBesideAttached(
  document: DocumentSource,
  digestAlgorithm: DigestAlgorithm,
): Promise<LaidOutDocument> {
  const bytes = await readAll(document);
  const existing = openExistingSeal(bytes, 'attached');
  const contentDigest = await digestPieces(digestAlgorithm, existing.content ?? []);
  assertSameContent(existing, digestAlgorithm, contentDigest);
  const { digest: documentDigest } = await digestDocument(digestAlgorithm, bytes);
  const { contentType } = existing;
  return { place: { kind: 'parallel', existing }, documentDigest, contentDigest, contentType };
}

async function digestPieces(algorithm: DigestAlgorithm, pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  const hash = await createDigest(algorithm);
  for (const piece of pieces) await hash.update(piece);
  return hash.digest();
}

/** The document as something that can be read again when the seal is written: streams are collected. */
async function toPart(document: DocumentSource): Promise<SealedPart> {
  return 'getReader' in document ? readAll(document) : document;
}
