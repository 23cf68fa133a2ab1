/**
 * What a sealer may state beside the documents.
 *
 * @module
 */
import type { DigestAlgorithm } from '@eseal/core/crypto';

/** Place of sealing as the sealer states it (EN 319 132-1 §5.2.5). At least one part. */
export interface ProductionPlace {
  readonly city?: string;
  readonly streetAddress?: string;
  readonly stateOrProvince?: string;
  readonly postalCode?: string;
  /** Name or code of the country. */
  readonly country?: string;
}

/** Rules under which a seal was made (EN 319 132-1 §5.2.9). Exactly one of `oid` and `identifier`. */
export interface SignaturePolicy {
  /** Object identifier of the policy, dotted. */
  readonly oid?: string;
  /** URI of the policy. */
  readonly identifier?: string;
  readonly description?: string;
  /** Digest of the policy document. */
  readonly digest: { readonly algorithm: DigestAlgorithm; readonly value: Uint8Array };
  /** Where the policy document can be had. */
  readonly uri?: string;
  /** Text to be shown whenever the seal is verified. */
  readonly userNotice?: string;
  /** The policy document, to stand in the seal (EN 319 132-1 §5.2.10). */
  readonly store?: {
    readonly document: Uint8Array;
    /** URI or object identifier of the specification that the document follows. */
    readonly specification: string;
  };
}

/** What a seal commits to (EN 319 132-1 §5.2.3). */
export interface CommitmentType {
  /** URI or object identifier, see {@link COMMITMENT_TYPES}. */
  readonly identifier: string;
  /** What the identifier leaves open, as text. */
  readonly qualifiers?: readonly string[];
}

/** What one document is (EN 319 132-1 §5.2.4). */
export interface DataObjectFormat {
  /** Media type. Default `application/xml` for XML, else `application/octet-stream`. */
  readonly mimeType?: string;
  readonly description?: string;
  /** URI of an encoding, such as that of base64. */
  readonly encoding?: string;
}

/** What a sealer may state beside the documents; several documents share it, except their formats. */
export interface SealerStatements extends DataObjectFormat {
  /** URIs or object identifiers of commitments, see {@link COMMITMENT_TYPES} (EN 319 132-1 §5.2.3), or with qualifiers. */
  readonly commitmentTypes?: readonly (string | CommitmentType)[];
  readonly productionPlace?: ProductionPlace;
  /** Roles that the sealer claims, as text (EN 319 132-1 §5.2.6). */
  readonly claimedRoles?: readonly string[];
  /** Roles that an attribute authority certifies: X.509 attribute certificates in DER (EN 319 132-1 §5.2.6). */
  readonly certifiedRoles?: readonly Uint8Array[];
  /** The policy, or `implied` when it follows from the documents or other facts. */
  readonly signaturePolicy?: SignaturePolicy | 'implied';
}

/** Commitments that standards name (EN 319 132-1 §5.2.3). */
export const COMMITMENT_TYPES = {
  proofOfOrigin: 'http://uri.etsi.org/01903/v1.2.2#ProofOfOrigin',
  proofOfReceipt: 'http://uri.etsi.org/01903/v1.2.2#ProofOfReceipt',
  proofOfDelivery: 'http://uri.etsi.org/01903/v1.2.2#ProofOfDelivery',
  proofOfSender: 'http://uri.etsi.org/01903/v1.2.2#ProofOfSender',
  proofOfApproval: 'http://uri.etsi.org/01903/v1.2.2#ProofOfApproval',
  proofOfCreation: 'http://uri.etsi.org/01903/v1.2.2#ProofOfCreation',
} as const;
