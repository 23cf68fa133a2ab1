/**
 * What a signer says under the signature: the policy, and statements that prove nothing.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';

/** The policy under which a signature says it was made (EN 319 122-1 §5.2.9, EN 319 132-1 §5.2.9). */
export type SignaturePolicyReference =
  | { readonly kind: 'implied' }
  /** It names one in a way that cannot be read. */
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'explicit';
      /** An object identifier or a URI. */
      readonly identifier: string;
      /** `undefined` for an algorithm that the SDK does not know. */
      readonly digestAlgorithm: DigestAlgorithm | undefined;
      /** `undefined` when the signature lacks it; empty or all zero: the signer did not state it (TS 101 733 §5.8.1). */
      readonly digest: Uint8Array | undefined;
      /** Where the policy is said to be found (SPuri). */
      readonly location: string | undefined;
      /** Text of the notice to users (SPUserNotice). */
      readonly userNotice: string | undefined;
      /** Numbers of the notice's paragraphs (NoticeReference). */
      readonly noticeNumbers: readonly number[];
      /** The policy itself, where the signature carries it (EN 319 122-1 §5.2.10, EN 319 132-1 §5.2.10). */
      readonly document: Uint8Array | undefined;
      /**
       * The `ds:Transforms` element, in canonical form, that makes what the digest is over from the document
       * (EN 319 132-1 §5.2.9); `undefined`: the digest is over the document.
       */
      readonly transforms: Uint8Array | undefined;
    };

/** What the signer states under the signature beside the document (EN 319 122-1 §5.2, EN 319 132-1 §5.2); no proof. */
export interface SignedStatements {
  /** Object identifier of what is signed, of CMS alone (RFC 5652 §11.1). */
  readonly contentType?: string;
  /** Object identifier of the innermost content (RFC 2634 §2.9). */
  readonly contentHints?: string;
  /** It names its content for later references (RFC 2634 §2.7). */
  readonly contentIdentifier: boolean;
  /** It refers to another signed content (RFC 2634 §2.11). */
  readonly contentReference: boolean;
  readonly mimeTypes: readonly string[];
  /** Object identifiers or URIs. */
  readonly commitmentTypes: readonly string[];
  /** Parts of the stated place, from the smallest to the country. */
  readonly location: readonly string[];
  readonly claimedRoles: readonly string[];
  /** Number of roles that another party certifies. */
  readonly certifiedRoles: number;
}
