/**
 * From a document to the bytes to be signed.
 *
 * @module
 */
import type { DocumentSource, PrepareContext, PreparedDocument } from '@eseal/core';
import type { ContentDigest } from '@eseal/core/container';
import { type DigestAlgorithm, signatureRow } from '@eseal/core/crypto';
import type { TimestampSource } from '@eseal/core/timestamp';
import type { keepForTimestamps } from './content-timestamps.ts';
import { contentsBeside, layOut } from './lay-out.ts';
import type { CadesOptions } from './options.ts';
import type { LaidOutDocument, SealPlace } from './place.ts';
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
  document: DocumentSource | ContentDigest,
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

async function keep(...given: Parameters<typeof keepForTimestamps>): Promise<DocumentSource | ContentDigest> {
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
