/**
 * What stands beside a detached seal.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import type { DocumentSource } from '../document/source.ts';

/** A content that stands beside a detached seal. */
export interface DetachedContent {
  /** Name it is referred to by, where the format has names. */
  readonly name?: string;
  /** A file of a container: no reference of another name is of it, though the digest be right. */
  readonly onlyByName?: true;
  readonly source: DocumentSource | { readonly algorithm: DigestAlgorithm; readonly digest: Uint8Array };
}
