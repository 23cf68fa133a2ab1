/**
 * A cross-reference made by scanning a file for objects and trailers, for files whose own is broken. Of several objects
 * with one number the last counts, as it would after updates. Never used where the file's own can be followed.
 *
 * @module
 */
import { isEsealError, readable } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import type { ByteSource } from './byte-source.ts';
import type { ObjectStreamPlace } from './object-streams.ts';
import { entry, isName, type PdfDictionary, type PdfObject, pdfDictionary, pdfReference } from './objects.ts';
import { type IndirectObject, parseIndirectObject, parseObject } from './parser.ts';
import { isDigit, isRegular, isWhiteSpace, Scanner } from './tokens.ts';
import { brokenXref, type XrefEntry, type XrefSection } from './xref.ts';
import type { XrefChain } from './xref-chain.ts';

/** Largest file that is scanned. */
const MAX_FILE_LENGTH = 1 << 27;
/** Most objects that are noted. */
const MAX_OBJECTS = 500_000;
/** Bytes that may be read in vain, because what begins as an object turns out to be none: so many, and the file once. */
const BASE_WASTE = 1 << 20;
/** What each such failure counts beside its bytes. */
const COST_OF_FAILURE = 256;
/** `%%EOF` stands in so many last bytes of a file that is not cut off. */
const TAIL_LENGTH = 2048;

/** An object that was found, by its place in the file as offsets count. */
interface ScannedObject {
  readonly generation: number;
  readonly offset: number;
}

/** What a scan found. */
export interface ScannedObjects {
  readonly objects: ReadonlyMap<number, ScannedObject>;
  /** Object streams, those that stand earlier first. */
  readonly objectStreams: readonly ObjectStreamPlace[];
  /** The last trailer with a catalog. */
  readonly trailer: PdfDictionary;
}

/**
 * Scans a file once.
 *
 * @param base - where `%PDF-` stands: offsets count from there
 * @throws FormatsError `PDF_XREF_BROKEN` when the file is cut off or has no catalog, `PDF_LIMIT_EXCEEDED`
 */
export async function scanObjects(source: ByteSource, base: number): Promise<ScannedObjects> {
  const { size } = source;
  if (size > MAX_FILE_LENGTH) {
    throw new FormatsError('PDF_LIMIT_EXCEEDED', 'the PDF is too large to have its cross-reference rebuilt', {
      facts: { size, limit: MAX_FILE_LENGTH },
    });
  }
  const bytes = await source.read(0, size);
  const scan = new ObjectScan(bytes, base);
  scan.run();
  const tail = Math.max(scan.end, size - TAIL_LENGTH);
  // What a file that is cut off held behind its end cannot be known: it is not rebuilt.
  if (!new Scanner(bytes).ascii(tail, size).includes('%%EOF')) throw brokenXref('the PDF is cut off', size);
  return scan.result();
}

/**
 * Where the object streams of a file put their objects: the last one that has an object counts, unless the object stands
 * by itself behind it. Streams that cannot be read have none.
 *
 * @param idsOf - reads the numbers of the objects of an object stream
 */
export async function indexObjectStreams(
  found: ScannedObjects,
  idsOf: (place: ObjectStreamPlace) => MaybePromise<Iterable<number>>,
): Promise<ReadonlyMap<number, XrefEntry>> {
  const packed = new Map<number, XrefEntry>();
  for (const place of found.objectStreams) {
    let index = 0;
    for (const id of await readIds(() => idsOf(place))) {
      const direct = found.objects.get(id);
      if (direct === undefined || direct.offset < place.offset)
        packed.set(id, { kind: 'compressed', stream: place.id, index });
      index++;
      if (packed.size > MAX_OBJECTS) throw limit(`more than ${MAX_OBJECTS} objects`);
    }
  }
  return packed;
}

async function readIds(read: () => MaybePromise<Iterable<number>>): Promise<Iterable<number>> {
  try {
    return await read();
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return [];
  }
}

/** The section that stands for all of a file, with the objects of its object streams. */
export function xrefOf(found: ScannedObjects, packed: ReadonlyMap<number, XrefEntry>): XrefChain {
  const { objects, trailer } = found;
  let end = 0;
  for (const id of [...objects.keys(), ...packed.keys()]) end = Math.max(end, id + 1);
  const section: XrefSection = {
    kind: 'table',
    offset: 0,
    trailer,
    end,
    byteLength: 0,
    locate(id) {
      const direct = objects.get(id);
      return packed.get(id) ?? (direct && { kind: 'offset', ...direct });
    },
    ids: () => new Set([...objects.keys(), ...packed.keys()]),
  };
  return [{ section, hidden: undefined }];
}

/** Entries of trailers that count for the whole file. */
const TRAILER_KEYS = ['Root', 'Info', 'ID', 'Encrypt'];

class ObjectScan {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  readonly #objects = new Map<number, ScannedObject>();
  readonly #objectStreams = new Map<number, number>();
  readonly #trailer = new Map<string, PdfObject>();
  #catalog: PdfObject | undefined;
  #waste: number;
  /** One past the last object or trailer. */
  end = 0;

