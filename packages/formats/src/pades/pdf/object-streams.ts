/**
 * Object streams (ISO 32000-2 §7.5.7): decoded once, objects parsed when asked for.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { decodeStream } from './filters.ts';
import { andThen } from './maybe-promise.ts';
import { entry, isName, type PdfObject, type PdfStream } from './objects.ts';
import { parseObject } from './parser.ts';
import { Scanner } from './tokens.ts';

/** Most bytes that one object stream may inflate to. */
const MAX_LENGTH = 1 << 26;
/** Decoded bytes that are kept. */
const CACHE_LENGTH = 1 << 26;

/** A decoded object stream. */
interface ObjectStream {
  readonly data: Uint8Array;
  /** Number and offset of each object, in turn. */
  readonly header: Float64Array;
  readonly first: number;
}

/** The object streams of a file that were looked into, the least recently used forgotten first. */
export class ObjectStreams {
  readonly #decoded = new Map<number, ObjectStream>();
  #size = 0;

  /**
   * The object at an index of an object stream.
   *
   * @param load - reads the stream object when it is not known yet
   * @throws FormatsError `PDF_STRUCTURE_INVALID` when another object stands there
   */
  object(
    id: number,
    streamId: number,
    index: number,
    load: () => MaybePromise<PdfObject>,
  ): MaybePromise<PdfObject> {
    const known = this.#decoded.get(streamId);
    const decoded = known ?? andThen(load(), (object) => decodeObjectStream(object, streamId));
    return andThen(decoded, (stream) => {
      this.#remember(streamId, stream);
      return objectAt(stream, index, id);
    });
  }

  #remember(id: number, stream: ObjectStream): void {
    if (this.#decoded.delete(id)) this.#size -= stream.data.length;
    this.#decoded.set(id, stream);
    this.#size += stream.data.length;
    for (const [oldest, { data }] of this.#decoded) {
      if (this.#size <= CACHE_LENGTH || oldest === id) break;
      this.#decoded.delete(oldest);
      this.#size -= data.length;
    }
  }
}

function objectAt({ data, header, first }: ObjectStream, index: number, id: number): PdfObject {
  if (header[2 * index] !== id) {
    throw new FormatsError('PDF_STRUCTURE_INVALID', `object ${id} is not where the cross-reference puts it`, {
      facts: { object: id },
    });
  }
  return parseObject(new Scanner(data, first + (header[2 * index + 1] as number)));
}

function decodeObjectStream(object: PdfObject, id: number): ObjectStream {
  if (object.kind !== 'stream' || !isName(entry(object.dictionary, 'Type'), 'ObjStm')) {
    throw invalid(id, 'is not an object stream');
  }
  const data = decodeStream(object, MAX_LENGTH);
  const count = countOf(object, 'N', id);
  const first = countOf(object, 'First', id);
  // Two numbers and what parts them take at least four bytes.
  if (first > data.length || count > first / 3 + 1) throw invalid(id, 'has an impossible /N or /First');
  return { data, header: readHeader(data, count, id), first };
}

function countOf({ dictionary }: PdfStream, key: string, id: number): number {
  const value = entry(dictionary, key);
  if (value.kind !== 'integer' || value.value < 0) throw invalid(id, `has an impossible /${key}`);
  return value.value;
}

function readHeader(data: Uint8Array, count: number, id: number): Float64Array {
  const scanner = new Scanner(data);
  const header = new Float64Array(2 * count);
  for (let i = 0; i < header.length; i++) {
    scanner.skipWhiteSpace();
    const value = scanner.takeUnsigned();
    if (value < 0) throw invalid(id, 'has a malformed header');
    header[i] = value;
  }
  return header;
}

function invalid(id: number, what: string): FormatsError {
  return new FormatsError('PDF_STRUCTURE_INVALID', `object ${id} ${what}`, { facts: { object: id } });
}
