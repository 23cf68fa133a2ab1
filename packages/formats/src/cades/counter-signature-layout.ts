/**
 * A counter-signature laid out: the document is the CMS, what is signed the value of a signature in it.
 *
 * @module
 */
import { type DocumentSource, readAll } from '@eseal/core';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';
import { openForCounterSignature } from './counter-signature.ts';
import type { LaidOutDocument } from './place.ts';

/**
 * On the signature with this id.
 *
 * @throws FormatsError `CMS_…`, `SEAL_BROKEN`; CoreError `INVALID_ARGUMENT`
 */
export async function layOutCounterSignature(
  document: DocumentSource,
  id: string,
  digestAlgorithm: DigestAlgorithm,
): Promise<LaidOutDocument> {
  const bytes = await readAll(document);
  const countersigned = await openForCounterSignature(bytes, id);
  const value = countersigned.target.signature;
  return {
    place: { kind: 'counter-signature', countersigned },
    documentDigest: await digestBytes(digestAlgorithm, bytes),
    contentDigest: await digestBytes(digestAlgorithm, value),
    content: { kind: 'bytes', pieces: [value] },
    contentType: 'none',
  };
}
