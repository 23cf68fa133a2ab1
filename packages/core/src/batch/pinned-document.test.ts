import { describe, expect, it } from 'vitest';
import { digestBytes } from '../crypto/digest.ts';
import type { RandomAccess } from '../document/source.ts';
import { concatBytes, equalBytes } from '../util/bytes.ts';
import { pinDocument } from './pinned-document.ts';

const LARGE = 1_200_000;

/** Bytes that others may change, read by position. */
function openBytes(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: async (start, end) => bytes.slice(start, end) };
}

const filled = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, at) => at % 251);

describe('pinDocument', () => {
  it.each([0, 1, 65_536, LARGE])('gives the digest and the bytes of a document of %i bytes', async (size) => {
    const bytes = filled(size);
    const { digest, document } = await pinDocument('SHA-384', openBytes(bytes));
    expect(digest).toEqual(await digestBytes('SHA-384', bytes));
    const pieces = document instanceof Uint8Array ? [document] : [];
    if (!(document instanceof Uint8Array)) {
      expect(document.size).toBe(size);
      for (let at = 0; at < size; at += 333_333)
        pieces.push(await document.read(at, Math.min(at + 333_333, size)));
    }
    expect(equalBytes(concatBytes(pieces), bytes)).toBe(true);
  });

  it('notices a change of any byte of a large document where it is read', async () => {
    for (const place of [0, 65_535, 65_536, LARGE - 1]) {
      const bytes = filled(LARGE);
      const { document } = await pinDocument('SHA-256', openBytes(bytes));
      if (document instanceof Uint8Array) throw new TypeError('a large document is not taken into memory');
      bytes[place] = 255;
      await expect(document.read(place, place + 1)).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
      // A block further on is as it was.
      const other = place < 600_000 ? 600_000 : 0;
      expect(await document.read(other, other + 3)).toEqual(filled(LARGE).slice(other, other + 3));
    }
  });

  it('does not see what becomes of a small one afterwards', async () => {
    const bytes = filled(100);
    const { document } = await pinDocument('SHA-256', openBytes(bytes));
    bytes.fill(0);
    expect(document).toEqual(filled(100));
  });

  it('ends when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(pinDocument('SHA-256', openBytes(filled(LARGE)), { signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
