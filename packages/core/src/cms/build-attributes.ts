/**
 * Attributes of a SignerInfo to be written (RFC 5652 §5.3, RFC 5035 §4).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import {
  context,
  type DerNode,
  type DerPart,
  element,
  encode,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../asn1/writer.ts';
import { digestIdentifier } from '../crypto/algorithm-identifier.ts';
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import type { Certificate } from '../x509/certificate.ts';

/** Attribute with these values. */
export function attribute(type: string, values: readonly DerPart[]): DerNode {
  return sequence([objectIdentifier(type), setOf(values)]);
}

/** `signedAttrs` as SET OF in DER: the bytes to be signed. */
export function encodeSignedAttributes(attributes: readonly DerPart[]): Uint8Array {
  return encode(setOf(attributes));
}

/** signing-certificate-v2 with one reference; SHA-256 is the DEFAULT and so not encoded (RFC 5035 §4). */
export function signingCertificateV2(
  certificate: Certificate,
  digestAlgorithm: DigestAlgorithm,
  certificateDigest: Uint8Array,
): DerNode {
  const hash = digestAlgorithm === 'SHA-256' ? [] : [digestIdentifier(digestAlgorithm)];
  const certId = sequence([...hash, octetString(certificateDigest), issuerSerial(certificate)]);
  return attribute(OID.signingCertificateV2, [sequence([sequence([certId])])]);
}

/** IssuerSerial: who issued a certificate and its number (RFC 5035 §5). */
export function issuerSerial({ issuer, serialNumber }: Certificate): DerNode {
  return sequence([sequence([context(4, [issuer.raw])]), element(0x02, [serialNumber])]);
}
