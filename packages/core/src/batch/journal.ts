/**
 * The seams of a batch that survives its process: a journal of what was made, and a store that what was made goes to.
 *
 * For each document, in this order, each step durable before the next begins:
 *
 * 1. `store.stage`: the whole document is written where nobody takes it for finished;
 * 2. `journal.append`: the digests of what was received and of what was made;
 * 3. `store.publish`: what was staged takes its place, at once or not at all.
 *
 * A run that ended before 2 left the received document as it was, and the document is made anew. One that ended between
 * 2 and 3 is finished by publishing what is staged. After 3 the document is done, also where it took the place of the one
 * that was received: its digest tells them apart, so that no document is stamped a second time.
 *
 * @module
 */
import type { SealedDocument } from '../document/sealed-document.ts';

/** What is known of one document of a batch. Digests are SHA-256 in lower-case hexadecimal digits. */
export type JournalEntry =
  | {
      readonly kind: 'made';
      readonly id: string;
      readonly time: Date;
      readonly inputDigest: string;
      readonly outputDigest: string;
      /** Code of the error that kept the document at a lower level, where such are accepted: it is made anew. */
      readonly shortfall?: string;
    }
  | {
      readonly kind: 'failed';
      readonly id: string;
      readonly time: Date;
      readonly inputDigest: string;
      /** Code of the error. */
      readonly code: string;
    };

/** A list that is only appended to; `openFileJournal` of `@eseal/core/node` keeps it in a file. */
export interface Journal {
  /** The last entry of a document. */
  find(id: string): Promise<JournalEntry | undefined>;
  /** Adds an entry; it is durable when this resolves. Called for several documents at once. */
  append(entry: JournalEntry): Promise<void>;
}

/** Digests of what stands in a store under an id: SHA-256 in lower-case hexadecimal digits. */
export interface StoredDigests {
  readonly staged?: string;
  readonly published?: string;
}

/** Where a batch puts what it makes; `openFolderStore` of `@eseal/core/node` is a folder of files. */
export interface OutputStore {
  /** What stands under an id. */
  look(id: string): Promise<StoredDigests>;
  /** Writes a document, in place of one staged before; durable when this resolves. Gives the digest of what was written. */
  stage(id: string, document: SealedDocument): Promise<string>;
  /** Puts what is staged in its place, wholly or not at all. */
  publish(id: string): Promise<void>;
}

/** A journal with the store whose contents it tells of. */
export interface BatchRecord {
  readonly journal: Journal;
  readonly store: OutputStore;
}

/**
 * Whether an earlier run made the document already; what that run staged but did not publish is published.
 *
 * @param inputDigest - of the document as it is now
 * @returns the digest of what was made; `undefined` when the document has to be made
 */
export async function findMade(
  { journal, store }: BatchRecord,
  id: string,
  inputDigest: string,
): Promise<string | undefined> {
  const entry = await journal.find(id);
  if (entry?.kind !== 'made' || entry.shortfall !== undefined) return undefined;
  const { outputDigest } = entry;
  // Another document under the same id: neither the one that was received, nor what was made of it and took its place.
  if (inputDigest !== entry.inputDigest && inputDigest !== outputDigest) return undefined;
  const { staged, published } = await store.look(id);
  if (published === outputDigest) return outputDigest;
  if (staged !== outputDigest) return undefined;
  await store.publish(id);
  return outputDigest;
}
