/**
 * A PDF opened through its cross-reference, never by scanning it: what the cross-reference does not lead to does not
 * exist. Everything is read when asked for.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { type ByteSource, beginningOf, openByteSource } from './byte-source.ts';
import type { PdfEncryption } from './encryption/encryption.ts';
import { createFileWork, type FileWork } from './file-work.ts';
import { decodeWithin } from './filters.ts';
import { readHeader } from './header.ts';
import { andThen } from './maybe-promise.ts';
import type { ObjectStreamPlace } from './object-streams.ts';
import {
  entry,
  PDF_NULL,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfStream,
  pdfReference,
  pdfStream,
} from './objects.ts';
import {
  type IndirectObject,
  type PlacedDictionary,
  parseIndirectObject,
  parsePlacedObject,
} from './parser.ts';
import { readStreamData } from './stream-data.ts';
import { isDigit, type Scanner } from './tokens.ts';
import { brokenXref, type CompressedEntry, type XrefEntry } from './xref.ts';
import { hasHistory, locate, openXrefChain, type XrefChain } from './xref-chain.ts';

/** Deepest chain of objects needed to read one: a stream's length in an object stream, and so on. */
const MAX_DETOUR = 8;
/** What looking up an object counts beside the bytes that are parsed for it. */
const COST_OF_LOOKUP = 32;

/** Options of {@link PdfReader.open}. */
export interface OpenPdfOptions {
  /** The user's or the owner's password of an encrypted PDF. Default none: the empty password is tried. */
  readonly password?: string | undefined;
}

/** What a reader reads, and how. */
interface PdfView {
  readonly source: ByteSource;
  readonly base: number;
  readonly headerVersion: string;
  readonly xref: XrefChain;
  readonly isRebuilt: boolean;
  readonly encryption: PdfEncryption | undefined;
  readonly work: FileWork;
  readonly noted?: Set<number> | undefined;
}

/** A PDF that is being read. */
export class PdfReader {
  readonly source: ByteSource;
  /** Where `%PDF-` stands; offsets of the file count from there. */
  readonly base: number;
  /** Version of the header, such as `1.7`. */
  readonly headerVersion: string;
  /** The cross-reference sections, newest first. */
  readonly xref: XrefChain;
  /** The cross-reference was made by {@link PdfReader.rebuild} and is one section, whatever revisions there were. */
  readonly isRebuilt: boolean;
  /** How the file is encrypted, and what its user may do; `undefined` when it is not. */
  readonly encryption: PdfEncryption | undefined;
  readonly #work: FileWork;
  readonly #noted: Set<number> | undefined;

  private constructor(view: PdfView) {
    this.source = view.source;
    this.base = view.base;
    this.headerVersion = view.headerVersion;
    this.xref = view.xref;
    this.isRebuilt = view.isRebuilt;
    this.encryption = view.encryption;
    this.#work = view.work;
    this.#noted = view.noted;
  }

  /**
   * Opens a PDF.
   *
   * @throws FormatsError `NOT_A_PDF`, `PDF_XREF_BROKEN`, `PDF_SYNTAX`, `PDF_LIMIT_EXCEEDED`, `PDF_PASSWORD_REQUIRED`,
   * `PDF_PASSWORD_WRONG`, `PDF_ENCRYPTION_UNSUPPORTED`, `PDF_ENCRYPTION_BROKEN`
   */
  static async open(document: DocumentSource, options: OpenPdfOptions = {}): Promise<PdfReader> {
    const source = await openByteSource(document);
    const header = await readHeader(source);
    const xref = await openXrefChain(source, header.base);
    return PdfReader.#decrypted({ source, ...header, xref, isRebuilt: false }, options);
  }

