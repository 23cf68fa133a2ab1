/**
 * A PDF opened through its cross-reference, never by scanning it: what the cross-reference does not lead to does not
 * exist. Everything is read when asked for.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { type ByteSource, openByteSource } from './byte-source.ts';
import { andThen } from './maybe-promise.ts';
import { ObjectStreams } from './object-streams.ts';
import {
  entry,
  PDF_NULL,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfStream,
} from './objects.ts';
import {
  type IndirectObject,
  type PlacedDictionary,
  parseIndirectObject,
  parseObjectHeader,
  parsePlacedDictionary,
} from './parser.ts';
import { locate, openXrefChain, type XrefChain } from './xref-chain.ts';

/** `%PDF-` stands within so many first bytes, as Acrobat wants it. */
const HEADER_WINDOW = 1024;
/** Longest stream that is read: only structures are, not what pages hold. */
const MAX_STREAM_LENGTH = 1 << 28;
/** Deepest chain of objects needed to read one: a stream's length in an object stream, and so on. */
const MAX_DETOUR = 8;

/** A PDF that is being read. */
export class PdfReader {
  readonly source: ByteSource;
  /** Where `%PDF-` stands; offsets of the file count from there. */
  readonly base: number;
  /** Version of the header, such as `1.7`. */
  readonly headerVersion: string;
  /** The cross-reference sections, newest first. */
  readonly xref: XrefChain;
  readonly #objectStreams = new ObjectStreams();

  private constructor(source: ByteSource, base: number, headerVersion: string, xref: XrefChain) {
    this.source = source;
    this.base = base;
    this.headerVersion = headerVersion;
    this.xref = xref;
  }

  /**
   * Opens a PDF.
   *
   * @throws FormatsError `NOT_A_PDF`, `PDF_XREF_BROKEN`, `PDF_ENCRYPTED`, `PDF_SYNTAX`, `PDF_LIMIT_EXCEEDED`
   */
  static async open(document: DocumentSource): Promise<PdfReader> {
    const source = await openByteSource(document);
    const header = findHeader(await source.read(0, Math.min(HEADER_WINDOW, source.size)));
    const xref = await openXrefChain(source, header.base);
    const reader = new PdfReader(source, header.base, header.version, xref);
    // Decryption will take its place between the parser and the callers of `object`.
    if (entry(reader.trailer, 'Encrypt').kind !== 'null') {
      throw new FormatsError('PDF_ENCRYPTED', 'the PDF is encrypted');
    }
    return reader;
  }

  /** The newest trailer. */
  get trailer(): PdfDictionary {
    return this.xref[0].section.trailer;
  }

  /**
   * The same file as it was before its last updates.
   *
   * @param xref - the rest of {@link PdfReader.xref} from some section on
   */
  before(xref: XrefChain): PdfReader {
    return new PdfReader(this.source, this.base, this.headerVersion, xref);
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
   * An indirect dictionary with the places of its entries; `undefined` when the object is no dictionary or stands in an
   * object stream.
   */
  placedDictionary(reference: PdfReference): MaybePromise<PlacedDictionary | undefined> {
    const place = locate(this.xref, reference.id);
    if (place.kind !== 'offset' || place.generation !== reference.generation) return undefined;
    return this.source.scan(this.base + place.offset, (scanner) => {
      const header = parseObjectHeader(scanner);
      scanner.skipWhiteSpace();
      const begins = scanner.peek() === 0x3c && scanner.bytes[scanner.position + 1] === 0x3c;
      return header?.id === reference.id && begins ? parsePlacedDictionary(scanner) : undefined;
    });
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
    const place = locate(this.xref, id);
    if (place.kind === 'compressed') {
      if (generation !== 0) return PDF_NULL;
      const load = () => this.#object({ kind: 'reference', id: place.stream, generation: 0 }, detour + 1);
      return this.#objectStreams.object(id, place.stream, place.index, load);
    }
    if (place.kind === 'free' || place.generation !== generation) return PDF_NULL;
    return andThen(this.#parseAt(id, generation, place.offset), ({ object, dataStart }) => {
      if (dataStart === undefined) return object;
      if (object.kind !== 'dictionary') throw invalid(id, 'is a stream without dictionary');
      return andThen(this.#streamData(id, object, dataStart, detour), (bytes) => pdfStream(object, bytes));
    });
  }

  #parseAt(id: number, generation: number, offset: number): MaybePromise<IndirectObject> {
    const at = this.base + offset;
    const read = at < this.source.size ? this.source.scan(at, parseIndirectObject) : undefined;
    return andThen(read, (found) => {
      if (found?.id === id && found.generation === generation) return found;
      throw new FormatsError('PDF_XREF_BROKEN', `object ${id} is not where the cross-reference puts it`, {
        facts: { object: id, offset },
      });
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
    if (length.kind !== 'integer' || length.value < 0) throw invalid(id, 'is a stream without length');
    if (length.value > MAX_STREAM_LENGTH) {
      throw new FormatsError('PDF_LIMIT_EXCEEDED', `stream ${id} is too long to be read`, {
        facts: { object: id },
      });
    }
    const end = start + length.value;
    if (end > this.source.size) throw invalid(id, 'is a stream longer than the file');
    const ended = await this.source.scan(end, (scanner) => {
      scanner.skipWhiteSpace();
      return scanner.takeKeyword('endstream');
    });
    if (!ended) throw invalid(id, 'is a stream that does not end where its length says');
    return this.source.read(start, end);
  }
}

function invalid(id: number, what: string): FormatsError {
  return new FormatsError('PDF_STRUCTURE_INVALID', `object ${id} ${what}`, { facts: { object: id } });
}

function findHeader(window: Uint8Array): { base: number; version: string } {
  const mark = [0x25, 0x50, 0x44, 0x46, 0x2d];
  for (let base = window.indexOf(0x25); base >= 0; base = window.indexOf(0x25, base + 1)) {
    if (!mark.every((byte, i) => window[base + i] === byte)) continue;
    const version = String.fromCharCode(...window.subarray(base + 5, base + 8));
    if (/^\d\.\d$/.test(version)) return { base, version };
  }
  throw new FormatsError('NOT_A_PDF', 'the document does not begin as a PDF does');
}
