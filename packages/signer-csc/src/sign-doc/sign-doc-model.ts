/**
 * What a service is asked to seal as a whole, and what comes back.
 *
 * @see CSC API v2.0.0.2 §11.14
 * @module
 */
import type { AdesLevel, DesignatedDocument } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';

/** Formats by which a service seals. */
export type SignDocFormat = 'cades' | 'xades' | 'pades' | 'jades';

/** `signed_envelope_property`: where the seal goes. */
export type EnvelopeProperty =
  | 'Attached'
  | 'Detached'
  | 'Parallel'
  | 'Enveloped'
  | 'Enveloping'
  | 'Certification'
  | 'Revision';

/** Documents themselves, or digests of what of them is sealed: never both in one request. */
export type DocumentsToSign =
  | { readonly kind: 'documents'; readonly items: readonly DocumentToSign[] }
  | { readonly kind: 'digests'; readonly items: readonly DigestToSign[] };

/** A document that the service gets. */
export interface DocumentToSign {
  readonly document: DesignatedDocument;
  readonly bytes: Uint8Array;
}

/** A document that stays here. Of a PDF: the digest over the byte range of its seal. */
export interface DigestToSign {
  readonly document: DesignatedDocument;
  /** By the digest algorithm of the signature. */
  readonly digest: Uint8Array;
}

/** A property that the seal is to state (`signed_props`). */
export interface SignedProperty {
  /** Such as `commitment-type-indication`, `Reason`, or an object identifier. */
  readonly name: string;
  /** The encoded attribute; without it the service computes it. */
  readonly value?: Uint8Array;
}

/**
 * What of a result was checked here. `cms`: signature, message digest and certificate, and the timestamp from level B-T on.
 * `pdf`: all that, and that the document is as it was with the seal behind it. `caller`: what the caller's `check` does.
 * `nothing`: seals in XML and JSON without `check`.
 */
export type CheckedParts = 'cms' | 'pdf' | 'caller' | 'nothing';

/** A sealed document, or a seal beside its document. */
export interface SignedDocument {
  readonly document: DesignatedDocument;
  /** `document`: the document with its seal; `signature`: the seal alone. */
  readonly kind: 'document' | 'signature';
  readonly bytes: Uint8Array;
  readonly checked: CheckedParts;
  /** Under which it verifies, where that was checked here. */
  readonly certificate: Certificate | undefined;
}

/** Material that the service returned for levels from B-LT on. It is as received. */
export interface ReturnedMaterial {
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly certificates: readonly Uint8Array[];
}

/** The seal as it was wanted. */
export interface WantedSeal {
  readonly format: SignDocFormat;
  readonly adesLevel: AdesLevel;
}