  /**
   * Opens a PDF whose cross-reference is broken, by one scan of it for objects. What is found may differ from what
   * other readers find: never a base of conclusions about revisions.
   *
   * @throws FormatsError as {@link PdfReader.open}; `PDF_XREF_BROKEN` when nothing can be rebuilt
   */
  static async rebuild(document: DocumentSource, options: OpenPdfOptions = {}): Promise<PdfReader> {
    const source = await openByteSource(document);
    const header = await readHeader(source);
    const { indexObjectStreams, scanObjects, xrefOf } = await import('./rebuild-xref.ts');
    const found = await scanObjects(source, header.base);
    const view = { source, ...header, isRebuilt: true };
    const reader = await PdfReader.#decrypted({ ...view, xref: xrefOf(found, new Map()) }, options);
    const packed = await indexObjectStreams(found, (place) => reader.#idsIn(place));
    return new PdfReader({ ...reader.#view(), xref: xrefOf(found, packed) });
  }

  static async #decrypted(
    view: Omit<PdfView, 'encryption' | 'work'>,
    { password }: OpenPdfOptions,
  ): Promise<PdfReader> {
    const { size } = view.source;
    const asStored = new PdfReader({ ...view, encryption: undefined, work: createFileWork(size) });
    const trailers = view.xref.map(({ section }) => section.trailer);
    if (trailers.every((trailer) => entry(trailer, 'Encrypt').kind === 'null')) return asStored;
    // Most files are not encrypted: the code that decrypts is loaded when one is.
    const { openEncryption } = await import('./encryption/encryption.ts');
    const encryption = await openEncryption(asStored.trailer, (object) => asStored.resolve(object), password);
    // Object streams that were looked into so far were not decrypted.
    return new PdfReader({ ...view, encryption, work: createFileWork(size) });
  }

  /** The newest trailer. */
  get trailer(): PdfDictionary {
    return this.xref[0].section.trailer;
  }

  /** Some revision hides objects from readers that do not know cross-reference streams (ISO 32000-2 §7.5.8.4). */
  get isHybrid(): boolean {
    return this.xref.some(({ hidden }) => hidden !== undefined);
  }

  /**
   * The same file as it was before its last updates.
   *
   * @param xref - the rest of {@link PdfReader.xref} from some section on
   */
  before(xref: XrefChain): PdfReader {
    return new PdfReader({ ...this.#view(), xref });
  }

  /** The same file without what stands behind `end`: no stream is read from there. */
  endingAt(end: number): PdfReader {
    return new PdfReader({ ...this.#view(), source: beginningOf(this.source, end) });
  }

  /**
   * The same file, with the numbers of all objects that are looked up from now on put down: what was read there is the
   * same in every revision that has the same objects under them.
   */
  noting(numbers: Set<number>): PdfReader {
    return new PdfReader({ ...this.#view(), noted: numbers });
  }

  /** The object that is meant: the target of a reference, anything else itself. */
  resolve(object: PdfObject): MaybePromise<PdfObject> {
    return object.kind === 'reference' ? this.#follow(object, 0) : object;
  }

  /** An entry of a dictionary, its reference followed. */
  resolveEntry(dictionary: PdfDictionary, key: string): MaybePromise<PdfObject> {
    return this.resolve(entry(dictionary, key));
  }

  /** An indirect object; null when there is none (ISO 32000-2 §7.3.10). */
  object(reference: PdfReference): MaybePromise<PdfObject> {
    return this.#object(reference, 0);
  }

  /**
   * An indirect object without the data of a stream and with its strings as stored: what it refers to can be told at
   * little cost.
   */
  outline(reference: PdfReference): MaybePromise<PdfObject> {
    const { id, generation } = reference;
    const place = this.#locate(id);
    if (place.kind !== 'offset') return this.object(reference);
    if (place.generation !== generation) return PDF_NULL;
    const known = this.#work.objects.get(place.offset);
    if (known?.id === id && known.generation === generation) return known.object;
    return andThen(this.#parseAt(id, generation, place.offset), ({ value }) => value.object);
  }

  /**
   * An indirect dictionary with the places of its entries; `undefined` when the object is no dictionary or stands in an
   * object stream.
   */
  placedDictionary(reference: PdfReference): MaybePromise<PlacedDictionary | undefined> {
    const place = this.#locate(reference.id);
    if (place.kind !== 'offset' || place.generation !== reference.generation || place.offset < 1)
      return undefined;
    const { dictionaries } = this.#work;
    const known = dictionaries.get(place.offset);
    if (known?.id === reference.id) return known;
    return andThen(this.#scan(place.offset, parsePlacedObject), ({ value, length }) => {
      if (value?.id !== reference.id) return undefined;
      return andThen(this.#decrypt(value.dictionary, reference), (dictionary) => {
        const placed = dictionary.kind === 'dictionary' ? { ...value, dictionary } : value;
        dictionaries.set(place.offset, placed, length);
        return placed;
      });
    });
  }

  /** Where an object is; a look into many sections is work too. */
  #locate(id: number): XrefEntry {
    this.#work.parsing.spend(COST_OF_LOOKUP + this.xref.length);
    this.#noted?.add(id);
    return locate(this.xref, id);
  }

  /**
   * What `parse` makes of the bytes from an offset, and how many it looked at; they are counted. Nothing begins in the
   * middle of a number: the end of one object's number is not the number of another.
   */
  #scan<T>(
    offset: number,
    parse: (scanner: Scanner) => T,
  ): MaybePromise<{ value: T | undefined; length: number }> {
    return this.source.scan(this.base + offset - 1, (scanner) => {
      const isCut = isDigit(scanner.peek());
      const start = ++scanner.position;
      try {
        return { value: isCut ? undefined : parse(scanner), length: scanner.position - start };
      } finally {
        this.#work.parsing.spend(scanner.position - start);
      }
    });
  }

  /**
   * The data of a stream with its filters undone.
   *
   * @param limit - most bytes that may come out
   * @throws FormatsError `PDF_FILTER_UNSUPPORTED`, `PDF_SYNTAX`, `PDF_LIMIT_EXCEEDED`
   */
  decode(stream: PdfStream, limit: number): Uint8Array {
    return decodeWithin(stream, limit, this.#work.decoding);
  }

  /** The one place between what is parsed and who asks for it. */
  #decrypt(object: PdfObject, reference: PdfReference): MaybePromise<PdfObject> {
    return this.encryption === undefined ? object : this.encryption.decrypt(object, reference);
  }

  #view(): PdfView {
    const { source, base, headerVersion, xref, isRebuilt, encryption } = this;
    return { source, base, headerVersion, xref, isRebuilt, encryption, work: this.#work };
  }

  #follow(reference: PdfReference, hops: number): MaybePromise<PdfObject> {
    if (hops === MAX_DETOUR) throw invalid(reference.id, 'leads from reference to reference');
    return andThen(this.object(reference), (target) =>
      target.kind === 'reference' ? this.#follow(target, hops + 1) : target,
    );
  }

  #object(reference: PdfReference, detour: number): MaybePromise<PdfObject> {
    const { id, generation } = reference;
    if (detour > MAX_DETOUR) throw invalid(id, 'cannot be read without reading itself');
    const place = this.#locate(id);
    if (place.kind === 'compressed') {
      return generation === 0 ? this.#packedObject(id, place, detour + 1) : PDF_NULL;
    }
    if (place.kind === 'free' || place.generation !== generation) return PDF_NULL;
    if (generation > 0 && !this.isRebuilt && !hasHistory(this.xref, id)) {
      throw brokenXref(`object ${id} has generation ${generation} without an earlier one`, place.offset);
    }
    const { objects } = this.#work;
    const known = objects.get(place.offset);
    if (known?.id === id && known.generation === generation) return known.object;
    return andThen(this.#parseAt(id, generation, place.offset), ({ value, length }) => {
      const { object, dataStart } = value;
      if (dataStart === undefined) {
        return andThen(this.#decrypt(object, reference), (decrypted) => {
          objects.set(place.offset, { id, generation, object: decrypted }, length);
          return decrypted;
        });
      }
      if (object.kind !== 'dictionary') throw invalid(id, 'is a stream without dictionary');
      const data = this.#streamData(id, object, dataStart, detour);
      return andThen(data, (bytes) => this.#decrypt(pdfStream(object, bytes), reference));
    });
  }

  /** An object of an object stream, which is encrypted as a whole if at all (ISO 32000-2 §7.5.7). */
  #packedObject(id: number, { stream, index }: CompressedEntry, detour: number): MaybePromise<PdfObject> {
    const container = this.#locate(stream);
    if (container.kind !== 'offset') throw invalid(id, 'stands in an object stream that is not there');
    const load = (): MaybePromise<PdfObject> => this.#object(pdfReference(stream), detour);
    return this.#work.objectStreams.object(id, { id: stream, offset: container.offset }, index, load);
  }

  /** Numbers of the objects of an object stream. */
  #idsIn(place: ObjectStreamPlace): MaybePromise<Iterable<number>> {
    const load = (): MaybePromise<PdfObject> => this.#object(pdfReference(place.id), 0);
    return this.#work.objectStreams.ids(place, load);
  }

  #parseAt(
    id: number,
    generation: number,
    offset: number,
  ): MaybePromise<{ value: IndirectObject; length: number }> {
    if (offset < 1 || this.base + offset >= this.source.size) throw misplaced(id, offset);
    return andThen(this.#scan(offset, parseIndirectObject), ({ value, length }) => {
      if (value?.id === id && value.generation === generation) return { value, length };
      throw misplaced(id, offset);
    });
  }

  async #streamData(
    id: number,
    dictionary: PdfDictionary,
    start: number,
    detour: number,
  ): Promise<Uint8Array> {
    const written = entry(dictionary, 'Length');
    const length = written.kind === 'reference' ? await this.#object(written, detour + 1) : written;
    const search = this.isRebuilt ? this.#work.parsing : undefined;
    return readStreamData(this.source, { id, start, length, search });
  }
}

function invalid(id: number, what: string): FormatsError {
  return new FormatsError('PDF_STRUCTURE_INVALID', `object ${id} ${what}`, { facts: { object: id } });
}

function misplaced(id: number, offset: number): FormatsError {
  return brokenXref(`object ${id} is not where the cross-reference puts it`, offset);
}
