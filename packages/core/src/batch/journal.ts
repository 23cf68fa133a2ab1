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

/** The first entry of a journal of sealing: the frozen list that it is of. */
export interface JournalHead {
  readonly kind: 'manifest';
  readonly time: Date;
  /** Of the list: SHA-256 in lower-case hexadecimal digits. */
  readonly manifestDigest: string;
  /** How many documents are on it. */
  readonly documents: number;
}

/** What is known of one document of a batch. Digests are SHA-256 in lower-case hexadecimal digits. */
export type JournalEntry =
  /** The key was asked for its value; what became of that is not known. */
  | { readonly kind: 'begun'; readonly id: string; readonly time: Date; readonly inputDigest: string }
  | {
      readonly kind: 'made';
      readonly id: string;
      readonly time: Date;
      readonly inputDigest: string;
      readonly outputDigest: string;
      /** Code of the error that kept the document at a lower level, where such are accepted. */
      readonly shortfall?: string;
    }
  | {
      readonly kind: 'failed';
      readonly id: string;
      readonly time: Date;
      readonly inputDigest: string;
      /** Code of the error. */
      readonly code: string;
      /** When the key was asked for a value that no document holds. Absent: it never was. */
      readonly begun?: Date;
    };

/** A list that is only appended to; `openFileJournal` of `@eseal/core/node` keeps it in a file. */
export interface Journal {
  /** The list that it is of; `undefined` while it is empty, and for a journal of raising. */
  head(): Promise<JournalHead | undefined>;
  /** The last entry of a document. */
  find(id: string): Promise<JournalEntry | undefined>;
  /** Adds an entry, a head only as the first; it is durable when this resolves. Called for several documents at once. */
  append(entry: JournalEntry | JournalHead): Promise<void>;
}

/** Digests of what stands in a store under an id: SHA-256 in lower-case hexadecimal digits. */
export interface StoredDigests {
  readonly staged?: string;
  readonly published?: string;
}

/** Where a batch puts what it makes; `createFolderStore` of `@eseal/core/node` is a folder of files. */
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
