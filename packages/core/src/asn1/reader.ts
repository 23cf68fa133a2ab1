/**
 * A reader over DER (X.690 §10, §11) that copies nothing: values are views of the input. BER's indefinite lengths and
 * constructed strings are read only where the caller asks for them, as CMS allows (RFC 5652 §2).
 *
 * @module
 */
import { DecodeError } from '../errors.ts';
import { concatBytes } from '../util/bytes.ts';
import { decodeObjectIdentifier } from './object-identifier.ts';
import { CONSTRUCTED, contextTag, TAG } from './tags.ts';
import { parseTime } from './time.ts';

/** How a reader reads. */
export interface ReaderOptions {
  /** `der` refuses every other encoding; `ber` reads what CMS allows. Default `der`. */
  readonly encoding?: 'der' | 'ber';
  /** Deepest nesting. Default 64. */
  readonly maxDepth?: number;
  /** Most elements read altogether. Default 500 000. */
  readonly maxElements?: number;
}

/** A BIT STRING: its bytes and how many bits of the last one are not part of it. */
export interface BitString {
  readonly bytes: Uint8Array;
  readonly unusedBits: number;
}

interface Budget {
  elements: number;
  readonly maxDepth: number;
  readonly ber: boolean;
  /** Where contents of indefinite length end, by where they begin: each is searched for once. */
  readonly ends: Map<number, number>;
}

