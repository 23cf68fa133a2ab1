/**
 * The cryptographic equations of a token, without any judgement of who signed it.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { encode, objectIdentifier } from '../asn1/writer.ts';
import { type Attribute, messageDigest, signedAttributesEncoding, singleValue } from '../cms/attributes.ts';
import { signingCertificateAttributes } from '../cms/ess.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { matchesSid, type SignerInfo } from '../cms/signer-info.ts';
import { digestByOid } from '../crypto/algorithms.ts';
import { digestBytes } from '../crypto/digest.ts';
import { identifySignature } from '../crypto/identify-signature.ts';
import { concatBytes, equalBytes } from '../util/bytes.ts';
import { readable } from '../util/readable.ts';
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
  const certificates = [...signedData.certificates.flatMap(readCertificate), ...candidates];
  const named = certificates.filter((one) => readable(() => matchesSid(signer.sid, one)));
  if (named.length === 0) return broken('certificate-missing');
  const certificate = await findReferenced(signer, named);
  if (certificate === undefined) return broken('certificate-reference');
  if (!readable(() => hasTimestampPurpose(certificate))) return broken('key-purpose');
  const digestAlgorithm = digestByOid(signer.digestAlgorithm.oid)?.name;
  const expected = readable(() => messageDigest(signer.signedAttributes));
  if (digestAlgorithm === undefined || expected === undefined) return broken('message-digest');
  const actual = await digestBytes(digestAlgorithm, concatBytes(signedData.content ?? []));
  if (!equalBytes(expected, actual)) return broken('message-digest');
  return (await valueVerifies(signer, certificate)) ? { kind: 'intact', certificate } : broken('signature');
}

/** A broken certificate beside the right one is no reason to refuse the token. */
function readCertificate(raw: Uint8Array): readonly Certificate[] {
  const certificate = readable(() => parseCertificate(raw));
  return certificate === undefined ? [] : [certificate];
}

/** The certificate that the signed reference means: the identifier beside it is not protected. */
async function findReferenced(
  signer: SignerInfo,
  certificates: readonly Certificate[],
): Promise<Certificate | undefined> {
  const [attribute, ...others] = readable(() => signingCertificateAttributes(signer.signedAttributes)) ?? [];
  const reference = attribute?.references[0];
  if (
    reference?.digestAlgorithm === undefined ||
    others.some((other) => other.version === attribute?.version)
  )
    return undefined;
  for (const certificate of certificates) {
    const digest = await digestBytes(reference.digestAlgorithm, certificate.raw);
    if (equalBytes(reference.digest, digest)) return certificate;
  }
  return undefined;
}

/** The one extended key usage of a time-stamping certificate, critical (RFC 3161 §2.3). */
export function hasTimestampPurpose(certificate: Certificate): boolean {
  const purposes = extendedKeyUsage(certificate);
  const critical = findExtension(certificate, OID.extendedKeyUsage)?.critical === true;
  return critical && purposes?.length === 1 && purposes[0] === OID.timeStamping;
}

async function valueVerifies(signer: SignerInfo, certificate: Certificate): Promise<boolean> {
  const { signedAttributesRaw, signedAttributes } = signer;
  if (signedAttributesRaw === undefined || !statesTstInfo(signedAttributes)) return false;
  const digest = digestByOid(signer.digestAlgorithm.oid)?.name;
  const identified = identifySignature(signer.signatureAlgorithm, digest);
  const encoding = readable(() => signedAttributesEncoding(signedAttributesRaw));
  if (identified === undefined || encoding === undefined) return false;
  const { algorithm, saltLength } = identified;
  return certificate.publicKey.verify(algorithm, encoding.bytes, signer.signature, saltLength);
}

/** RFC 5652 §11.1: the signed content type must be that of the content. */
function statesTstInfo(signedAttributes: readonly Attribute[]): boolean {
  const value = singleValue(signedAttributes, OID.contentType);
  return value !== undefined && equalBytes(value, encode(objectIdentifier(OID.tstInfo)));
}
