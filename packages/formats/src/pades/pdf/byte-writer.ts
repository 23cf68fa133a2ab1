/**
 * Bytes that grow at their end.
 *
 * @module
 */

/** Collects bytes and ASCII text into one array, with at most one gap that takes no memory. */
export class ByteWriter {
  #buffer: Uint8Array<ArrayBuffer>;
  #length = 0;
  #gapAt = -1;
  #gapLength = 0;

  constructor(capacity = 4096) {
    this.#buffer = new Uint8Array(capacity);
  }

  /** How much has been written, the gap included. */
  get length(): number {
    return this.#length + this.#gapLength;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  /** Text whose characters are bytes (Latin-1). */
  text(text: string): void {
    const { length } = text;
    this.#reserve(length);
    const buffer = this.#buffer;
    let at = this.#length;
    for (let i = 0; i < length; i++) buffer[at++] = text.charCodeAt(i);
    this.#length = at;
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Leaves a gap for bytes that are not known yet. */
  gap(length: number): void {
    if (this.#gapAt >= 0) throw new TypeError('there is a gap already');
    this.#gapAt = this.#length;
    this.#gapLength = length;
  }

  /** The same byte many times. */
  fill(value: number, count: number): void {
    this.#reserve(count);
    this.#buffer.fill(value, this.#length, this.#length + count);
    this.#length += count;
  }

  /** Overwrites what was written at a place before the gap with text of the same length or shorter. */
  overwrite(at: number, text: string): void {
    for (let i = 0; i < text.length; i++) this.#buffer[at + i] = text.charCodeAt(i);
  }

  /** A view of what was written; later writing may move on to another array. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  /** What was written before the gap, and after it. */
  aroundGap(): readonly [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>] {
    const at = this.#gapAt < 0 ? this.#length : this.#gapAt;
    return [this.#buffer.subarray(0, at), this.#buffer.subarray(at, this.#length)];
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    larger.set(this.view());
    this.#buffer = larger;
  }
}
