/**
 * A document as base64 without holding it in memory.
 *
 * @module
 */
import {
  concatBytes,
  type RandomAccess,
  readChunks,
  type SealedPart,
  sizeOf,
  toBase64,
  utf8,
} from '@eseal/core';

/** Base64 (RFC 4648 §4) of a document, in one line, computed where it is read. */
export function base64Part(source: SealedPart): RandomAccess {
  const sourceSize = sizeOf(source) ?? 0;
  const size = 4 * Math.ceil(sourceSize / 3);
  return {
    size,
    async read(start, end) {
      if (start < 0 || start > end || end > size)
        throw new RangeError(`no bytes ${start} to ${end} of ${size}`);
      const from = Math.floor(start / 4);
      const until = Math.min(3 * Math.ceil(end / 4), sourceSize);
      const pieces: Uint8Array[] = [];
      for await (const piece of readChunks(source, 3 * from, until)) pieces.push(piece);
      const text = toBase64(pieces.length === 1 ? (pieces[0] as Uint8Array) : concatBytes(pieces));
      return utf8(text.slice(start - 4 * from, end - 4 * from));
    },
  };
}