/** A cursor over the elements of one constructed value; reading moves it forward. */
export class DerReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #budget: Budget;
  readonly #parent: DerReader | undefined;
  readonly #name: string;
  readonly #depth: number;
  #position: number;
  // Set by #readHeader for the element at the cursor.
  #contentStart = 0;
  #contentEnd = 0;
  #next = 0;

  private constructor(
    bytes: Uint8Array,
    start: number,
    end: number,
    name: string,
    budget: Budget,
    parent: DerReader | undefined,
  ) {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = end;
    this.#name = name;
    this.#budget = budget;
    this.#parent = parent;
    this.#depth = parent === undefined ? 0 : parent.#depth + 1;
    if (this.#depth > budget.maxDepth) throw this.#error('nested too deeply', true);
  }

  /**
   * A reader over the elements of `bytes`.
   *
   * @param name - of the structure, for error messages
   */
  static over(bytes: Uint8Array, name: string, options: ReaderOptions = {}): DerReader {
    const budget = {
      elements: options.maxElements ?? 500_000,
      maxDepth: options.maxDepth ?? 64,
      ber: options.encoding === 'ber',
      ends: new Map<number, number>(),
    };
    return new DerReader(bytes, 0, bytes.length, name, budget, undefined);
  }

  /** Whether everything has been read. */
  get atEnd(): boolean {
    return this.#position >= this.#end;
  }

  /** Offset of the next element in the outermost bytes. */
  get offset(): number {
    return this.#position;
  }

  /** Whether the next element has this identifier octet. */
  has(tag: number): boolean {
    return this.#position < this.#end && this.#bytes[this.#position] === tag;
  }

  /** Identifier octet of the next element, if there is one. */
  peekTag(): number | undefined {
    return this.atEnd ? undefined : this.#bytes[this.#position];
  }

  /** Refuses anything after the last element read. */
  end(): void {
    if (!this.atEnd) throw this.#error('unexpected data after the last element');
  }

  /** The next element whole, identifier and length included. */
  raw(name: string): Uint8Array {
    this.#readHeader(name);
    return this.#bytes.subarray(this.#take(), this.#next);
  }

  /** The content of the next element, which must have this identifier octet. */
  content(tag: number, name: string): Uint8Array {
    this.#expect(tag, name);
    this.#take();
    return this.#bytes.subarray(this.#contentStart, this.#contentEnd);
  }

  /** A reader over the elements inside the next element, which must have this identifier octet. */
  inside(tag: number, name: string): DerReader {
    this.#expect(tag, name);
    const child = new DerReader(this.#bytes, this.#contentStart, this.#contentEnd, name, this.#budget, this);
    this.#take();
    return child;
  }

  sequence(name: string): DerReader {
    return this.inside(TAG.sequence, name);
  }

  set(name: string): DerReader {
    return this.inside(TAG.set, name);
  }

  /** Inside `[number] EXPLICIT` (or an implicitly tagged constructed type). */
  context(number: number, name: string): DerReader {
    return this.inside(contextTag(number, true), name);
  }

  objectIdentifier(name: string, tag: number = TAG.objectIdentifier): string {
    const content = this.content(tag, name);
    const value = decodeObjectIdentifier(content);
    if (value === undefined) throw this.#error(`${name} is not an object identifier`);
    return value;
  }

  /** Content of an INTEGER: big-endian two's complement, minimal. */
  integer(name: string, tag: number = TAG.integer): Uint8Array {
    const content = this.content(tag, name);
    if (content.length === 0) throw this.#error(`${name} is an INTEGER without content`);
    const [first, second] = content as unknown as [number, number | undefined];
    if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
      throw this.#error(`${name} is an INTEGER longer than needed`);
    }
    return content;
  }

  /** A non-negative INTEGER that fits 31 bits. */
  smallInteger(name: string, tag: number = TAG.integer): number {
    const content = this.integer(name, tag);
    if ((content[0] as number) >= 0x80) throw this.#error(`${name} is negative`);
    if (content.length > 4) throw this.#error(`${name} is too large`);
    return content.reduce((value, byte) => value * 256 + byte, 0);
  }

  enumerated(name: string): number {
    return this.smallInteger(name, TAG.enumerated);
  }

  boolean(name: string, tag: number = TAG.boolean): boolean {
    const content = this.content(tag, name);
    const value = content[0];
    const known = value === 0 || value === 0xff || this.#budget.ber;
    if (content.length !== 1 || !known) throw this.#error(`${name} is not a BOOLEAN of DER`);
    return value !== 0;
  }

  null(name: string): void {
    if (this.content(TAG.null, name).length !== 0) throw this.#error(`${name} is a NULL with content`);
  }

  bitString(name: string, tag: number = TAG.bitString): BitString {
    const content = this.content(tag, name);
    const unusedBits = content[0];
    if (unusedBits === undefined || unusedBits > 7 || (content.length === 1 && unusedBits !== 0)) {
      throw this.#error(`${name} is not a BIT STRING`);
    }
    const bytes = content.subarray(1);
    const last = bytes[bytes.length - 1] ?? 0;
    if (!this.#budget.ber && (last & ((1 << unusedBits) - 1)) !== 0) {
      throw this.#error(`${name} is a BIT STRING with unused bits set`);
    }
    return { bytes, unusedBits };
  }

  /** An OCTET STRING; in BER the pieces of a constructed one joined. */
  octetString(name: string, tag: number = TAG.octetString): Uint8Array {
    if (this.#budget.ber && this.has(tag | CONSTRUCTED))
      return concatBytes(this.octetStringPieces(name, tag));
    return this.content(tag, name);
  }

  /** The pieces of an OCTET STRING without joining them: one, or in BER several. */
  octetStringPieces(name: string, tag: number = TAG.octetString): readonly Uint8Array[] {
    if (!this.#budget.ber || !this.has(tag | CONSTRUCTED)) return [this.content(tag, name)];
    const inner = this.inside(tag | CONSTRUCTED, name);
    const pieces: Uint8Array[] = [];
    while (!inner.atEnd) pieces.push(...inner.octetStringPieces(name));
    return pieces;
  }

  /** UTCTime or GeneralizedTime as RFC 5280 §4.1.2.5 restricts them. */
  time(name: string): Date {
    const tag = this.has(TAG.utcTime) ? TAG.utcTime : TAG.generalizedTime;
    return this.#parsedTime(tag, name, false);
  }

  /** GeneralizedTime, with fractions of a second where the structure allows them (RFC 3161 §2.4.2). */
  generalizedTime(name: string, options: { fraction?: boolean; tag?: number } = {}): Date {
    return this.#parsedTime(options.tag ?? TAG.generalizedTime, name, options.fraction ?? false);
  }

  #parsedTime(tag: number, name: string, fraction: boolean): Date {
    const kind = tag === TAG.utcTime ? 'utc' : 'generalized';
    const value = parseTime(this.content(tag, name), kind, fraction);
    if (value === undefined) throw this.#error(`${name} is not a time`);
    return value;
  }

  #expect(tag: number, name: string): void {
    this.#readHeader(name);
    const found = this.#bytes[this.#position] as number;
    if (found !== tag) throw this.#error(`expected ${name} with tag ${octet(tag)}, found ${octet(found)}`);
  }

  /** Moves past the element whose header was read, and tells where it began. */
  #take(): number {
    const start = this.#position;
    this.#position = this.#next;
    return start;
  }

  #readHeader(name: string): void {
    if (this.atEnd) throw this.#error(`${name} is missing`);
    if (--this.#budget.elements < 0) throw this.#error('too many elements', true);
    const identifier = this.#bytes[this.#position] as number;
    if ((identifier & 0x1f) === 0x1f) throw this.#error('high tag number');
    // X.690 §8.1.5: only the end of an indefinite length has this octet.
    if (identifier === 0) throw this.#error('end of contents out of place');
    const indefinite = this.#readLength(this.#position + 1);
    if (indefinite) this.#findEndOfContents();
    else this.#next = this.#contentEnd;
  }

  /** Reads the length octets at `at`; true for BER's indefinite length, whose end is not known yet. */
  #readLength(at: number): boolean {
    const first = at < this.#end ? (this.#bytes[at] as number) : -1;
    if (first < 0) throw this.#error('length is missing');
    if (first < 0x80) {
      this.#setContent(at + 1, first);
      return false;
    }
    if (first === 0x80) {
      const constructed = ((this.#bytes[this.#position] as number) & CONSTRUCTED) !== 0;
      if (!this.#budget.ber || !constructed) throw this.#error('indefinite length');
      this.#contentStart = at + 1;
      return true;
    }
    const octets = first & 0x7f;
    if (octets > 4 || at + octets >= this.#end) throw this.#error('length of the length is not possible');
    let length = 0;
    for (let i = 1; i <= octets; i++) length = length * 256 + (this.#bytes[at + i] as number);
    const minimal = length >= 0x80 && (this.#bytes[at + 1] as number) !== 0;
    if (!minimal && !this.#budget.ber) throw this.#error('length is not encoded in as few bytes as possible');
    this.#setContent(at + 1 + octets, length);
    return false;
  }

  #setContent(start: number, length: number): void {
    if (length > this.#end - start) throw this.#error('an element is longer than its container');
    this.#contentStart = start;
    this.#contentEnd = start + length;
  }

  #findEndOfContents(): void {
    const start = this.#contentStart;
    let end = this.#budget.ends.get(start);
    if (end === undefined) {
      const inner = new DerReader(this.#bytes, start, this.#end, 'indefinite length', this.#budget, this);
      while (!inner.#atEndOfContents()) inner.raw('element');
      end = inner.#position;
      this.#budget.ends.set(start, end);
    }
    this.#contentStart = start;
    this.#contentEnd = end;
    this.#next = end + 2;
  }

  #atEndOfContents(): boolean {
    if (this.#position + 2 > this.#end) throw this.#error('end of contents is missing');
    return this.#bytes[this.#position] === 0 && this.#bytes[this.#position + 1] === 0;
  }

  #error(message: string, budget = false): DecodeError {
    return new DecodeError(message, this.#path(), this.#position, { budget });
  }

  #path(): string {
    return this.#parent === undefined ? this.#name : `${this.#parent.#path()}.${this.#name}`;
  }
}

function octet(tag: number): string {
  return `0x${tag.toString(16).padStart(2, '0')}`;
}
