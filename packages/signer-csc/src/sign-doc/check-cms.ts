/**
 * A CMS signature that a service made, checked before it is handed on: cryptography and the certificate, no judgement of trust.
 *
 * @see EN 319 122-1 §5, §6; RFC 5652 §5.4, §11
 * @module
 */
import { type AdesLevel, concatBytes, equalBytes, includesLevel, readable } from '@eseal/core';
import { encode, OID, objectIdentifier } from '@eseal/core/asn1';
import {
  findAttributes,
  matchesSid,
  messageDigest,
  parseSignedData,
  type SignedData,
  type SignerInfo,
  signedAttributesEncoding,
  signingCertificateAttributes,
  singleValue,
} from '@eseal/core/cms';
import { type DigestAlgorithm, digestByOid, digestBytes, identifySignature } from '@eseal/core/crypto';
import { parseTimestampToken, verifyTokenSignature } from '@eseal/core/timestamp';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import type { SignDocProblem } from './sign-doc-problem.ts';

/** What the signature must be over. */
export type ExpectedContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'digest'; readonly algorithm: DigestAlgorithm; readonly digest: Uint8Array };

/** What a signature must be. */
export interface ExpectedCms {
  readonly content: ExpectedContent;
  /** `undefined` where the service chooses the key: then the one that the signature names. */
  readonly certificate: Certificate | undefined;
  readonly adesLevel: AdesLevel;
}

/** What was found. */
export type CmsCheck =
  | { readonly kind: 'intact'; readonly certificate: Certificate }
  | { readonly kind: 'broken'; readonly problem: SignDocProblem };

const broken = (problem: SignDocProblem): CmsCheck => ({ kind: 'broken', problem });

/** Checks one signature with one signer. */
export async function checkCms(bytes: Uint8Array, expected: ExpectedCms): Promise<CmsCheck> {
  const signedData = readable(() => parseSignedData(bytes));
  if (signedData === undefined) return broken('unreadable');
  const [signer, ...others] = signedData.signerInfos;
  if (signer === undefined || others.length > 0) return broken('signer');
  const certificate = expected.certificate ?? findCertificate(signedData, signer);
  if (certificate === undefined || !(await namesCertificate(signer, certificate)))
    return broken('certificate');
  if (!(await isOver(signedData, signer, expected.content))) return broken('content');
  if (!(await valueVerifies(signer, certificate))) return broken('value');
  if (includesLevel(expected.adesLevel, 'B-T') && !(await hasTimestamp(signer))) return broken('timestamp');
  return { kind: 'intact', certificate };
}

function findCertificate({ certificates }: SignedData, { sid }: SignerInfo): Certificate | undefined {
  return certificates
    .flatMap((raw) => readable(() => parseCertificate(raw)) ?? [])
    .find((certificate) => readable(() => matchesSid(sid, certificate)));
}

/** By the signed reference (RFC 5035 §3), the identifier beside it being protected by nothing. */
async function namesCertificate(
  { sid, signedAttributes }: SignerInfo,
  certificate: Certificate,
): Promise<boolean> {
  if (!readable(() => matchesSid(sid, certificate))) return false;
  const attributes = readable(() => signingCertificateAttributes(signedAttributes)) ?? [];
  const references = attributes.flatMap(({ references: [first] }) => first ?? []);
  const matches = await Promise.all(
    references.map(async ({ digestAlgorithm, digest }) =>
      digestAlgorithm === undefined
        ? false
        : equalBytes(digest, await digestBytes(digestAlgorithm, certificate.raw)),
    ),
  );
  return matches.length > 0 && !matches.includes(false);
}

async function isOver(
  { content, contentType }: SignedData,
  { digestAlgorithm: identifier, signedAttributes }: SignerInfo,
  expected: ExpectedContent,
): Promise<boolean> {
  const algorithm = digestByOid(identifier.oid)?.name;
  const stated = readable(() => messageDigest(signedAttributes));
  const statedType = singleValue(signedAttributes, OID.contentType);
  if (algorithm === undefined || stated === undefined || statedType === undefined) return false;
  if (!equalBytes(statedType, encode(objectIdentifier(contentType)))) return false;
  const attached = content && concatBytes(content);
  if (expected.kind === 'digest') {
    if (algorithm !== expected.algorithm || !equalBytes(stated, expected.digest)) return false;
    return attached === undefined || equalBytes(await digestBytes(algorithm, attached), expected.digest);
  }
  if (attached !== undefined && !equalBytes(attached, expected.bytes)) return false;
  return equalBytes(stated, await digestBytes(algorithm, expected.bytes));
}

async function valueVerifies(signer: SignerInfo, { publicKey }: Certificate): Promise<boolean> {
  const { signedAttributesRaw, signature, signatureAlgorithm, digestAlgorithm } = signer;
  const identified = identifySignature(signatureAlgorithm, digestByOid(digestAlgorithm.oid)?.name);
  if (signedAttributesRaw === undefined || identified === undefined) return false;
  const encoding = readable(() => signedAttributesEncoding(signedAttributesRaw));
  if (encoding === undefined) return false;
  return publicKey.verify(identified.algorithm, encoding.bytes, signature, identified.saltLength);
}

/** One token at least over the signature value (EN 319 122-1 §5.3); whose it is, is not judged here. */
async function hasTimestamp({ signature, unsignedAttributes }: SignerInfo): Promise<boolean> {
  const tokens = findAttributes(unsignedAttributes, OID.signatureTimestamp).flatMap(({ values }) => values);
  for (const bytes of tokens) {
    const token = readable(() => parseTimestampToken(bytes));
    const algorithm = token?.tstInfo.imprintAlgorithm;
    if (token === undefined || algorithm === undefined) continue;
    if (!equalBytes(token.tstInfo.imprint, await digestBytes(algorithm, signature))) continue;
    if ((await verifyTokenSignature(token.signedData)).kind === 'intact') return true;
  }
  return false;
}
