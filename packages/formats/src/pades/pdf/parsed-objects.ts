/**
 * Objects that were parsed lately: what many others refer to is read once.
 *
 * @module
 */

/** Bytes of the file that remembered objects were parsed from: an object takes some ten times as much. */
const CAPACITY = 1 << 22;

interface Remembered<T> {
  readonly value: T;
  readonly length: number;
}

/** Values by their place in the file, the least recently used forgotten first. */
export class ParsedObjects<T> {
  readonly #values = new Map<number, Remembered<T>>();
  #length = 0;

  get(offset: number): T | undefined {
    const found = this.#values.get(offset);
    if (found === undefined) return undefined;
    this.#values.delete(offset);
    this.#values.set(offset, found);
    return found.value;
  }

  /** @param length - bytes of the file it was parsed from */
  set(offset: number, value: T, length: number): void {
    if (length > CAPACITY || this.#values.has(offset)) return;
    this.#values.set(offset, { value, length });
    this.#length += length;
    for (const [oldest, { length: freed }] of this.#values) {
      if (this.#length <= CAPACITY) break;
      this.#values.delete(oldest);
      this.#length -= freed;
    }
  }
}
