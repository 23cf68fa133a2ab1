/**
 * How much work one document may cause.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';

/** Bytes that all references of a document together may have canonicalized, parsed or decoded. */
const DEFAULT_BYTES = 256 * 1024 * 1024;
/** What looking at one node costs, in bytes. */
const NODE = 32;

/** Work that is left; one is shared by all references of a document, for a thousand of them may each name all of it. */
export class WorkBudget {
  #left: number;

  constructor(bytes: number = DEFAULT_BYTES) {
    this.#left = bytes;
  }

  /** @throws FormatsError XML_LIMIT_EXCEEDED when the work is more than is left */
  spendBytes(count: number): void {
    this.#left -= count;
    if (this.#left < 0)
      throw new FormatsError('XML_LIMIT_EXCEEDED', 'the references of the document cause too much work');
  }

  /** @throws FormatsError XML_LIMIT_EXCEEDED when the work is more than is left */
  spendNodes(count: number): void {
    this.spendBytes(count * NODE);
  }
}
