/**
 * The CMS around a signature value (EN 319 122-1 §4, RFC 5652 §5).
 *
 * @module
 */
import { type DerNode, type ExternalContent, OID } from '@eseal/core/asn1';
import {
  attachedContent,
  attribute,
  detachedSignedData,
  type SignedDataParts,
  type SignerInfoFrame,
  signedDataContentInfo,
  signerInfo,
  signerInfoFrame,
} from '@eseal/core/cms';
import { type PublicKey, type SignatureAlgorithm, signatureRow } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';

/** What decides the parts of a CMS that all seals of one Signer share. */
export interface SealFrameFields {
  readonly algorithm: SignatureAlgorithm;
  /** The seal's certificate. */
  readonly certificate: Certificate;
  /** Certificates to carry, the seal's among them; their order does not matter. */
  readonly certificates: readonly Certificate[];
}

/** The parts of a CMS that all seals of one Signer share, encoded once. */
export interface SealFrame extends SealFrameFields {
  readonly signerInfo: SignerInfoFrame;
  readonly signedData: SignedDataParts;
}

/** Encodes what all seals with these certificates and this algorithm share. */
export function buildSealFrame({ algorithm, certificate, certificates }: SealFrameFields): SealFrame {
  const { digest } = signatureRow(algorithm);
  return {
    algorithm,
    certificate,
    certificates,
    signerInfo: signerInfoFrame(certificate, digest, algorithm),
    signedData: detachedSignedData({
      contentType: OID.data,
      digestAlgorithms: [digest],
      certificates: certificates.map(({ raw }) => raw),
    }),
  };
}

/** What one seal has of its own. */
export interface SealValues {
  /** SET OF in DER: the bytes that were signed. */
  readonly signedAttributes: Uint8Array;
  readonly signatureValue: Uint8Array;
  /** Tokens over the octets of the signature value. Default none. */
  readonly timestampTokens?: readonly Uint8Array[];
  /** Further attributes beside the value. Default none. */
  readonly unsignedAttributes?: readonly Uint8Array[];
  /** Content to carry; absent: detached. */
  readonly content?: Uint8Array | ExternalContent;
}

/** ContentInfo with a SignedData over id-data and one SignerInfo. */
export function fillSealFrame(frame: SealFrame, values: SealValues): DerNode {
  const { signedData } = frame;
  const fields =
    values.content === undefined
      ? signedData
      : { ...signedData, encapContentInfo: attachedContent(OID.data, values.content) };
  return signedDataContentInfo(fields, [buildSignerInfo(frame, values)]);
}

/** ContentInfo of a single seal, see {@link fillSealFrame}. */
export function buildSignedData(parts: SealFrameFields & SealValues): DerNode {
  return fillSealFrame(buildSealFrame(parts), parts);
}

/** The SignerInfo of a seal. */
export function buildSignerInfo(frame: SealFrame, values: SealValues): DerNode {
  const { signedAttributes, signatureValue, timestampTokens = [] } = values;
  const unsignedAttributes = [
    ...timestampTokens.map(signatureTimestamp),
    ...(values.unsignedAttributes ?? []),
  ];
  return signerInfo(frame.signerInfo, { signedAttributes, signature: signatureValue, unsignedAttributes });
}

/** The signature-time-stamp attribute (EN 319 122-1 §5.3). */
export function signatureTimestamp(token: Uint8Array): DerNode {
  return attribute(OID.signatureTimestamp, [token]);
}

/** What decides the size of a SignedData. */
export interface SignedDataSizeFields extends SealFrameFields {
  /** Length of the signed attributes; that for a digest of zeros is the same. */
  readonly signedAttributesSize: number;
  /** Upper bound of the token's size; 0 without a timestamp. */
  readonly timestampSize: number;
}

/** Upper bound in bytes of a detached SignedData: each part at its largest, built and measured. */
export function estimateSignedDataSize(fields: SignedDataSizeFields): number {
  const { algorithm, certificate, certificates, signedAttributesSize, timestampSize } = fields;
  return buildSignedData({
    algorithm,
    certificate,
    certificates,
    signedAttributes: new Uint8Array(signedAttributesSize),
    signatureValue: new Uint8Array(maxSignatureSize(algorithm, certificate.publicKey)),
    ...(timestampSize > 0 && { timestampTokens: [new Uint8Array(timestampSize)] }),
  }).length;
}

/** Length of the longest signature value that a key can have for an algorithm. */
function maxSignatureSize(algorithm: SignatureAlgorithm, key: PublicKey): number {
  if (algorithm === 'ed25519') return 64;
  if (algorithm === 'ed448') return 114;
  if (signatureRow(algorithm).scheme !== 'ecdsa') return Math.ceil(key.size / 8);
  // SEQUENCE of two INTEGERs (RFC 3279 §2.2.3), each with a possible leading zero.
  const integer = 2 + 1 + (key.curve?.byteLength ?? 66);
  return 3 + 2 * integer;
}
