/**
 * The bytes of a document by position. A document in memory is looked at where it is; anything else is read in windows
 * that grow until what is wanted lies within them.
 *
 * @module
 */
import { type DocumentSource, openRandomAccess, type SealedPart } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { Scanner } from './tokens.ts';

/** First window of a document that is not in memory. */
const FIRST_WINDOW = 4096;
/** Longest window: no object that is parsed is longer. */
const MAX_WINDOW = 1 << 28;
/** How near the end of a window a token may be cut off: longer than any keyword or number. */
const MARGIN = 64;

/** A document that can be looked at anywhere. */
export interface ByteSource {
  readonly size: number;
  /** The document itself, to be passed on without copying it. */
  readonly document: SealedPart;
  /** The bytes from `start` to `end`, at once where they are in memory. */
  read(start: number, end: number): MaybePromise<Uint8Array>;
  /**
   * What `parse` makes of the bytes from `offset`. It may be called again with a longer window when it came to the
   * end of the first.
   */
  scan<T>(offset: number, parse: (scanner: Scanner) => T): MaybePromise<T>;
}

/** Opens a document; a stream is collected in memory. */
export async function openByteSource(document: DocumentSource): Promise<ByteSource> {
  if (document instanceof Uint8Array) return inMemory(document);
  if (!('getReader' in document)) return inWindows(document, await openRandomAccess(document));
  const access = await openRandomAccess(document);
  return inMemory(await access.read(0, access.size));
}

/** The beginning of a document, without what stands behind `end`. */
export function beginningOf(source: ByteSource, end: number): ByteSource {
  const size = Math.min(source.size, end);
  return {
    ...source,
    size,
    read: (from, to) => source.read(Math.min(from, size), Math.min(to, size)),
  };
}

function inMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    document: bytes,
    read: (start, end) => bytes.subarray(start, end),
    scan: (offset, parse) => parse(new Scanner(bytes, offset)),
  };
}

function inWindows(
  document: SealedPart,
  access: { readonly size: number; read(start: number, end: number): Promise<Uint8Array> },
): ByteSource {
  const { size } = access;
  async function scan<T>(offset: number, parse: (scanner: Scanner) => T): Promise<T> {
    for (let length = FIRST_WINDOW; length <= MAX_WINDOW; length *= 4) {
      const end = Math.min(offset + length, size);
      const scanner = new Scanner(await access.read(Math.min(offset, end), end), 0, offset);
      const cutOff = () => end < size && scanner.position > scanner.end - MARGIN;
      try {
        const result = parse(scanner);
        if (!cutOff()) return result;
      } catch (error) {
        if (!cutOff()) throw error;
      }
    }
    throw new FormatsError('PDF_LIMIT_EXCEEDED', `an object is longer than ${MAX_WINDOW} bytes`, {
      facts: { offset },
    });
  }
  return { size, document, read: (start, end) => access.read(start, end), scan };
}
