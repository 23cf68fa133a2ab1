/**
 * Objects that were parsed lately: what many others refer to is read once.
 *
 * @module
 */

/** Bytes of the file that remembered objects were parsed from: an object takes some ten times as much. */
const CAPACITY = 1 << 22;
/** Of which the objects that were used since the last time that this much was read. */
const GENERATION = CAPACITY / 2;

interface Remembered<T> {
  readonly value: T;
  readonly length: number;
}

/**
 * Values by their place in the file. There are two generations of them: what nobody asked for while a generation was filled is
 * forgotten with it, so that neither reading nor forgetting depends on how many there are.
 */
export class ParsedObjects<T> {
  #values = new Map<number, Remembered<T>>();
  #older = new Map<number, Remembered<T>>();
  #length = 0;

  get(offset: number): T | undefined {
    const found = this.#values.get(offset);
    if (found !== undefined) return found.value;
    const older = this.#older.get(offset);
    if (older !== undefined) this.set(offset, older.value, older.length);
    return older?.value;
  }

  /** @param length - bytes of the file it was parsed from */
  set(offset: number, value: T, length: number): void {
    if (length > GENERATION || this.#values.has(offset)) return;
    if (this.#length + length > GENERATION) {
      this.#older = this.#values;
      this.#values = new Map();
      this.#length = 0;
    }
    this.#values.set(offset, { value, length });
    this.#length += length;
  }
}
