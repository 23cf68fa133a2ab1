/**
 * Digests of bytes and of whole documents in one pass.
 *
 * @module
 */
import { provider } from '#crypto';
import { type DocumentSource, passChunks } from '../document/source.ts';
import { CoreError } from '../errors.ts';
import type { DigestAlgorithm } from './algorithms.ts';
import type { MaybePromise, StreamingDigest } from './provider.ts';

/** Digest of bytes in memory; at once where the platform can. */
export function digestBytes(algorithm: DigestAlgorithm, data: Uint8Array): MaybePromise<Uint8Array> {
  return provider.digest(algorithm, data);
}

/** A digest over data that arrives in pieces. */
export function createDigest(algorithm: DigestAlgorithm): MaybePromise<StreamingDigest> {
  return provider.createDigest(algorithm);
}

/** A document's digest and size. */
export interface DocumentDigest {
  readonly digest: Uint8Array;
  readonly size: number;
}

/**
 * Digests a document in one pass and constant memory.
 *
 * @throws CoreError `ABORTED` when the signal says so between two chunks
 */
export async function digestDocument(
  algorithm: DigestAlgorithm,
  source: DocumentSource,
  options: { readonly signal?: AbortSignal } = {},
): Promise<DocumentDigest> {
  if (source instanceof Uint8Array)
    return { digest: await provider.digest(algorithm, source), size: source.length };
  const hash = await provider.createDigest(algorithm);
  let size = 0;
  for await (const chunk of passChunks(source)) {
    throwIfAborted(options.signal);
    await hash.update(chunk);
    size += chunk.length;
  }
  return { digest: await hash.digest(), size };
}

/** Ends a long operation that its caller gave up. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CoreError('ABORTED', 'the operation was aborted', { cause: signal.reason });
}
