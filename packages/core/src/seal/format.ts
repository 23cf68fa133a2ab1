/**
 * The seam to a container format: `cades()`, `pades()`.
 *
 * @module
 */
import type { ContentDigest, DetachedContent } from '../container/detached-content.ts';
import type { SignatureAlgorithm } from '../crypto/algorithms.ts';
import type { SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import type { TimestampSource } from '../timestamp/source.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { AdesLevel } from './ades-level.ts';
import type { MaterialSource } from './material.ts';

/** Everything that decides the bytes of a seal before its signature value. */
export interface PrepareContext {
  /** The seal's certificate first, then its issuers. */
  readonly certificates: readonly [Certificate, ...Certificate[]];
  readonly algorithm: SignatureAlgorithm;
  readonly adesLevel: AdesLevel;
  /** Claimed time of sealing. */
  readonly signingTime: Date;
  /** Most bytes that the signature timestamps take together, for containers with a fixed place; 0 without one. */
  readonly timestampSize: number;
  /** Authorities that stamp the content before it is signed, one timestamp each. */
  readonly contentTimestamps?: readonly TimestampSource[];
  readonly signal?: AbortSignal;
}

/** A document laid out so far that only the signature value is missing. */
export interface PreparedDocument {
  /** The bytes the Signer signs. */
  readonly dataToBeSigned: Uint8Array;
  /** A digest that only this document can give, for resuming: of the document, or of it with what is laid out. */
  readonly documentDigest: Uint8Array;
  /** What will stand beside the seal, in the order of its references: needed to raise it. Absent: nothing. */
  readonly detachedContents?: readonly DetachedContent[];
}

/** What assembling and augmenting may use. */
export interface AssembleContext {
  readonly adesLevel: AdesLevel;
  /** Wherever a level needs a timestamp, there is one of each, so that the end of one authority breaks nothing. */
  readonly timestamps?: readonly TimestampSource[];
  readonly material?: MaterialSource;
  readonly signal?: AbortSignal;
}

/** What augmenting may use besides. */
export interface AugmentContext extends AssembleContext {
  /** What stands beside detached seals, in the order of their references. */
  readonly contents?: readonly DetachedContent[];
  /** Ids of the seals to be raised, as parsing gives them. Absent: all. */
  readonly only?: readonly string[];
}

/**
 * A container format. It never judges and never fetches: timestamps and material come through their seams.
 *
 * For implementers: `prepare` is called once per document and may run concurrently; its result is used with the same
 * instance, or with another made with equal options after `store` and `restore`. Prove an implementation with
 * `testFormat` of `@eseal/testkit`.
 */
export interface SealFormat<Prepared extends PreparedDocument = PreparedDocument> {
  /** Such as `cades`. */
  readonly name: string;
  /** The options of this instance as plain data: two instances with equal parameters make equal containers. */
  readonly parameters: unknown;
  /**
   * @param document - a digest alone where the format leaves the document beside the seal
   * @throws CoreError `INVALID_ARGUMENT` for a digest where the document itself is needed, or by another algorithm than that
   * of the signature
   */
  prepare(document: DocumentSource | ContentDigest, context: PrepareContext): Promise<Prepared>;
  /** Puts the signature value in place and, at B-T, timestamps over it. Higher levels are reached by `augment`. */
  assemble(prepared: Prepared, signatureValue: Uint8Array, context: AssembleContext): Promise<SealedDocument>;
  /**
   * Raises the seals of a sealed document to a level without touching a byte that is covered already. At B-LTA a seal that
   * has the level gets a further archive timestamp, with the material that proves the ones before it.
   */
  augment(sealed: DocumentSource, context: AugmentContext): Promise<SealedDocument>;
  /** What was prepared as bytes, without the document itself. */
  store(prepared: Prepared): Uint8Array;
  /**
   * What was stored, together with the same document again.
   *
   * @throws CoreError `DOCUMENT_CHANGED` when it is not the same document, `STATE_INVALID` for other bytes
   */
  restore(state: Uint8Array, document: DocumentSource | ContentDigest): Promise<Prepared>;
}
