/**
 * The digest of what a signature or timestamp covers.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import { createDigest, digestBytes, digestDocument, throwIfAborted } from '../crypto/digest.ts';
import type { StreamingDigest } from '../crypto/provider.ts';
import { type DocumentSource, readChunks } from '../document/source.ts';
import type { ByteRange, DigestInput } from './parsed-signature.ts';

/** Options of {@link digestInput}. */
interface DigestOptions {
  readonly signal?: AbortSignal;
}

/**
 * Digest of an input.
 *
 * @returns `undefined` when of the content, or a part of it, only a digest is known that is of no use here
 */
export async function digestInput(
  algorithm: DigestAlgorithm,
  input: DigestInput,
  options: DigestOptions = {},
): Promise<Uint8Array | undefined> {
  switch (input.kind) {
    case 'document':
      return (await digestDocument(algorithm, input.source, options)).digest;
    case 'digest':
      return input.algorithm === algorithm ? input.digest : undefined;
    case 'bytes': {
      const [first] = input.pieces;
      if (input.pieces.length === 1 && first !== undefined) return digestBytes(algorithm, first);
      return digestParts(algorithm, input, options);
    }
    case 'ranges':
    case 'sequence':
      return digestParts(algorithm, input, options);
  }
}

async function digestParts(
  algorithm: DigestAlgorithm,
  input: DigestInput,
  options: DigestOptions,
): Promise<Uint8Array | undefined> {
  const hash = await createDigest(algorithm);
  return (await feed(hash, input, options)) ? hash.digest() : undefined;
}

/** Feeds an input to a digest; false when not all of it is there. */
async function feed(hash: StreamingDigest, input: DigestInput, options: DigestOptions): Promise<boolean> {
  switch (input.kind) {
    case 'bytes':
      for (const piece of input.pieces) await hash.update(piece);
      return true;
    case 'ranges':
      for (const range of input.ranges) await feedSource(hash, input.source, range, options);
      return true;
    case 'document':
      await feedSource(hash, input.source, undefined, options);
      return true;
    case 'digest':
      return false;
    case 'sequence':
      for (const part of input.parts) if (!(await feed(hash, part, options))) return false;
      return true;
  }
}

async function feedSource(
  hash: StreamingDigest,
  source: DocumentSource,
  range: ByteRange | undefined,
  { signal }: DigestOptions,
): Promise<void> {
  for await (const chunk of readChunks(source, range?.start, range?.end)) {
    throwIfAborted(signal);
    await hash.update(chunk);
  }
}
