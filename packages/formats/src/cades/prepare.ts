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
import type { TimestampSource } from '@eseal/core/timestamp';
import type { keepForTimestamps } from './content-timestamps.ts';
import type { CadesOptions } from './options.ts';
import { isDetached, type LaidOutDocument, type SealPlace } from './place.ts';
import type { Sealer } from './sealer.ts';
import { buildPolicyStore } from './signature-policy.ts';
import { buildSignedAttributes } from './signed-attributes.ts';

/** A document of which only the signature value is missing. */
export interface PreparedCades extends PreparedDocument {
  readonly sealer: Sealer;
  readonly place: SealPlace;
  /** Attributes that stand beside the value from the start. */
  readonly unsignedAttributes: readonly Uint8Array[];
}

/** Builds the bytes to be signed. */
export async function prepareCades(
  document: DocumentSource,
  options: CadesOptions,
  context: PrepareContext,
  sealer: Sealer,
): Promise<PreparedCades> {
  const { algorithm, contentTimestamps = [], signal, signingTime } = context;
  const { digest } = signatureRow(algorithm);
  const kept = contentTimestamps.length === 0 ? document : await keep(document, digest, contentTimestamps);
  const laidOut = await layOut(kept, options, digest, signal);
  const { contentDigest, contentType, documentDigest, place } = laidOut;
  const { certificateReference } = sealer;
  const dataToBeSigned = buildSignedAttributes({
    ...options,
    algorithm,
    contentDigest,
    ...(contentType && { contentType }),
    certificateReference,
    contentTimestampTokens: await stamp(laidOut, digest, contentTimestamps, signal),
    signingTime,
  });
  return {
    dataToBeSigned,
    documentDigest,
    sealer,
    place,
    unsignedAttributes: await buildUnsignedAttributes(options),
    detachedContents: contentsBeside(document, place, { algorithm: digest, digest: documentDigest }),
  };
}

async function keep(...given: Parameters<typeof keepForTimestamps>): Promise<DocumentSource> {
  const { keepForTimestamps } = await import('./content-timestamps.ts');
  return keepForTimestamps(...given);
}

/** Tokens over the content, where any are asked for. */
async function stamp(
  { content, contentDigest }: LaidOutDocument,
  algorithm: DigestAlgorithm,
  sources: readonly TimestampSource[],
  signal: AbortSignal | undefined,
): Promise<readonly Uint8Array[]> {
  if (sources.length === 0) return [];
  const { stampContent } = await import('./content-timestamps.ts');
  return stampContent({ content, known: { algorithm, digest: contentDigest } }, sources, signal);
}

/** What a caller wants beside the signature value. */
export async function buildUnsignedAttributes({
  policyStore,
  signaturePolicy,
}: CadesOptions): Promise<readonly Uint8Array[]> {
  if (policyStore === undefined || signaturePolicy === undefined || signaturePolicy === 'implied') return [];
  return [await buildPolicyStore(policyStore, signaturePolicy.digest)];
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
  const { counterSignatureOf, packaging, parallelTo } = options;
  const reading = signal === undefined ? {} : { signal };
  if (parallelTo === 'document') {
    const { layOutBesideAttached } = await import('./parallel-layout.ts');
    return layOutBesideAttached(document, digestAlgorithm);
  }
  if (counterSignatureOf !== undefined) {
    const { layOutCounterSignature } = await import('./counter-signature-layout.ts');
    return layOutCounterSignature(document, counterSignatureOf, digestAlgorithm);
  }
  if (packaging === 'attached') {
    const source = await toPart(document);
    const { digest, size } = await digestDocument(digestAlgorithm, source, reading);
    const place = { kind: 'attached', content: { length: size, source } } as const;
    return { place, documentDigest: digest, content: { kind: 'document', source }, contentDigest: digest };
  }
  const { digest } = await digestDocument(digestAlgorithm, document, reading);
  if (parallelTo === undefined) {
    const content = { kind: 'document', source: document } as const;
    return { place: { kind: 'detached' }, documentDigest: digest, content, contentDigest: digest };
  }
  const { layOutBesideDetached } = await import('./parallel-layout.ts');
  return layOutBesideDetached(parallelTo, document, digestAlgorithm, digest);
}

/** The document as something that can be read again when the seal is written: streams are collected. */
async function toPart(document: DocumentSource): Promise<SealedPart> {
  return 'getReader' in document ? readAll(document) : document;
}
