/**
 * What sealing returns: pieces in order, so that a large document which is only appended to is never copied.
 *
 * @module
 */
import { type DocumentSource, readChunks, sizeOf } from './source.ts';

/** A piece of a sealed document: bytes made by the SDK, or a document of the caller left where it is. */
export type SealedPart = Exclude<DocumentSource, ReadableStream<Uint8Array>>;

/** A document with its seal, or a seal that stands beside its document. */
export interface SealedDocument {
  /** Media type of what was made, such as `application/pdf`. */
  readonly mediaType: string;
  /** Size in bytes. */
  readonly size: number;
  /** The pieces in order. For a PDF: the received file untouched, then what was appended to it. */
  readonly parts: readonly SealedPart[];
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
