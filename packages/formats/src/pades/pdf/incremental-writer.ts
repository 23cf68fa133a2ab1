/**
 * An update appended to a PDF (ISO 32000-2 §7.5.6): new and changed objects, a cross-reference section in the form of
 * the last one, a trailer. Nothing that is there is rewritten.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../errors.ts';
import { ByteWriter } from './byte-writer.ts';
import {
  entry,
  PDF_NULL,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfNumbers,
  pdfReference,
  pdfStream,
  pdfString,
} from './objects.ts';
import type { PdfReader } from './reader.ts';
import { writeObject } from './serialize.ts';

/** Most objects of a file that is extended (ISO 32000-1 Annex C: a reader's limit). */
const MAX_OBJECTS = 8_388_607;
/** Largest offset that ten digits hold (ISO 32000-2 §7.5.4). */
const MAX_TABLE_OFFSET = 9_999_999_999;

/** Where an object of the update begins. */
interface WrittenObject {
  readonly id: number;
  readonly generation: number;
  readonly offset: number;
}

/** Collects an update. */
export class IncrementalWriter {
  /** What is appended, complete once the update ended; its first byte follows the last of the file. */
  readonly out: ByteWriter = new ByteWriter(4096);
  readonly #reader: PdfReader;
  readonly #waiting: { readonly reference: PdfReference; readonly object: PdfObject }[] = [];
  readonly #claimed = new Set<number>();
  readonly #written: WrittenObject[] = [];
  #size: number;

  private constructor(reader: PdfReader) {
    this.#reader = reader;
    this.#size = sizeOf(reader);
  }

  /** Begins an update on a new line. */
  static async open(reader: PdfReader): Promise<IncrementalWriter> {
    const writer = new IncrementalWriter(reader);
    const { size } = reader.source;
    const [last] = await reader.source.read(size - 1, size);
    if (last !== 0x0a && last !== 0x0d) writer.out.byte(0x0a);
    return writer;
  }

  /** A number that no object of any revision has. */
  allocate(): PdfReference {
    return pdfReference(this.#size++);
  }

  /**
   * Takes a new object, or a changed one under its own number. It is encrypted as the file demands, and written when the
   * update ends.
   *
   * @throws FormatsError `PDF_STRUCTURE_INVALID` when there is one already: the file uses one object for two purposes
   */
  put(reference: PdfReference, object: PdfObject): void {
    this.#claim(reference);
    this.#waiting.push({ reference, object });
  }

  /**
   * Writes a dictionary that the caller writes out, its strings encrypted as the file demands.
   *
   * @throws FormatsError `PDF_STRUCTURE_INVALID` as {@link IncrementalWriter.put}
   */
  async putDictionary<T>(
    reference: PdfReference,
    dictionary: PdfDictionary,
    write: (out: ByteWriter, dictionary: PdfDictionary) => T,
  ): Promise<T> {
    this.#claim(reference);
    await this.#flush();
    const stored = await this.#stored(dictionary, reference);
    if (stored.kind !== 'dictionary') throw new TypeError('a dictionary became something else');
    this.#begin(reference);
    const result = write(this.out, stored);
    this.out.text('\nendobj\n');
    return result;
  }

  /**
   * Ends the update with its cross-reference section and trailer.
   *
   * @param fileId - sixteen bytes that identify this revision (ISO 32000-2 §14.4)
   * @throws FormatsError `PDF_OFFSET_TOO_LARGE` when a table cannot hold an offset, `PDF_LIMIT_EXCEEDED`
   */
  async finish(fileId: Uint8Array): Promise<void> {
    await this.#flush();
    const { section } = this.#reader.xref[0];
    const ids = await this.#fileIds(fileId);
    if (section.kind === 'table') this.#finishTable(ids);
    else this.#finishStream(ids);
  }

  #claim({ id }: PdfReference): void {
    if (this.#claimed.has(id)) {
      throw new FormatsError('PDF_STRUCTURE_INVALID', `object ${id} serves two purposes`, {
        facts: { object: id },
      });
    }
    this.#claimed.add(id);
  }

