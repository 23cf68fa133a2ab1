/**
 * Object streams (ISO 32000-2 §7.5.7): decoded once, objects parsed when asked for.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { decodeWithin } from './filters.ts';
import { andThen } from './maybe-promise.ts';
import { entry, isName, type PdfObject, type PdfStream } from './objects.ts';
import { parseObject } from './parser.ts';
import { Scanner } from './tokens.ts';
import type { WorkBudget } from './work-budget.ts';

/** Most bytes that one object stream may inflate to. */
const MAX_LENGTH = 1 << 25;
/** Most objects of one stream. */
const MAX_OBJECTS = 1_000_000;
/** Decoded bytes that are kept. */
const CACHE_LENGTH = 1 << 25;

/** A decoded object stream. */
interface ObjectStream {
  readonly data: Uint8Array;
  /** Number of each object in turn, and where it begins. */
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
}

/** Where an object stream stands, and its number. */
export interface ObjectStreamPlace {
  readonly id: number;
  /** Its offset in the file, which tells revisions of it from each other. */
  readonly offset: number;
}

/** The object streams of a file that were looked into, the least recently used forgotten first. */
export class ObjectStreams {
  readonly #decoded = new Map<number, ObjectStream>();
  readonly #parsing: WorkBudget;
  readonly #decoding: WorkBudget;
  #size = 0;

  constructor(parsing: WorkBudget, decoding: WorkBudget) {
    this.#parsing = parsing;
    this.#decoding = decoding;
  }

  /**
   * The object at an index of an object stream.
   *
   * @param load - reads the stream object when it is not known yet
   * @throws FormatsError `PDF_STRUCTURE_INVALID` when another object stands there
   */
  object(
    id: number,
    place: ObjectStreamPlace,
    index: number,
    load: () => MaybePromise<PdfObject>,
  ): MaybePromise<PdfObject> {
    return andThen(this.#stream(place, load), (stream) => objectAt(stream, index, id, this.#parsing));
  }

  /** Numbers of the objects of an object stream. */
  ids(place: ObjectStreamPlace, load: () => MaybePromise<PdfObject>): MaybePromise<Iterable<number>> {
    return andThen(this.#stream(place, load), ({ ids }) => ids);
  }

  #stream(place: ObjectStreamPlace, load: () => MaybePromise<PdfObject>): MaybePromise<ObjectStream> {
    const known = this.#decoded.get(place.offset);
    const decoded =
      known ?? andThen(load(), (object) => decodeObjectStream(object, place.id, this.#decoding));
    return andThen(decoded, (stream) => {
      this.#remember(place.offset, stream);
      return stream;
    });
  }

  #remember(offset: number, stream: ObjectStream): void {
    if (this.#decoded.delete(offset)) this.#size -= stream.data.length;
    this.#decoded.set(offset, stream);
    this.#size += stream.data.length;
    for (const [oldest, { data }] of this.#decoded) {
      if (this.#size <= CACHE_LENGTH || oldest === offset) break;
      this.#decoded.delete(oldest);
      this.#size -= data.length;
    }
  }
}

function objectAt(
  { data, ids, starts }: ObjectStream,
  index: number,
  id: number,
  parsing: WorkBudget,
): PdfObject {
  if (ids[index] !== id) {
    throw new FormatsError('PDF_STRUCTURE_INVALID', `object ${id} is not where the cross-reference puts it`, {
      facts: { object: id },
    });
  }
  // An object ends where the next begins, so that no part of the data is read for many objects.
  const start = starts[index] ?? 0;
  const scanner = new Scanner(data.subarray(0, starts[index + 1]), start);
  const object = parseObject(scanner);
  parsing.spend(scanner.position - start);
  return object;
}

function decodeObjectStream(object: PdfObject, id: number, decoding: WorkBudget): ObjectStream {
  if (object.kind !== 'stream' || !isName(entry(object.dictionary, 'Type'), 'ObjStm')) {
    throw invalid(id, 'is not an object stream');
  }
  const data = decodeWithin(object, MAX_LENGTH, decoding);
  const count = countOf(object, 'N', id);
  const first = countOf(object, 'First', id);
  // Two numbers and what parts them take at least four bytes.
  if (first > data.length || count > Math.min(first / 3 + 1, MAX_OBJECTS))
    throw invalid(id, 'has an impossible /N or /First');
  return { data, ...readHeader(data, count, first, id) };
}

function countOf({ dictionary }: PdfStream, key: string, id: number): number {
  const value = entry(dictionary, key);
  if (value.kind !== 'integer' || value.value < 0) throw invalid(id, `has an impossible /${key}`);
  return value.value;
}

function readHeader(data: Uint8Array, count: number, first: number, id: number): Omit<ObjectStream, 'data'> {
  const scanner = new Scanner(data.subarray(0, first));
  const ids = new Uint32Array(count);
  const starts = new Uint32Array(count);
  const next = (): number => {
    scanner.skipWhiteSpace();
    const value = scanner.takeUnsigned();
    if (value < 0 || value > 0x7fff_ffff) throw invalid(id, 'has a malformed header');
    return value;
  };
  for (let i = 0, end = 0; i < count; i++) {
    ids[i] = next();
    const start = first + next();
    if (start < end) throw invalid(id, 'does not list its objects in the order of their places');
    starts[i] = start;
    end = start + 1;
  }
  return { ids, starts };
}

function invalid(id: number, what: string): FormatsError {
  return new FormatsError('PDF_STRUCTURE_INVALID', `object ${id} ${what}`, { facts: { object: id } });
}
