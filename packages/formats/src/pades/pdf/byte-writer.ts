/**
 * Bytes that grow at their end.
 *
 * @module
 */

/** Collects bytes and ASCII text into one array. */
export class ByteWriter {
  #buffer: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 4096) {
    this.#buffer = new Uint8Array(capacity);
  }

  /** How much has been written. */
  get length(): number {
    return this.#length;
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

  /** The same byte many times. */
  fill(value: number, count: number): void {
    this.#reserve(count);
    this.#buffer.fill(value, this.#length, this.#length + count);
    this.#length += count;
  }

  /** Overwrites what was written at a place with text of the same length or shorter. */
  overwrite(at: number, text: string): void {
    for (let i = 0; i < text.length; i++) this.#buffer[at + i] = text.charCodeAt(i);
  }

  /** A view of what was written; later writing may move on to another array. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    larger.set(this.view());
    this.#buffer = larger;
  }
}
