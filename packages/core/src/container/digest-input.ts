/**
 * The digest of what a signature or timestamp covers.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import { createDigest, digestBytes, digestDocument, throwIfAborted } from '../crypto/digest.ts';
import type { StreamingDigest } from '../crypto/provider.ts';
import { type DocumentSource, readChunks } from '../document/source.ts';
import type { ByteRange, DigestInput } from './signed-reference.ts';

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
  { signal }: DigestOptions,
): Promise<Uint8Array | undefined> {
  const hash = await createDigest(algorithm);
  return (await updateDigest(hash, input, () => throwIfAborted(signal))) ? hash.digest() : undefined;
}

/**
 * Feeds everything that an input covers to a digest.
 *
 * @param checkpoint - called between pieces of large documents; throws when the work has to end
 * @returns false when of a part of the input only a digest is known
 */
export async function updateDigest(
  hash: StreamingDigest,
  input: DigestInput,
  checkpoint: () => void = () => undefined,
): Promise<boolean> {
  switch (input.kind) {
    case 'bytes':
      for (const piece of input.pieces) await hash.update(piece);
      return true;
    case 'ranges':
      for (const range of input.ranges) await updateFrom(hash, input.source, range, checkpoint);
      return true;
    case 'document':
      await updateFrom(hash, input.source, undefined, checkpoint);
      return true;
    case 'digest':
      return false;
    case 'sequence':
      for (const part of input.parts) if (!(await updateDigest(hash, part, checkpoint))) return false;
      return true;
  }
}

async function updateFrom(
  hash: StreamingDigest,
  source: DocumentSource,
  range: ByteRange | undefined,
  checkpoint: () => void,
): Promise<void> {
  for await (const chunk of readChunks(source, range?.start, range?.end)) {
    checkpoint();
    await hash.update(chunk);
  }
}
