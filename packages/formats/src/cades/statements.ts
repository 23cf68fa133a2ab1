/**
 * What a sealer may state under a CAdES seal, beside the document.
 *
 * @module
 */
import type { DigestAlgorithm } from '@eseal/core/crypto';

/** Place of sealing as the sealer states it (EN 319 122-1 §5.2.5). At least one part. */
export interface SignerLocation {
  /** Name or code of the country. */
  readonly country?: string;
  readonly locality?: string;
  /** Up to six lines. */
  readonly postalAddress?: readonly string[];
}

/** A value under an object identifier. */
export interface IdentifiedValue {
  /** Object identifier, dotted. */
  readonly oid: string;
  /** DER of what the identifier defines; absent: nothing. */
  readonly value?: Uint8Array;
}

/** A commitment with what qualifies it (EN 319 122-1 §5.2.3). */
export interface CommitmentType {
  /** Object identifier, see {@link COMMITMENT_TYPES}. */
  readonly oid: string;
  readonly qualifiers?: readonly IdentifiedValue[];
}

/** The technical specification that says what a policy document is (EN 319 122-1 §5.2.9.2). */
export type PolicyDocumentSpecification =
  | { readonly kind: 'oid'; readonly oid: string }
  | { readonly kind: 'uri'; readonly uri: string };

/** Rules under which a seal was made (EN 319 122-1 §5.2.9). */
export interface SignaturePolicy {
  /** Object identifier of the policy, dotted. */
  readonly oid: string;
  /** Digest of the policy document. */
  readonly digest: { readonly algorithm: DigestAlgorithm; readonly value: Uint8Array };
  /** Where the policy document can be had. ASCII. */
  readonly uri?: string;
  /** What is to be shown to whoever verifies the seal. At least one part. */
  readonly userNotice?: UserNotice;
  readonly documentSpecification?: PolicyDocumentSpecification;
}

/** A notice about a policy (EN 319 122-1 §5.2.9.2). */
export interface UserNotice {
  readonly organization?: string;
  /** Numbers of texts of the organization; only with one. */
  readonly noticeNumbers?: readonly number[];
  readonly explicitText?: string;
}

/** Attributes of the sealer (EN 319 122-1 §5.2.6). At least one of them. */
export interface SignerAttributes {
  /** Roles that the sealer claims. */
  readonly claimedRoles?: readonly string[];
  /** DER of attribute certificates (RFC 5755). */
  readonly attributeCertificates?: readonly Uint8Array[];
  /** Assertions that a third party signed, such as SAML. */
  readonly signedAssertions?: readonly IdentifiedValue[];
}

/** What kind of content lies in the innermost of several layers (RFC 2634 §2.9). */
export interface ContentHints {
  readonly description?: string;
  /** Object identifier of the type. */
  readonly contentType: string;
}

/** Another sealed content that this one refers to (RFC 2634 §2.11). */
export interface ContentReference {
  /** Object identifier of its type. */
  readonly contentType: string;
  readonly contentIdentifier: Uint8Array;
  readonly signatureValue: Uint8Array;
}

/** What a sealer may state beside the document. */
export interface SealerStatements {
  /** Media type of the document, such as `application/xml` (EN 319 122-1 §5.2.4). */
  readonly mimeType?: string;
  /** Commitments, or object identifiers of such, see {@link COMMITMENT_TYPES} (EN 319 122-1 §5.2.3). */
  readonly commitmentTypes?: readonly (string | CommitmentType)[];
  readonly signerLocation?: SignerLocation;
  /** Rules of the seal; `implied`: those that the document or its use determine. */
  readonly signaturePolicy?: SignaturePolicy | 'implied';
  readonly signerAttributes?: SignerAttributes;
  /** Not together with `mimeType`. */
  readonly contentHints?: ContentHints;
  /** Names the content for a later reference (RFC 2634 §2.7). */
  readonly contentIdentifier?: Uint8Array;
  readonly contentReference?: ContentReference;
  /** Puts the algorithms under the signature value (RFC 6211). Default false. */
  readonly algorithmProtection?: boolean;
}

/** Commitments that standards name (EN 319 122-1 §5.2.3, RFC 5126 §5.11.1). */
export const COMMITMENT_TYPES = {
  proofOfOrigin: '1.2.840.113549.1.9.16.6.1',
  proofOfReceipt: '1.2.840.113549.1.9.16.6.2',
  proofOfDelivery: '1.2.840.113549.1.9.16.6.3',
  proofOfSender: '1.2.840.113549.1.9.16.6.4',
  proofOfApproval: '1.2.840.113549.1.9.16.6.5',
  proofOfCreation: '1.2.840.113549.1.9.16.6.6',
} as const;

/** The object identifier of a commitment. */
export function commitmentOid(commitment: string | CommitmentType): string {
  return typeof commitment === 'string' ? commitment : commitment.oid;
}
