/**
 * What can be sealed or validated: bytes in memory, a Blob or File, a stream that can be read once, or anything
 * that reads by position (`openFile` of `@eseal/core/node`).
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import { concatBytes } from '../util/bytes.ts';

/** A document that can be read at any place, such as a file; `read` may return a view that the caller must not change. */
export interface RandomAccess {
  /** Size in bytes. */
  readonly size: number;
  /** The bytes from `start` up to, not including, `end`; exactly `end - start` of them or a rejection. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Fills an array with the bytes from `start` on, or rejects: for one pass in constant memory. */
  readInto?(bytes: Uint8Array, start: number): Promise<void>;
}

/** A document as callers hand it over. A stream is consumed by the call that takes it. */
export type DocumentSource = Uint8Array | Blob | ReadableStream<Uint8Array> | RandomAccess;

/** Bytes read at a time from sources that are not in memory. */
const CHUNK_SIZE = 1 << 20;

function isStream(source: DocumentSource): source is ReadableStream<Uint8Array> {
  return 'getReader' in source;
}

function isBlob(source: DocumentSource): source is Blob {
  return 'arrayBuffer' in source && 'slice' in source && !(source instanceof Uint8Array);
}

/** Size of the document in bytes; `undefined` for a stream, whose size is not known before it ends. */
export function sizeOf(source: DocumentSource): number | undefined {
  if (source instanceof Uint8Array) return source.length;
  return isStream(source) ? undefined : source.size;
}

/**
 * The document's bytes from `start` to `end` in chunks.
 *
 * @param source - a stream is always read from its beginning
 * @param start - first byte, default 0
 * @param end - one past the last byte, default the size
 */
export async function* readChunks(
  source: DocumentSource,
  start = 0,
  end: number = sizeOf(source) ?? Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (source instanceof Uint8Array) {
    if (end > start) yield source.subarray(start, end);
  } else if (isStream(source)) {
    yield* clip(readStream(source), start, end);
  } else {
    for (let position = start; position < end; position += CHUNK_SIZE) {
      yield await readRange(source, position, Math.min(position + CHUNK_SIZE, end));
    }
  }
}

async function* readStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    ended = true;
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

async function* clip(
  chunks: AsyncIterable<Uint8Array>,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let position = 0;
  for await (const chunk of chunks) {
    const from = Math.max(start - position, 0);
    const to = Math.min(end - position, chunk.length);
    if (to > from) yield chunk.subarray(from, to);
    position += chunk.length;
    if (position >= end) return;
  }
}

async function readRange(source: Blob | RandomAccess, start: number, end: number): Promise<Uint8Array> {
  return isBlob(source)
    ? new Uint8Array(await source.slice(start, end).arrayBuffer())
    : source.read(start, end);
}

/**
 * The document's bytes in chunks for one pass: a chunk may be overwritten once the next one is asked for, so that no memory
 * is left behind for the garbage collector.
 */
export async function* passChunks(source: DocumentSource): AsyncGenerator<Uint8Array, void, undefined> {
  if (!('readInto' in source) || source.readInto === undefined) return yield* readChunks(source);
  const { size } = source;
  const bytes = new Uint8Array(Math.min(CHUNK_SIZE, size));
  for (let position = 0; position < size; position += CHUNK_SIZE) {
    const chunk = bytes.subarray(0, Math.min(CHUNK_SIZE, size - position));
    await source.readInto(chunk, position);
    yield chunk;
  }
}

/**
 * The document as something that reads by position. Bytes and Blobs stay where they are; a stream is collected in
 * memory.
 *
 * @param source - the document
 * @param maxBytes - how much of a stream may be collected, default 1 GiB
 * @throws CoreError `DOCUMENT_TOO_LARGE` when a stream is longer than that
 */
export async function openRandomAccess(
  source: DocumentSource,
  maxBytes: number = 2 ** 30,
): Promise<RandomAccess> {
  if (source instanceof Uint8Array) return memory(source);
  if (isStream(source)) return memory(await collect(source, maxBytes));
  if (isBlob(source)) return exact(source.size, (start, end) => readRange(source, start, end));
  return source;
}

function memory(bytes: Uint8Array): RandomAccess {
  return exact(bytes.length, async (start, end) => bytes.subarray(start, end));
}

/** Arrays and Blobs give fewer bytes than asked for beyond their end, which {@link RandomAccess} must not. */
function exact(size: number, read: RandomAccess['read']): RandomAccess {
  return {
    size,
    async read(start, end) {
      if (start < 0 || start > end || end > size)
        throw new RangeError(`no bytes ${start} to ${end} of ${size}`);
      return read(start, end);
    },
  };
}

async function collect(source: DocumentSource, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of readChunks(source)) {
    size += chunk.length;
    if (size > maxBytes)
      throw new CoreError('DOCUMENT_TOO_LARGE', `the document is longer than ${maxBytes} bytes`);
    parts.push(chunk);
  }
  return concatBytes(parts);
}

/**
 * All of the document in one array; the same array when it is bytes already.
 *
 * @param source - the document
 * @param maxBytes - the most that may be read into memory, default 1 GiB
 * @throws CoreError `DOCUMENT_TOO_LARGE` when it is longer
 */
export async function readAll(source: DocumentSource, maxBytes: number = 2 ** 30): Promise<Uint8Array> {
  return source instanceof Uint8Array ? source : collect(source, maxBytes);
}
