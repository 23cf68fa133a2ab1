/**
 * LZW data with codes of 9 to 12 bits (ISO 32000-2 §7.4.4.2).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;

/**
 * Decodes LZW data; what follows its end code is ignored.
 *
 * @param limit - most bytes that may come out
 * @param isEarly - codes grow one entry before they have to
 * @throws FormatsError `PDF_SYNTAX` or `PDF_LIMIT_EXCEEDED`
 */
export function undoLzw(data: Uint8Array, limit: number, isEarly: boolean): Uint8Array {
  const table = new CodeTable();
  let out = new Uint8Array(Math.min(limit, 4096));
  let length = 0;
  for (const code of codes(data, () => table.next + (isEarly ? 1 : 0))) {
    if (code === END) break;
    if (code === CLEAR) {
      table.clear();
      continue;
    }
    const piece = table.take(code, length);
    if (length + piece.length > limit) throw exceeded(limit);
    out = roomFor(out, length, length + piece.length, limit);
    if (code < CLEAR) out[length] = code;
    // The last byte of a new entry is the first of this piece: copied byte by byte, it is there in time.
    else for (let i = 0; i < piece.length; i++) out[length + i] = out[piece.start + i] as number;
    length += piece.length;
  }
  return out.subarray(0, length);
}

/** A part of the output. */
interface Piece {
  readonly start: number;
  readonly length: number;
}

/** What codes stand for: each a piece of the output, that of an earlier code and the byte that followed it. */
class CodeTable {
  readonly #starts = new Uint32Array(MAX_CODES);
  readonly #lengths = new Uint32Array(MAX_CODES);
  #previous: Piece | undefined;
  /** The code of the next entry. */
  next = END + 1;

  clear(): void {
    this.next = END + 1;
    this.#previous = undefined;
  }

  /** The piece that a code, which is written at a place, stands for; the code before it makes a new entry. */
  take(code: number, at: number): Piece {
    const previous = this.#previous;
    if (code > this.next || (code === this.next && previous === undefined)) throw broken('unknown code');
    if (previous !== undefined && this.next < MAX_CODES) {
      this.#starts[this.next] = previous.start;
      this.#lengths[this.next] = previous.length + 1;
      this.next++;
    }
    const length = code < CLEAR ? 1 : (this.#lengths[code] as number);
    this.#previous = { start: at, length };
    return { start: this.#starts[code] as number, length };
  }
}

/** The codes of the data, each as wide as the number of entries demands. */
function* codes(data: Uint8Array, entries: () => number): Iterable<number> {
  let hold = 0;
  let count = 0;
  for (let at = 0; ; ) {
    const width = widthFor(entries());
    while (count < width) {
      if (at === data.length) return;
      hold = ((hold << 8) | (data[at++] as number)) & 0xff_ffff;
      count += 8;
    }
    count -= width;
    yield (hold >> count) & ((1 << width) - 1);
  }
}

function widthFor(entries: number): number {
  if (entries >= 2048) return 12;
  if (entries >= 1024) return 11;
  return entries >= 512 ? 10 : 9;
}

function roomFor(
  out: Uint8Array<ArrayBuffer>,
  used: number,
  needed: number,
  limit: number,
): Uint8Array<ArrayBuffer> {
  if (needed <= out.length) return out;
  const larger = new Uint8Array(Math.min(limit, Math.max(needed, 2 * out.length)));
  larger.set(out.subarray(0, used));
  return larger;
}

function broken(message: string): FormatsError {
  return new FormatsError('PDF_SYNTAX', `compressed data: ${message}`);
}

function exceeded(limit: number): FormatsError {
  return new FormatsError('PDF_LIMIT_EXCEEDED', `a stream decodes to more than ${limit} bytes`, {
    facts: { limit },
  });
}
