/**
 * Bytes that are written one after the other, for the most part runs of a source that follow each other.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';

/** Most bytes of one result: a subset of nodes may repeat every namespace on each of them. */
const MAX_BYTES = 128 * 1024 * 1024;

/** Collects bytes. Runs of the source are joined before they are copied, and never copied when they are all there is. */
export class ByteSink {
  readonly source: Uint8Array;
  readonly #capacity: number;
  #buffer: Uint8Array = new Uint8Array(0);
  #length = 0;
  #runStart = 0;
  #runEnd = 0;

  /** @param capacity bytes to make room for at first */
  constructor(source: Uint8Array, capacity = 64) {
    this.source = source;
    this.#capacity = capacity;
  }

  /** Bytes of the source. */
  copy(start: number, end: number): void {
    if (start === this.#runEnd) {
      this.#runEnd = end;
      return;
    }
    this.#flush();
    this.#runStart = start;
    this.#runEnd = end;
  }

  byte(value: number): void {
    this.#flush();
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  /** Bytes of elsewhere. */
  bytes(bytes: Uint8Array): void {
    this.#flush();
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Characters. */
  text(text: string): void {
    this.#flush();
    this.#reserve(text.length);
    const buffer = this.#buffer;
    let at = this.#length;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) {
        this.bytes(new TextEncoder().encode(text));
        return;
      }
      buffer[at++] = unit;
    }
    this.#length = at;
  }

  /** What was written; a view of the source when it is one run of it. */
  finish(): Uint8Array {
    if (this.#length === 0) return this.source.subarray(this.#runStart, this.#runEnd);
    this.#flush();
    return this.#buffer.subarray(0, this.#length);
  }

  #flush(): void {
    const start = this.#runStart;
    const end = this.#runEnd;
    if (start === end) return;
    this.#runStart = end;
    this.#reserve(end - start);
    const buffer = this.#buffer;
    let at = this.#length;
    if (end - start > 64) buffer.set(this.source.subarray(start, end), at);
    else for (let from = start; from < end; from++) buffer[at++] = this.source[from] as number;
    this.#length += end - start;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    if (needed > MAX_BYTES)
      throw new FormatsError('XML_LIMIT_EXCEEDED', `more than ${MAX_BYTES} bytes are asked for`);
    const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length, this.#capacity));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
