/**
 * The digest of what a signature or timestamp covers.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import { createDigest, digestBytes, digestDocument, throwIfAborted } from '../crypto/digest.ts';
import type { DocumentSource } from '../document/source.ts';
import { readChunks } from '../document/source.ts';
import type { ByteRange, DigestInput } from './parsed-signature.ts';

/**
 * Digest of an input.
 *
 * @returns `undefined` when only a digest by another algorithm is known
 */
export async function digestInput(
  algorithm: DigestAlgorithm,
  input: DigestInput,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Uint8Array | undefined> {
  switch (input.kind) {
    case 'bytes':
      return digestPieces(algorithm, input.pieces);
    case 'ranges':
      return digestRanges(algorithm, input.source, input.ranges, options.signal);
    case 'document':
      return (await digestDocument(algorithm, input.source, options)).digest;
    case 'digest':
      return input.algorithm === algorithm ? input.digest : undefined;
  }
}

async function digestPieces(algorithm: DigestAlgorithm, pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  const [first] = pieces;
  if (pieces.length === 1 && first !== undefined) return digestBytes(algorithm, first);
  const hash = await createDigest(algorithm);
  for (const piece of pieces) await hash.update(piece);
  return hash.digest();
}

async function digestRanges(
  algorithm: DigestAlgorithm,
  source: DocumentSource,
  ranges: readonly ByteRange[],
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const hash = await createDigest(algorithm);
  for (const range of ranges) {
    for await (const chunk of readChunks(source, range.start, range.end)) {
      throwIfAborted(signal);
      await hash.update(chunk);
    }
  }
  return hash.digest();
}
