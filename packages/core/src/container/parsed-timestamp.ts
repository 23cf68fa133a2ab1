/**
 * A timestamp token in a container, and what it covers.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import type { DigestInput, SignedReference } from './signed-reference.ts';

/** Kind of a timestamp by what its imprint covers. */
export type TimestampType =
  | 'content'
  | 'all-data-objects'
  | 'individual-data-objects'
  | 'signature'
  | 'sig-and-refs'
  | 'refs-only'
  | 'validation-data'
  | 'archive'
  | 'document'
  | 'vri'
  | 'container';

/** A timestamp token in a container. */
export interface ParsedTimestamp {
  readonly id: string;
  readonly type: TimestampType;
  /** The TimeStampToken as received. */
  readonly token: Uint8Array;
  /** What its imprint should cover; `undefined` when that was not found. */
  readonly input: DigestInput | undefined;
  /** Present for archive timestamps of a CMS. */
  readonly archive?: CmsArchive;
  /** Name of its file in a container of files. */
  readonly file?: string;
  /** What the manifest that it covers names in turn. */
  readonly references?: readonly SignedReference[];
  /** What its imprint reaches: all of that existed when the token was made, if the token passes. */
  readonly covers?: readonly CoveredObject[];
}

/** Something whose existence a timestamp proves (EN 319 102-1 §5.6.2.3). */
export type CoveredObject = CoveredThing & {
  /**
   * Digests by which the imprint reaches it when not directly, such as those of a hash index or of a manifest: it reaches
   * it only as long as each of them can be relied on.
   */
  readonly through?: readonly DigestAlgorithm[];
};

type CoveredThing =
  /** The value of a signature of the container, with what is under it. */
  | { readonly kind: 'signature'; readonly id: string }
  /** A token of the container with everything in it. */
  | { readonly kind: 'timestamp'; readonly id: string }
  /** In the encoding that the signature, the token or the container lists it in. */
  | { readonly kind: 'certificate' | 'crl' | 'ocsp-response'; readonly encoding: Uint8Array };

/** How an archive timestamp of a CMS covers what it covers (EN 319 122-1 §5.5, TS 101 733 §6.4). */
export interface CmsArchive {
  readonly version: 'v1' | 'v2' | 'v3';
  /** What names the certificates, revocation data and attributes that version 3 covers; `undefined` without it. */
  readonly hashIndex: HashIndex | undefined;
}

/** An ATSHashIndex attribute of an archive timestamp (EN 319 122-1 §5.5.2). */
export interface HashIndex {
  readonly name: 'ats-hash-index' | 'ats-hash-index-v2' | 'ats-hash-index-v3';
  /** Everything that it names stands where it should. */
  readonly valid: boolean;
  /** What is missing, in English. */
  readonly problems: readonly string[];
}
