/**
 * What a signature of a PDF covers, what it permits later, and what came later.
 *
 * @module
 */

/** What a later revision of a PDF did. */
export type PdfModificationKind =
  /** Added to the document security store, and nothing else (ISO 32000-2 §12.8.4.3). */
  | 'security-store'
  /** Added a document timestamp in a field that shows nothing (ISO 32000-2 §12.8.5). */
  | 'timestamp'
  /** Said when and by what the file was changed, in its information dictionary or its metadata (ISO 32000-2 §14.3). */
  | 'metadata'
  /** Declared another version or an extension of PDF (ISO 32000-2 §7.12). */
  | 'extension'
  /** Put a further signature into a field (ISO 32000-2 §12.7.5.5). */
  | 'signature'
  /** Filled in a form field (ISO 32000-2 §12.7.4). */
  | 'form-fill'
  /** Added, changed or removed an annotation (ISO 32000-2 §12.5). */
  | 'annotation'
  /** Added, removed or exchanged pages (ISO 32000-2 §7.7.3). */
  | 'page'
  /** Changed what a page shows (ISO 32000-2 §7.8). */
  | 'visual'
  /** Anything that is not known to be one of the others. */
  | 'undefined';

/** A change that a later revision of a PDF made. */
export interface PdfModification {
  /** Number of that revision, from 1. */
  readonly revision: number;
  readonly kind: PdfModificationKind;
  /** Where the change is, such as `12 0 R` or the name of a field. */
  readonly object: string;
  /**
   * By the signatures before that revision, their /DocMDP and /FieldMDP or locks (ISO 32000-2 §12.8.2.2, §12.8.2.4). What no
   * signature restricts is permitted, unless it is a `page`, `visual` or `undefined` change.
   */
  readonly permitted: boolean;
  /** Number of the page where it shows, from 1, if it is known. */
  readonly page?: number;
  /** An annotation paints over what the page shows; or lies over another annotation, a seal's appearance perhaps. */
  readonly covers?: 'page' | 'annotation';
}

/** What a signature locks (ISO 32000-2 §12.7.5.5, §12.8.2.4). */
export interface PdfLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  /** Fully qualified names of the fields that are locked, or are not; empty for all. */
  readonly fields: readonly string[];
  /** What the document allows since; `null` when the lock does not say. */
  readonly permission: 1 | 2 | 3 | null;
}

/** Facts of a PDF signature dictionary. */
export interface PdfScope {
  readonly fieldName: string | undefined;
  /** Number of the revision that the signature ends, from 1. */
  readonly revision: number;
  /** The numbers of /ByteRange as they stand, `undefined` when they are no four integers. */
  readonly byteRange: readonly number[] | undefined;
  readonly byteRangeValid: boolean;
  readonly dictionaryConsistent: boolean;
  /** DocMDP permission set by this signature. */
  readonly permission: 1 | 2 | 3 | null;
  /** What it locks, `null` when nothing. */
  readonly lock: PdfLock | null;
  /** Bytes of the file after the part that is covered. */
  readonly bytesAfter: number;
  /** What they changed, oldest first. */
  readonly modifications: readonly PdfModification[];
  readonly subFilter: string | undefined;
  readonly signerName?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
}
