/**
 * A document as a batch takes it.
 *
 * @module
 */
import type { ContentDigest } from '../container/detached-content.ts';
import type { DocumentSource } from '../document/source.ts';

/**
 * A document, its digest where the format leaves it beside the seal, or a function that opens it when its turn has come: what
 * is on disk need not be open, nor read, before.
 */
export type BatchInput = DocumentSource | ContentDigest | (() => Promise<DocumentSource | ContentDigest>);

/** The document itself. */
export async function openBatchInput(input: BatchInput): Promise<DocumentSource | ContentDigest> {
  return typeof input === 'function' ? input() : input;
}
