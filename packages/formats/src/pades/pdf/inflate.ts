/**
 * Inflate (RFC 1950, RFC 1951) with a limit, synchronous and the same in every runtime. The platform's
 * DecompressionStream takes longer to start than the small streams of a PDF take to decode, and runtimes differ in what
 * they accept after the end. The checksum is not looked at, as PDF readers do not.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';

/** Codes up to this length are found in one look. */
const FAST_BITS = 9;
const MAX_BITS = 15;

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_EXTRA = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function broken(message: string): FormatsError {
  return new FormatsError('PDF_SYNTAX', `compressed data: ${message}`);
}

/** A canonical Huffman code (RFC 1951 §3.2.2). */
interface Code {
  /** By the next bits: symbol * 16 + length, 0 where the code is longer. */
  readonly fast: Uint16Array;
  /** Number of codes of each length. */
  readonly counts: Uint16Array;
  /** Symbols in the order of their codes. */
  readonly symbols: Uint16Array;
}

function buildCode(lengths: Uint8Array): Code {
  const counts = new Uint16Array(MAX_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  counts[0] = 0;
  const offsets = new Uint16Array(MAX_BITS + 2);
  const next = new Uint16Array(MAX_BITS + 2);
  let room = 1;
  for (let length = 1; length <= MAX_BITS; length++) {
    const count = counts[length] as number;
    room = 2 * room - count;
    if (room < 0) throw broken('a code is over-subscribed');
    offsets[length + 1] = (offsets[length] as number) + count;
    next[length + 1] = ((next[length] as number) + count) << 1;
  }
  const symbols = new Uint16Array(lengths.length);
  const fast = new Uint16Array(1 << FAST_BITS);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const offset = offsets[length] as number;
    symbols[offset] = symbol;
    offsets[length] = offset + 1;
    const code = next[length] as number;
    next[length] = code + 1;
    if (length > FAST_BITS) continue;
    const entry = (symbol << 4) | length;
    for (let index = reverse(code, length); index < fast.length; index += 1 << length) fast[index] = entry;
  }
  return { fast, counts, symbols };
}

function reverse(code: number, length: number): number {
  let out = 0;
  for (let i = 0; i < length; i++) out |= ((code >> i) & 1) << (length - 1 - i);
  return out;
}

/**
 * Decodes a zlib stream. What follows its end is ignored.
 *
 * @param limit - most bytes that may come out
 * @throws FormatsError `PDF_SYNTAX`, or `PDF_LIMIT_EXCEEDED` when more than `limit` would come out
 */
export function inflate(data: Uint8Array, limit: number): Uint8Array {
  const method = data[0] ?? 0;
  const flags = data[1] ?? 0;
  if ((method & 0x0f) !== 8 || (method * 256 + flags) % 31 !== 0 || (flags & 0x20) !== 0) {
    throw broken('not a zlib stream');
  }
  return new Inflater(data, 2, limit).run();
}

class Inflater {
  readonly #data: Uint8Array;
  readonly #limit: number;
  #at: number;
  #hold = 0;
  #count = 0;
  #out: Uint8Array;
  #length = 0;

  constructor(data: Uint8Array, at: number, limit: number) {
    this.#data = data;
    this.#at = at;
    this.#limit = limit;
    this.#out = new Uint8Array(Math.min(limit, Math.max(1024, 4 * data.length)));
  }

  run(): Uint8Array {
    for (let last = false; !last; ) {
      last = this.#bits(1) === 1;
      const kind = this.#bits(2);
      if (kind === 0) this.#stored();
      else if (kind === 1) this.#block(...fixedCodes());
      else if (kind === 2) this.#block(...this.#dynamicCodes());
      else throw broken('unknown kind of block');
    }
    return this.#out.subarray(0, this.#length);
  }