  constructor(bytes: Uint8Array, base: number) {
    this.#bytes = bytes;
    this.#base = base;
    this.#waste = BASE_WASTE + bytes.length;
  }

  run(): void {
    const bytes = this.#bytes;
    for (let at = this.#base; at < bytes.length; at++) {
      // Both keywords end in a character that is rare elsewhere.
      if (bytes[at] === 0x6a && endsWith(bytes, at, 'obj')) at = this.#objectAt(at);
      else if (bytes[at] === 0x72 && endsWith(bytes, at, 'trailer')) at = this.#trailerAt(at);
    }
  }

  result(): ScannedObjects {
    const trailer = this.#trailer;
    if (!trailer.has('Root') && this.#catalog !== undefined) trailer.set('Root', this.#catalog);
    if (!trailer.has('Root'))
      throw brokenXref('the PDF has no catalog that could be found', this.#bytes.length);
    const objectStreams = [...this.#objectStreams].map(([id, offset]) => ({ id, offset }));
    return {
      objects: this.#objects,
      objectStreams: objectStreams.sort((a, b) => a.offset - b.offset),
      trailer: pdfDictionary(trailer),
    };
  }

  /** Notes the object whose keyword ends at a place; gives the last place that needs no further look. */
  #objectAt(at: number): number {
    const start = headerStart(this.#bytes, at - 'obj'.length);
    if (start === undefined) return at;
    const scanner = new Scanner(this.#bytes, start);
    const found = this.#parse(scanner, start, parseIndirectObject);
    if (found === undefined) return at;
    this.#note(found, start - this.#base);
    this.end = Math.max(at + 1, this.#endOf(found, scanner.position));
    return this.end - 1;
  }

  #trailerAt(at: number): number {
    const scanner = new Scanner(this.#bytes, at + 1);
    const trailer = this.#parse(scanner, at, parseObject);
    if (trailer?.kind !== 'dictionary') return at;
    this.#noteTrailer(trailer);
    this.end = scanner.position;
    return this.end - 1;
  }

  #note({ id, generation, object }: IndirectObject, offset: number): void {
    this.#objects.set(id, { generation, offset });
    if (this.#objects.size > MAX_OBJECTS) throw limit(`more than ${MAX_OBJECTS} objects`);
    this.#objectStreams.delete(id);
    if (object.kind !== 'dictionary') return;
    const type = entry(object, 'Type');
    if (isName(type, 'ObjStm')) this.#objectStreams.set(id, offset);
    else if (isName(type, 'XRef')) this.#noteTrailer(object);
    else if (isName(type, 'Catalog')) this.#catalog = pdfReference(id, generation);
  }

  #noteTrailer(trailer: PdfDictionary): void {
    for (const key of TRAILER_KEYS) {
      const value = entry(trailer, key);
      if (value.kind !== 'null') this.#trailer.set(key, value);
    }
  }

  /** One past an object: for a stream, past the data that its length or its end mark bounds. */
  #endOf({ object, dataStart }: IndirectObject, end: number): number {
    if (dataStart === undefined || object.kind !== 'dictionary') return end;
    const length = entry(object, 'Length');
    const said = length.kind === 'integer' && length.value >= 0 ? dataStart + length.value : undefined;
    if (said !== undefined && said < this.#bytes.length) {
      const scanner = new Scanner(this.#bytes, said);
      scanner.skipWhiteSpace();
      if (scanner.takeKeyword('endstream')) return said;
    }
    return this.#findEndOfStream(dataStart);
  }

  #findEndOfStream(start: number): number {
    const bytes = this.#bytes;
    for (let at = bytes.indexOf(0x64, start); at >= 0; at = bytes.indexOf(0x64, at + 1)) {
      if (endsWith(bytes, at + 'stream'.length, 'endstream')) return at;
    }
    this.#spend(bytes.length - start);
    return start;
  }

  /** What is parsed, or `undefined` where nothing can be; the bytes looked at in vain are counted. */
  #parse<T>(scanner: Scanner, start: number, parse: (scanner: Scanner) => T): T | undefined {
    const result = readable(() => parse(scanner));
    if (result === undefined) this.#spend(COST_OF_FAILURE + scanner.position - start);
    return result;
  }

  #spend(bytes: number): void {
    this.#waste -= bytes;
    if (this.#waste < 0) throw limit('too much that begins like an object and is none');
  }
}

function limit(message: string): FormatsError {
  return new FormatsError('PDF_LIMIT_EXCEEDED', `the cross-reference cannot be rebuilt: ${message}`);
}

/** Whether a word ends with the byte at a place. */
function endsWith(bytes: Uint8Array, at: number, word: string): boolean {
  const start = at - word.length + 1;
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Where `id generation` begins whose last white space or digit is at a place; `undefined` when that is not there. */
function headerStart(bytes: Uint8Array, at: number): number | undefined {
  let place = at;
  for (let number = 0; number < 2; number++) {
    const gap = place;
    while (place >= 0 && isWhiteSpace(bytes[place] as number)) place--;
    const last = place;
    while (place >= 0 && isDigit(bytes[place] as number)) place--;
    if (last === gap || place === last || last - place > 10) return undefined;
  }
  const before = bytes[place];
  return before !== undefined && isRegular(before) ? undefined : place + 1;
}
