/**
 * A further seal laid out beside those that exist: which content it covers, and that they cover the same.
 *
 * @module
 */
import { type DocumentSource, readAll } from '@eseal/core';
import { createDigest, type DigestAlgorithm, digestDocument } from '@eseal/core/crypto';
import { assertSameContent, openExistingSeal } from './parallel.ts';
import type { LaidOutDocument } from './place.ts';

/**
 * Beside a detached seal of the same document.
 *
 * @param digest - of the document
 * @throws FormatsError `CMS_…` when the existing seal cannot take another beside it
 */
export function placeBesideDetached(
  seal: Uint8Array,
  digestAlgorithm: DigestAlgorithm,
  digest: Uint8Array,
): Pick<LaidOutDocument, 'place' | 'contentType'> {
  const existing = openExistingSeal(seal, 'detached');
  assertSameContent(existing, digestAlgorithm, digest);
  return { place: { kind: 'parallel', existing }, contentType: existing.contentType };
}

/**
 * Beside the seals inside a document that is itself an attached seal.
 *
 * @throws FormatsError `CMS_…` when the document is no such seal, or cannot take another
 */
export async function layOutBesideAttached(
  document: DocumentSource,
  digestAlgorithm: DigestAlgorithm,
): Promise<LaidOutDocument> {
  const bytes = await readAll(document);
  const existing = openExistingSeal(bytes, 'attached');
  const pieces = existing.content ?? [];
  const contentDigest = await digestPieces(digestAlgorithm, pieces);
  assertSameContent(existing, digestAlgorithm, contentDigest);
  const { digest: documentDigest } = await digestDocument(digestAlgorithm, bytes);
  const { contentType } = existing;
  const content = { kind: 'bytes', pieces } as const;
  return { place: { kind: 'parallel', existing }, documentDigest, content, contentDigest, contentType };
}

async function digestPieces(algorithm: DigestAlgorithm, pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  const hash = await createDigest(algorithm);
  for (const piece of pieces) await hash.update(piece);
  return hash.digest();
}