  #stored(): void {
    this.#hold = 0;
    // Whole bytes that were read ahead are given back.
    this.#at -= this.#count >> 3;
    this.#count = 0;
    const data = this.#data;
    const at = this.#at + 4;
    if (at > data.length) throw broken('cut off');
    const length = (data[at - 4] as number) | ((data[at - 3] as number) << 8);
    const complement = (data[at - 2] as number) | ((data[at - 1] as number) << 8);
    if (length !== (~complement & 0xffff)) throw broken('a stored block contradicts its length');
    if (at + length > data.length) throw broken('cut off');
    this.#reserve(length);
    this.#out.set(data.subarray(at, at + length), this.#length);
    this.#length += length;
    this.#at = at + length;
  }

  #dynamicCodes(): [Code, Code] {
    const literals = this.#bits(5) + 257;
    const distances = this.#bits(5) + 1;
    const given = this.#bits(4) + 4;
    if (literals > 286 || distances > 30) throw broken('too many codes');
    const orderLengths = new Uint8Array(19);
    for (let i = 0; i < given; i++) orderLengths[CODE_LENGTH_ORDER[i] as number] = this.#bits(3);
    const code = buildCode(orderLengths);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw broken('nothing to repeat');
      const value = symbol === 16 ? (lengths[i - 1] as number) : 0;
      const repeat =
        symbol === 16 ? 3 + this.#bits(2) : symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7);
      if (i + repeat > lengths.length) throw broken('too many code lengths');
      lengths.fill(value, i, i + repeat);
      i += repeat;
    }
    return [buildCode(lengths.subarray(0, literals)), buildCode(lengths.subarray(literals))];
  }

  #block(literals: Code, distances: Code): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol < 256) {
        if (this.#length === this.#out.length) this.#reserve(1);
        this.#out[this.#length++] = symbol;
      } else if (symbol === 256) return;
      else this.#match(symbol - 257, distances);
    }
  }

  #match(lengthSymbol: number, distances: Code): void {
    if (lengthSymbol >= LENGTH_BASE.length) throw broken('unknown length');
    const length = (LENGTH_BASE[lengthSymbol] as number) + this.#bits(LENGTH_EXTRA[lengthSymbol] as number);
    const symbol = this.#symbol(distances);
    if (symbol >= DISTANCE_BASE.length) throw broken('unknown distance');
    const distance = (DISTANCE_BASE[symbol] as number) + this.#bits(DISTANCE_EXTRA[symbol] as number);
    if (distance > this.#length) throw broken('a distance reaches before the beginning');
    this.#reserve(length);
    const out = this.#out;
    let to = this.#length;
    let from = to - distance;
    for (const end = to + length; to < end; ) out[to++] = out[from++] as number;
    this.#length = to;
  }

  #symbol(code: Code): number {
    this.#fill();
    const entry = code.fast[this.#hold & ((1 << FAST_BITS) - 1)] as number;
    if (entry === 0) return this.#longSymbol(code);
    const length = entry & 15;
    if (length > this.#count) throw broken('cut off');
    this.#hold >>>= length;
    this.#count -= length;
    return entry >> 4;
  }

  #longSymbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= this.#count; length++) {
      if (length > MAX_BITS) break;
      code |= (this.#hold >> (length - 1)) & 1;
      const count = counts[length] as number;
      if (code - first < count) {
        this.#hold >>>= length;
        this.#count -= length;
        return symbols[index + code - first] as number;
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw broken(this.#count < MAX_BITS ? 'cut off' : 'unknown code');
  }

  /** Reads ahead: enough for the longest code, if there is so much. */
  #fill(): void {
    while (this.#count < MAX_BITS && this.#at < this.#data.length) {
      this.#hold |= (this.#data[this.#at++] as number) << this.#count;
      this.#count += 8;
    }
  }

  #bits(wanted: number): number {
    if (wanted === 0) return 0;
    this.#fill();
    if (wanted > this.#count) throw broken('cut off');
    const value = this.#hold & ((1 << wanted) - 1);
    this.#hold >>>= wanted;
    this.#count -= wanted;
    return value;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#out.length) return;
    if (needed > this.#limit) {
      throw new FormatsError('PDF_LIMIT_EXCEEDED', `a stream inflates to more than ${this.#limit} bytes`, {
        facts: { limit: this.#limit },
      });
    }
    const larger = new Uint8Array(Math.min(this.#limit, Math.max(needed, 2 * this.#out.length)));
    larger.set(this.#out.subarray(0, this.#length));
    this.#out = larger;
  }
}

/** The codes of RFC 1951 §3.2.6. */
function fixedCodes(): [Code, Code] {
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
  return [buildCode(lengths), buildCode(new Uint8Array(30).fill(5))];
}