  /** Writes what waits. */
  async #flush(): Promise<void> {
    for (const { reference, object } of this.#waiting.splice(0)) {
      const stored = await this.#stored(object, reference);
      this.#begin(reference);
      writeObject(this.out, stored);
      this.out.text('\nendobj\n');
    }
  }

  /** An object as the file stores it. */
  #stored(object: PdfObject, reference: PdfReference): MaybePromise<PdfObject> {
    return this.#reader.encryption?.encrypt(object, reference) ?? object;
  }

  #begin({ id, generation }: PdfReference): number {
    const { source, base } = this.#reader;
    const offset = source.size - base + this.out.length;
    this.#written.push({ id, generation, offset });
    this.out.text(`${id} ${generation} obj\n`);
    return offset;
  }

  #finishTable(ids: PdfObject): void {
    const { out } = this;
    const start = this.#reader.source.size - this.#reader.base + out.length;
    if (start > MAX_TABLE_OFFSET) {
      throw new FormatsError('PDF_OFFSET_TOO_LARGE', `offset ${start} does not fit a cross-reference table`, {
        facts: { offset: start },
      });
    }
    out.text('xref\n');
    for (const run of this.#runs()) {
      out.text(`${run[0].id} ${run.length}\n`);
      for (const { offset, generation } of run) {
        out.text(`${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`);
      }
    }
    out.text('trailer\n');
    writeObject(out, pdfDictionary(this.#trailerEntries(ids)));
    out.text(`\nstartxref\n${start}\n%%EOF\n`);
  }

  #finishStream(ids: PdfObject): void {
    const { out } = this;
    const own = this.allocate();
    const start = this.#begin(own);
    const width = Math.max(4, byteLength(start));
    const runs = this.#runs();
    const data = new ByteWriter();
    for (const { offset, generation } of runs.flat()) {
      data.byte(1);
      for (let power = width - 1; power >= 0; power--) data.byte(Math.floor(offset / 256 ** power) % 256);
      data.byte(generation >> 8);
      data.byte(generation & 0xff);
    }
    const dictionary = pdfDictionary([
      ['Type', pdfName('XRef')],
      ['W', pdfNumbers([1, width, 2])],
      ['Index', pdfNumbers(runs.flatMap((run) => [run[0].id, run.length]))],
      ...this.#trailerEntries(ids),
    ]);
    writeObject(out, pdfStream(dictionary, data.view()));
    out.text(`\nendobj\nstartxref\n${start}\n%%EOF\n`);
  }

  /** The written objects in runs of consecutive numbers. */
  #runs(): [WrittenObject, ...WrittenObject[]][] {
    const runs: [WrittenObject, ...WrittenObject[]][] = [];
    for (const object of [...this.#written].sort((a, b) => a.id - b.id)) {
      const run = runs.at(-1);
      if (run?.at(-1)?.id === object.id - 1) run?.push(object);
      else runs.push([object]);
    }
    return runs;
  }

  #trailerEntries(ids: PdfObject): (readonly [string, PdfObject])[] {
    const { trailer, xref } = this.#reader;
    const kept = (['Root', 'Info', 'Encrypt'] as const).map((key) => [key, entry(trailer, key)] as const);
    const entries: (readonly [string, PdfObject])[] = [
      ['Size', pdfNumber(this.#size)],
      ['Prev', pdfNumber(xref[0].section.offset)],
      ...kept,
      ['ID', ids],
    ];
    return entries.filter(([, value]) => value.kind !== 'null');
  }

  /** The file's identifiers: the first kept, the second renewed (ISO 32000-2 §14.4). */
  async #fileIds(renewed: Uint8Array): Promise<PdfObject> {
    const present = this.#reader.xref.map(({ section }) => entry(section.trailer, 'ID'));
    const ids = await this.#reader.resolve(present.find(({ kind }) => kind !== 'null') ?? PDF_NULL);
    const first = ids.kind === 'array' ? ids.items[0] : undefined;
    const second = pdfString(renewed, true);
    return pdfArray([first?.kind === 'string' ? pdfString(first.bytes, true) : second, second]);
  }
}

/** How many bytes a number takes. */
function byteLength(value: number): number {
  return Math.ceil(Math.log2(value + 1) / 8);
}

/** One more than the highest object number of any revision. */
function sizeOf({ xref }: PdfReader): number {
  let size = 1;
  for (const { section, hidden } of xref) {
    size = Math.max(size, section.end, declaredSize(section.trailer));
    if (hidden !== undefined) size = Math.max(size, hidden.end, declaredSize(hidden.trailer));
  }
  if (size > MAX_OBJECTS) {
    throw new FormatsError('PDF_LIMIT_EXCEEDED', `a PDF of ${size} objects cannot be extended`, {
      facts: { size },
    });
  }
  return size;
}

function declaredSize(trailer: PdfDictionary): number {
  const size = entry(trailer, 'Size');
  return size.kind === 'integer' ? size.value : 0;
}
