/**
 * The attributes that a signature value covers (EN 319 122-1 §5.1, §5.2).
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import {
  context,
  type DerNode,
  type DerPart,
  element,
  encode,
  OID,
  objectIdentifier,
  octetString,
  sequence,
  TAG,
  time,
  utf8String,
} from '@eseal/core/asn1';
import { attribute, encodeSignedAttributes, signingCertificateV2 } from '@eseal/core/cms';
import {
  type DigestAlgorithm,
  digestBytes,
  digestIdentifier,
  type SignatureAlgorithm,
  signatureRow,
} from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';

/** Place of sealing as the sealer states it (EN 319 122-1 §5.2.5). At least one part. */
export interface SignerLocation {
  /** Name or code of the country. */
  readonly country?: string;
  readonly locality?: string;
  /** Up to six lines. */
  readonly postalAddress?: readonly string[];
}

/** Rules under which a seal was made (EN 319 122-1 §5.2.9). */
export interface SignaturePolicy {
  /** Object identifier of the policy, dotted. */
  readonly oid: string;
  /** Digest of the policy document. */
  readonly digest: { readonly algorithm: DigestAlgorithm; readonly value: Uint8Array };
  /** Where the policy document can be had. ASCII. */
  readonly uri?: string;
}

/** What a sealer may state beside the document. */
export interface SealerStatements {
  /** Media type of the document, such as `application/xml` (EN 319 122-1 §5.2.4). */
  readonly mimeType?: string;
  /** Object identifiers of commitments, see {@link COMMITMENT_TYPES} (EN 319 122-1 §5.2.3). */
  readonly commitmentTypes?: readonly string[];
  readonly signerLocation?: SignerLocation;
  readonly signaturePolicy?: SignaturePolicy;
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

/** Everything that stands in the signed attributes. */
export interface SignedAttributesFields extends SealerStatements {
  /** Digest of the content, by the digest algorithm of the signature. */
  readonly contentDigest: Uint8Array;
  /** The attribute made by {@link buildCertificateReference}. */
  readonly certificateReference: DerPart;
  /** Claimed time; absent in PAdES, which has it in the PDF (EN 319 142-1 §6.3). */
  readonly signingTime?: Date;
  /** Default id-data; another only beside seals of a content that is received as such. */
  readonly contentType?: string;
}

// Types that stand in every seal, encoded once.
const MESSAGE_DIGEST = encode(objectIdentifier(OID.messageDigest));
const SIGNING_TIME = encode(objectIdentifier(OID.signingTime));
const CONTENT_TYPE_DATA = contentTypeAttribute(OID.data);

function contentTypeAttribute(contentType: string): Uint8Array {
  return encode(attribute(OID.contentType, [objectIdentifier(contentType)]));
}

/**
 * The signed attributes as the signature value covers them: SET OF in DER.
 *
 * The length does not depend on the digest's value nor on the time before 2050: the result for a digest of zeros tells it.
 */
export function buildSignedAttributes(fields: SignedAttributesFields): Uint8Array {
  const { contentType = OID.data } = fields;
  const attributes: DerPart[] = [
    contentType === OID.data ? CONTENT_TYPE_DATA : contentTypeAttribute(contentType),
    sequence([MESSAGE_DIGEST, element(TAG.set, [octetString(fields.contentDigest)])]),
    fields.certificateReference,
  ];
  if (fields.signingTime !== undefined) {
    attributes.push(sequence([SIGNING_TIME, element(TAG.set, [time(fields.signingTime)])]));
  }
  return encodeSignedAttributes([...attributes, ...statements(fields)]);
}

function statements(fields: SealerStatements): readonly DerNode[] {
  const { mimeType, commitmentTypes = [], signerLocation, signaturePolicy } = fields;
  const attributes: DerNode[] = [];
  if (mimeType !== undefined) attributes.push(attribute(OID.mimeType, [utf8String(mimeType)]));
  if (commitmentTypes.length > 0) {
    const indications = commitmentTypes.map((oid) => sequence([objectIdentifier(oid)]));
    attributes.push(attribute(OID.commitmentTypeIndication, indications));
  }
  if (signerLocation !== undefined)
    attributes.push(attribute(OID.signerLocation, [location(signerLocation)]));
  if (signaturePolicy !== undefined) {
    attributes.push(attribute(OID.signaturePolicyIdentifier, [policy(signaturePolicy)]));
  }
  return attributes;
}

/** SignerLocation; its module has explicit tags (RFC 5126 §5.11.2). */
function location({ country, locality, postalAddress }: SignerLocation): DerNode {
  return sequence([
    ...(country === undefined ? [] : [context(0, [utf8String(country)])]),
    ...(locality === undefined ? [] : [context(1, [utf8String(locality)])]),
    ...(postalAddress === undefined ? [] : [context(2, [sequence(postalAddress.map(utf8String))])]),
  ]);
}

function policy({ oid, digest, uri }: SignaturePolicy): DerNode {
  const hash = sequence([digestIdentifier(digest.algorithm), octetString(digest.value)]);
  const qualifier = (text: string): DerNode =>
    sequence([sequence([objectIdentifier(OID.spUri), element(TAG.ia5String, [utf8(text)])])]);
  return sequence([objectIdentifier(oid), hash, ...(uri === undefined ? [] : [qualifier(uri)])]);
}

/**
 * The signing-certificate-v2 attribute: a digest of the seal's certificate under the signature (EN 319 122-1 §5.2.2.3).
 * It is the same for every seal of a certificate and digest algorithm.
 */
export async function buildCertificateReference(
  certificate: Certificate,
  algorithm: SignatureAlgorithm,
): Promise<Uint8Array> {
  // The output length of SHAKE256 is not said by its identifier, and verifiers differ in their default: SHA-512 instead.
  const { digest } = signatureRow(algorithm);
  const digestAlgorithm = digest === 'SHAKE256' ? 'SHA-512' : digest;
  const certificateDigest = await digestBytes(digestAlgorithm, certificate.raw);
  return encode(signingCertificateV2(certificate, digestAlgorithm, certificateDigest));
}
