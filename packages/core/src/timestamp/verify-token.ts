/**
 * The cryptographic equations of a token, without any judgement of who signed it.
 *
 * @module
 */
import { OID } from '../asn1/oids.ts';
import { findAttributes, messageDigest, signedAttributesEncoding } from '../cms/attributes.ts';
import { signingCertificateAttributes } from '../cms/ess.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { matchesSid, type SignerInfo } from '../cms/signer-info.ts';
import { identifySignature } from '../crypto/algorithm-identifier.ts';
import { digestByOid } from '../crypto/algorithms.ts';
import { digestBytes } from '../crypto/digest.ts';
import { isEsealError } from '../errors.ts';
import { concatBytes, equalBytes } from '../util/bytes.ts';
import { type Certificate, parseCertificate } from '../x509/certificate.ts';
import { extendedKeyUsage, findExtension } from '../x509/extensions.ts';

/** Why a token does not hold. */
export type TokenProblem =
  | 'signer-count'
  | 'certificate-missing'
  | 'certificate-reference'
  | 'key-purpose'
  | 'message-digest'
  | 'signature';

/** Outcome of the equations of a token. */
export type TokenVerification =
  | { readonly kind: 'intact'; readonly certificate: Certificate }
  | { readonly kind: 'broken'; readonly problem: TokenProblem };

const broken = (problem: TokenProblem): TokenVerification => ({ kind: 'broken', problem });

/**
 * Verifies the signature of a token under the certificate it names: one signer, ESS reference matching (RFC 5816 §2.2.1),
 * sole critical key purpose (RFC 3161 §2.3), digest and value.
 *
 * @param candidates - certificates from elsewhere, for tokens that carry none
 */
export async function verifyTokenSignature(
  signedData: SignedData,
  candidates: readonly Certificate[] = [],
): Promise<TokenVerification> {
  const [signer, ...others] = signedData.signerInfos;
  if (signer === undefined || others.length > 0) return broken('signer-count');
  const certificates = [...signedData.certificates.flatMap(readable), ...candidates];
  const certificate = certificates.find((candidate) => matchesSid(signer.sid, candidate));
  if (certificate === undefined) return broken('certificate-missing');
  if (!(await referenceMatches(signer, certificate))) return broken('certificate-reference');
  if (!hasTimestampPurpose(certificate)) return broken('key-purpose');
  const digestAlgorithm = digestByOid(signer.digestAlgorithm.oid)?.name;
  const expected = messageDigest(signer.signedAttributes);
  if (digestAlgorithm === undefined || expected === undefined) return broken('message-digest');
  const actual = await digestBytes(digestAlgorithm, concatBytes(signedData.content ?? []));
  if (!equalBytes(expected, actual)) return broken('message-digest');
  return (await valueVerifies(signer, certificate)) ? { kind: 'intact', certificate } : broken('signature');
}

function readable(raw: Uint8Array): readonly Certificate[] {
  try {
    return [parseCertificate(raw)];
  } catch (error) {
    // A broken certificate beside the right one is no reason to refuse the token.
    if (isEsealError(error)) return [];
    throw error;
  }
}

async function referenceMatches(signer: SignerInfo, certificate: Certificate): Promise<boolean> {
  const [attribute, ...others] = signingCertificateAttributes(signer.signedAttributes);
  const reference = attribute?.references[0];
  if (
    reference?.digestAlgorithm === undefined ||
    others.some((other) => other.version === attribute?.version)
  )
    return false;
  return equalBytes(reference.digest, await digestBytes(reference.digestAlgorithm, certificate.raw));
}

/** The one extended key usage of a time-stamping certificate, critical (RFC 3161 §2.3). */
export function hasTimestampPurpose(certificate: Certificate): boolean {
  const purposes = extendedKeyUsage(certificate);
  const critical = findExtension(certificate, OID.extendedKeyUsage)?.critical === true;
  return critical && purposes?.length === 1 && purposes[0] === OID.timeStamping;
}

async function valueVerifies(signer: SignerInfo, certificate: Certificate): Promise<boolean> {
  if (signer.signedAttributesRaw === undefined) return false;
  if (findAttributes(signer.signedAttributes, OID.contentType).length !== 1) return false;
  const digest = digestByOid(signer.digestAlgorithm.oid)?.name;
  const identified = identifySignature(signer.signatureAlgorithm, digest);
  if (identified === undefined) return false;
  const { bytes } = signedAttributesEncoding(signer.signedAttributesRaw);
  return certificate.publicKey.verify(identified.algorithm, bytes, signer.signature, identified.saltLength);
}
