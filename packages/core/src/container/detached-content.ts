/**
 * What stands beside a detached seal.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import type { DocumentSource } from '../document/source.ts';
import { CoreError } from '../errors.ts';

/** What is known of a content that is elsewhere: enough for a detached seal. */
export interface ContentDigest {
  readonly algorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
}

/** A content that stands beside a detached seal. */
export interface DetachedContent {
  /** Name it is referred to by, where the format has names. */
  readonly name?: string;
  /** A file of a container: no reference of another name is of it, though the digest be right. */
  readonly onlyByName?: true;
  readonly source: DocumentSource | ContentDigest;
}

/** Whether only a digest is given. */
export function isContentDigest(content: DocumentSource | ContentDigest): content is ContentDigest {
  return 'algorithm' in content && 'digest' in content;
}

/**
 * The document where a digest is not enough.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function requireDocument(content: DocumentSource | ContentDigest): DocumentSource {
  if (!isContentDigest(content)) return content;
  throw new CoreError('INVALID_ARGUMENT', 'the document itself is needed here, not only its digest');
}
