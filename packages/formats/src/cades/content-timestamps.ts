/**
 * Timestamps over the content, made before it is signed (EN 319 122-1 §5.2.8).
 *
 * @module
 */
import { type DocumentSource, readAll } from '@eseal/core';
import { type ContentDigest, type DigestInput, digestInput } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { TimestampSource } from '@eseal/core/timestamp';
import { FormatsError } from '../errors.ts';

/** A content that is to be stamped. */
export interface ContentToStamp {
  readonly content: DigestInput;
  /** Its digest by one algorithm. */
  readonly known: { readonly algorithm: DigestAlgorithm; readonly digest: Uint8Array };
}

/**
 * The document, or what is left of it after it is digested once: a stream is collected when an authority digests in another
 * way.
 */
export async function keepForTimestamps(
  document: DocumentSource | ContentDigest,
  algorithm: DigestAlgorithm,
  sources: readonly TimestampSource[],
): Promise<DocumentSource | ContentDigest> {
  const again = sources.some((source) => source.digestAlgorithm !== algorithm);
  return again && 'getReader' in document ? readAll(document) : document;
}

/**
 * One token over a content of each source.
 *
 * @throws FormatsError `SEAL_CONTENT_MISSING`; what the sources throw
 */
export async function stampContent(
  { content, known }: ContentToStamp,
  sources: readonly TimestampSource[],
  signal?: AbortSignal,
): Promise<readonly Uint8Array[]> {
  const options = signal && { signal };
  return Promise.all(
    sources.map(async (source) => {
      const { digestAlgorithm } = source;
      const digest =
        digestAlgorithm === known.algorithm
          ? known.digest
          : await digestInput(digestAlgorithm, content, options);
      if (digest === undefined)
        throw new FormatsError(
          'SEAL_CONTENT_MISSING',
          `a timestamp over the content needs it, or its ${digestAlgorithm} digest`,
        );
      return source.stamp(digest, options);
    }),
  );
}
