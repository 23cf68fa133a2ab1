/**
 * What sealing returns: pieces in order, so that a large document which is only appended to is never copied.
 *
 * @module
 */
import type { EsealError } from '../errors.ts';
import { concatBytes } from '../util/bytes.ts';
import { type DocumentSource, openRandomAccess, type RandomAccess, readChunks, sizeOf } from './source.ts';

/** A piece of a sealed document: bytes made by the SDK, or a document of the caller left where it is. */
export type SealedPart = Exclude<DocumentSource, ReadableStream<Uint8Array>>;

/** Why a document has a lower level than the one that was asked for. */
export interface LevelShortfall {
  /** The AdES level that was reached. */
  readonly reached: 'B-B' | 'B-T' | 'B-LT';
  /** Why the next one was not. */
  readonly error: EsealError;
}

/** A document with its seal, or a seal that stands beside its document. */
export interface SealedDocument {
  /** Media type of what was made, such as `application/pdf`. */
  readonly mediaType: string;
  /** Size in bytes. */
  readonly size: number;
  /** The pieces in order. For a PDF: the received file untouched, then what was appended to it. */
  readonly parts: readonly SealedPart[];
  /** Present when the caller accepts lower levels and the one that was asked for could not be reached. */
  readonly shortfall?: LevelShortfall;
  /** All of it in one new array. */
  toBytes(): Promise<Uint8Array>;
  /** All of it as a stream. */
  toStream(): ReadableStream<Uint8Array>;
}

/** A sealed document from its pieces. */
export function createSealedDocument(mediaType: string, parts: readonly SealedPart[]): SealedDocument {
  const size = parts.reduce((total, part) => total + (sizeOf(part) ?? 0), 0);
  return { mediaType, size, parts, toBytes: () => join(parts, size), toStream: () => stream(parts) };
}

/** A sealed document as something that reads by position, its pieces left where they are. */
export async function openSealedDocument({ parts, size }: SealedDocument): Promise<RandomAccess> {
  const pieces: { readonly source: RandomAccess; readonly start: number }[] = [];
  let end = 0;
  for (const part of parts) {
    const source = await openRandomAccess(part);
    pieces.push({ source, start: end });
    end += source.size;
  }
  return { size, read: (from, to) => readAcross(pieces, size, from, to) };
}

async function readAcross(
  pieces: readonly { readonly source: RandomAccess; readonly start: number }[],
  size: number,
  from: number,
  to: number,
): Promise<Uint8Array> {
  if (from < 0 || from > to || to > size) throw new RangeError(`no bytes ${from} to ${to} of ${size}`);
  const found: Uint8Array[] = [];
  for (const { source, start } of pieces) {
    const first = Math.max(from - start, 0);
    const last = Math.min(to - start, source.size);
    if (first < last) found.push(await source.read(first, last));
  }
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : concatBytes(found);
}

async function join(parts: readonly SealedPart[], size: number): Promise<Uint8Array> {
  const out = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      out.set(part, offset);
      offset += part.length;
      continue;
    }
    for await (const chunk of readChunks(part)) {
      out.set(chunk, offset);
      offset += chunk.length;
    }
  }
  return out;
}

function stream(parts: readonly SealedPart[]): ReadableStream<Uint8Array> {
  const chunks = (async function* () {
    for (const part of parts) yield* readChunks(part);
  })();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return();
    },
  });
}
