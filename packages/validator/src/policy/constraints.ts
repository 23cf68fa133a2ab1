/**
 * What a policy demands of signatures, certificates and timestamps beyond what every validation checks, as data (EN 319 102-1
 * §5.1.4). What is absent is not asked for.
 *
 * @module
 */
import type { SignatureForm } from '@eseal/core/container';
import type { DigestAlgorithm, SignatureAlgorithm } from '@eseal/core/crypto';
import type { KeyUsage } from '@eseal/core/x509';

/** Parts of a signature that a policy may require or forbid (EN 319 102-1 §5.2.8.4.2). */
export const SIGNATURE_ELEMENTS = [
  'claimed-time',
  'commitment-type',
  'content-hints',
  'content-identifier',
  'content-reference',
  'content-timestamp',
  'content-type',
  'counter-signature',
  'location',
  'mime-type',
  'role',
  'signature-policy',
  'signature-timestamp',
] as const;

/** Part of a signature that a policy may require or forbid. */
export type SignatureElement = (typeof SIGNATURE_ELEMENTS)[number];

/** Statements of a signer of which a policy may list the values that it accepts. */
export const SIGNED_STATEMENTS = [
  'commitment-type',
  'content-hints',
  'content-type',
  'mime-type',
  'role',
] as const;

/** Statement of a signer of which a policy may list the values that it accepts. */
export type SignedStatementKind = (typeof SIGNED_STATEMENTS)[number];

/** Constraints on the elements of a seal (EN 319 102-1 §5.2.8.4.2). */
export interface SignatureConstraints {
  /** Forms that are accepted. */
  readonly forms?: readonly SignatureForm[];
  /** Signature policies that are accepted: identifiers, `none` for a seal without one, `implied`. */
  readonly policies?: readonly string[];
  readonly required?: readonly SignatureElement[];
  readonly forbidden?: readonly SignatureElement[];
  /** Of a statement that is there, every value has to be one of these. */
  readonly accepted?: Readonly<Partial<Record<SignedStatementKind, readonly string[]>>>;
  /** Digests that may be used at all, whatever the suite says of their time. */
  readonly digestAlgorithms?: readonly DigestAlgorithm[];
  /** Algorithms that may have made the signature value. */
  readonly signatureAlgorithms?: readonly SignatureAlgorithm[];
}

/** Constraints on an end certificate (EN 319 102-1 §5.2.6.4 (5)). Of each list one entry has to be met. */
export interface CertificateConstraints {
  readonly keyUsages?: readonly KeyUsage[];
  /** Object identifiers of the extended key usage. */
  readonly extendedKeyUsages?: readonly string[];
  /** Object identifiers of certificate policies. */
  readonly certificatePolicies?: readonly string[];
  /** By the object identifier of an attribute of the subject: values of which it has one; an empty list: any value. */
  readonly subject?: Readonly<Record<string, readonly string[]>>;
}

/** Constraints on timestamps (EN 319 102-1 §5.4, §5.5.4). */
export interface TimestampConstraints {
  /** Longest time between the claimed time of a seal and its earliest timestamp, in milliseconds (§5.5.4 (5)). */
  readonly maxDelay?: number;
  /** Object identifiers of accepted policies of timestamping authorities. */
  readonly policies?: readonly string[];
  /** On the certificates of the authorities. */
  readonly certificate?: CertificateConstraints;
}

/** Constraints on the data that revocation is judged by (EN 319 102-1 §5.2.6, RFC 6960). */
export interface RevocationConstraints {
  /** Longest life of a responder's certificate that is not to be checked itself, in milliseconds (RFC 6960 §4.2.2.2.1). */
  readonly noCheckLifetime?: number;
  /**
   * What a key's compromise from before its revocation means (RFC 5280 §5.3.2): `decides`, it counts as revoked since
   * then; `informs`, the revocation counts. Default `decides`.
   */
  readonly invalidityDate?: 'decides' | 'informs';
}
