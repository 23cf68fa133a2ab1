/**
 * Where a new seal goes: beside its document, around it, or beside other seals.
 *
 * @module
 */
import type { SealedPart } from '@eseal/core';
import type { ExternalContent } from '@eseal/core/asn1';
import type { SignedData } from '@eseal/core/cms';
import type { DigestInput } from '@eseal/core/container';
import type { Countersignable } from './counter-signature.ts';

/** Where the SignerInfo of a new seal goes. */
export type SealPlace =
  | { readonly kind: 'detached' }
  | { readonly kind: 'attached'; readonly content: ExternalContent<SealedPart> }
  | { readonly kind: 'parallel'; readonly existing: SignedData }
  | { readonly kind: 'counter-signature'; readonly countersigned: Countersignable };

/** A document laid out for sealing. */
export interface LaidOutDocument {
  readonly place: SealPlace;
  /** Digest of the document as received. */
  readonly documentDigest: Uint8Array;
  /** What the seal covers. */
  readonly content: DigestInput;
  /** Its digest, by the digest algorithm of the signature. */
  readonly contentDigest: Uint8Array;
  /** Type of the content where it is not id-data; counter-signatures have none. */
  readonly contentType?: string | 'none';
}

/** Whether the content of a seal stands beside it. */
export function isDetached(place: SealPlace): boolean {
  return place.kind === 'detached' || (place.kind === 'parallel' && place.existing.content === undefined);
}
