/**
 * Limits of the work that one file can cause, however its structures refer to each other: what is read twice is counted
 * twice. They grow with the file, so that honest ones of any size stay far below.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';

/** An amount of work that is spent bit by bit. */
export class WorkBudget {
  readonly #what: string;
  #left: number;

  /** @param what - names the work in messages, such as `parsed` */
  constructor(amount: number, what: string) {
    this.#left = amount;
    this.#what = what;
  }

  /** What is left of it. */
  get left(): number {
    return Math.max(0, this.#left);
  }

  /**
   * Takes some of it.
   *
   * @throws FormatsError `PDF_LIMIT_EXCEEDED` when there is not so much
   */
  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left >= 0) return;
    throw new FormatsError('PDF_LIMIT_EXCEEDED', `too much of the PDF has to be ${this.#what}, for its size`);
  }
}

/** Bytes of objects that may be parsed for a file. */
export function parsingBudget(fileSize: number): WorkBudget {
  return new WorkBudget(2 ** 22 + 8 * fileSize, 'parsed');
}

/** Bytes that may come out of compressed structures of a file. */
export function decodingBudget(fileSize: number): WorkBudget {
  return new WorkBudget(2 ** 25 + 16 * fileSize, 'decompressed');
}
