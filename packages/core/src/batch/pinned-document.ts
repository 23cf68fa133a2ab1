/**
 * A document that cannot change unnoticed between two readings of it.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import { createDigest, digestBytes, throwIfAborted } from '../crypto/digest.ts';
import {
  type DocumentSource,
  openRandomAccess,
  type RandomAccess,
  readAll,
  sizeOf,
} from '../document/source.ts';
import { CoreError } from '../errors.ts';
import { equalBytes } from '../util/bytes.ts';

/** A document with its digest: what is read of it later is what was digested. */
export interface PinnedDocument {
  readonly document: Uint8Array | RandomAccess;
  readonly digest: Uint8Array;
}

/** Up to this size a document is taken into memory. */
const IN_MEMORY = 2 ** 20;

/** Bytes that are digested, and later read, together. */
const BLOCK = 2 ** 16;

/**
 * Digests a document once and holds it to that: small ones and streams stay in memory, of larger ones the digest of each
 * block is kept, and every reading is compared with it.
 *
 * @returns a document whose `read` rejects with CoreError `DOCUMENT_CHANGED` where the bytes are others
 */
export async function pinDocument(
  algorithm: DigestAlgorithm,
  source: DocumentSource,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<PinnedDocument> {
  const size = sizeOf(source);
  if (size === undefined || size <= IN_MEMORY) {
    const document = await readAll(source);
    return { document, digest: await digestBytes(algorithm, document) };
  }
  const access = await openRandomAccess(source);
  const whole = await createDigest(algorithm);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < access.size; at += BLOCK) {
    throwIfAborted(signal);
    const block = await access.read(at, Math.min(at + BLOCK, access.size));
    blocks.push(await digestBytes('SHA-256', block));
    await whole.update(block);
  }
  return { document: comparing(access, blocks), digest: await whole.digest() };
}

function comparing(source: RandomAccess, blocks: readonly Uint8Array[]): RandomAccess {
  const { size } = source;
  return {
    size,
    async read(start, end) {
      const first = Math.floor(start / BLOCK);
      const from = first * BLOCK;
      const bytes = await source.read(from, Math.min(Math.ceil(end / BLOCK) * BLOCK, size));
      for (let at = 0; at * BLOCK < bytes.length; at++) {
        const digest = await digestBytes('SHA-256', bytes.subarray(at * BLOCK, (at + 1) * BLOCK));
        const expected = blocks[first + at];
        if (expected === undefined || !equalBytes(digest, expected))
          throw new CoreError('DOCUMENT_CHANGED', 'the document became another while it was sealed');
      }
      return bytes.subarray(start - from, end - from);
    },
  };
}
