/**
 * How much work one document may cause, and how much memory what comes of it may take.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import type { XmlElement, XmlNode } from './tree.ts';

/** Bytes that all references of a document together may have canonicalized, parsed or decoded. */
const DEFAULT_BYTES = 256 * 1024 * 1024;
/** Bytes that all of them together may have in memory beside the document. */
const DEFAULT_HELD_BYTES = 128 * 1024 * 1024;
/** What looking at one node costs, in bytes. */
const NODE = 32;
/** What a node costs that is copied as it stands, in bytes. */
const COPIED = 8;
/** What a tag, attribute or declaration costs that is sorted and written anew, in bytes. */
const WRITTEN = 64;
/** What a character costs that is not copied as it stands, in bytes. */
const CHARACTER = 4;

/** Work that is left; one is shared by all references of a document, for a thousand of them may each name all of it. */
export class WorkBudget {
  #left: number;
  #leftToHold: number;

  constructor(bytes: number = DEFAULT_BYTES, heldBytes: number = DEFAULT_HELD_BYTES) {
    this.#left = bytes;
    this.#leftToHold = heldBytes;
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

  /**
   * For the tags of an element in canonical form: sorting and writing attributes costs more than their bytes.
   *
   * @throws FormatsError XML_LIMIT_EXCEEDED when the work is more than is left
   */
  spendElement({ isVerbatim, attributes, namespaces }: XmlElement): void {
    this.spendBytes(isVerbatim ? COPIED : WRITTEN * (1 + attributes.length + namespaces.length));
  }

  /**
   * For another node in canonical form.
   *
   * @throws FormatsError XML_LIMIT_EXCEEDED when the work is more than is left
   */
  spendLeaf({ isVerbatim, start, end }: Pick<XmlNode, 'isVerbatim' | 'start' | 'end'>): void {
    this.spendBytes(isVerbatim ? COPIED : WRITTEN + CHARACTER * (end - start));
  }

  /**
   * Takes note of bytes that stay in memory until they are digested; a view of the source takes none.
   *
   * @returns the bytes
   * @throws FormatsError XML_LIMIT_EXCEEDED when they are more than may stay
   */
  hold(bytes: Uint8Array, source: Uint8Array | undefined): Uint8Array {
    if (bytes.buffer !== source?.buffer) this.#leftToHold -= bytes.length;
    if (this.#leftToHold < 0)
      throw new FormatsError('XML_LIMIT_EXCEEDED', 'the references of the document take too much memory');
    return bytes;
  }
}
