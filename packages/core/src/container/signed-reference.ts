/**
 * What a digest under a signature or a timestamp is computed over.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import type { DocumentSource } from '../document/source.ts';

/** Bytes that a digest is computed over: ranges of the received file, a detached content, or bytes made by transforms. */
export type DigestInput =
  | { readonly kind: 'bytes'; readonly pieces: readonly Uint8Array[] }
  | { readonly kind: 'ranges'; readonly source: DocumentSource; readonly ranges: readonly ByteRange[] }
  | { readonly kind: 'document'; readonly source: DocumentSource }
  /** Only the digest is known: it was given in place of a content, or computed while the container was read. */
  | { readonly kind: 'digest'; readonly algorithm: DigestAlgorithm; readonly digest: Uint8Array }
  /** Several inputs one after another, such as what a timestamp covers of a container and of a document beside it. */
  | { readonly kind: 'sequence'; readonly parts: readonly DigestInput[] };

/** Part of a file, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a digest under a signature is of. */
export type ReferenceKind =
  /** `messageDigest` of CMS (RFC 5652 §11.2). */
  | 'message-digest'
  /** The octets of a PDF that /ByteRange names (ISO 32000-2 §12.8.1). */
  | 'byte-range'
  /** A ds:Reference to data (XMLDSig §4.4.3). */
  | 'reference'
  | 'signed-properties'
  | 'key-info'
  | 'object'
  | 'signature-properties'
  | 'manifest'
  /** A ds:Reference inside a ds:Manifest (XMLDSig §5.1), or a file that an ASiCManifest names (EN 319 162-1 §A.4). */
  | 'manifest-entry'
  /** The ds:SignatureValue that a counter-signature covers (EN 319 132-1 §5.2.7). */
  | 'countersigned-signature';

/** A digest that the signature covers. */
export interface SignedReference {
  readonly kind: ReferenceKind;
  /** URI of an XML reference or name of a file. */
  readonly uri?: string;
  /** `undefined` when the algorithm is not known to the SDK. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** `undefined` when the signature lacks the digest. */
  readonly digest: Uint8Array | undefined;
  /** `undefined` when the referenced content was not found. */
  readonly input: DigestInput | undefined;
  /**
   * Of an entry of a manifest: it is what is sealed, so the seal holds only with it. Entries of a ds:Manifest are no condition of
   * a signature's validity (XMLDSig §5.1).
   */
  readonly required?: true;
}
