/**
 * The attributes that a signature value covers (EN 319 122-1 §5.1, §5.2).
 *
 * @module
 */
import {
  contextTag,
  type DerNode,
  type DerPart,
  element,
  encode,
  OID,
  objectIdentifier,
  octetString,
  retag,
  sequence,
  TAG,
  time,
} from '@eseal/core/asn1';
import { attribute, encodeSignedAttributes, signingCertificateV2 } from '@eseal/core/cms';
import {
  digestBytes,
  digestIdentifier,
  type SignatureAlgorithm,
  signatureIdentifier,
  signatureRow,
} from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { encodeStatements } from './encode-statements.ts';
import type { SealerStatements } from './statements.ts';

/** Everything that stands in the signed attributes. */
export interface SignedAttributesFields extends SealerStatements {
  /** Digest of the content, by the digest algorithm of the signature. */
  readonly contentDigest: Uint8Array;
  /** The attribute made by {@link buildCertificateReference}. */
  readonly certificateReference: DerPart;
  /** Claimed time; absent in PAdES, which has it in the PDF (EN 319 142-1 §6.3). */
  readonly signingTime?: Date;
  /** Default id-data; another only beside seals of a content that is received as such; counter-signatures have none. */
  readonly contentType?: string | 'none';
  /** Tokens over the content (EN 319 122-1 §5.2.8). */
  readonly contentTimestampTokens?: readonly Uint8Array[];
  /** Put under the value where that is stated. */
  readonly algorithm?: SignatureAlgorithm;
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
  const { algorithm, algorithmProtection: isProtected, contentTimestampTokens = [] } = fields;
  const attributes: DerPart[] = [
    sequence([MESSAGE_DIGEST, element(TAG.set, [octetString(fields.contentDigest)])]),
    fields.certificateReference,
  ];
  if (contentType === OID.data) attributes.push(CONTENT_TYPE_DATA);
  else if (contentType !== 'none') attributes.push(contentTypeAttribute(contentType));
  if (fields.signingTime !== undefined) {
    attributes.push(sequence([SIGNING_TIME, element(TAG.set, [time(fields.signingTime)])]));
  }
  for (const token of contentTimestampTokens) attributes.push(attribute(OID.contentTimestamp, [token]));
  if (isProtected === true && algorithm !== undefined) attributes.push(algorithmProtection(algorithm));
  return encodeSignedAttributes([...attributes, ...encodeStatements(fields)]);
}

/** CMSAlgorithmProtection: the identifiers as they stand in the SignerInfo (RFC 6211 §2). */
function algorithmProtection(algorithm: SignatureAlgorithm): DerNode {
  const value = sequence([
    digestIdentifier(signatureRow(algorithm).digest),
    retag(signatureIdentifier(algorithm), contextTag(1, true)),
  ]);
  return attribute(OID.cmsAlgorithmProtection, [value]);
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
