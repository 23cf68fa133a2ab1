/**
 * SignedData in its ContentInfo (RFC 5652 §3, §5.1).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { TAG } from '../asn1/tags.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { DecodeError } from '../errors.ts';
import { CERTIFICATES_TAG, CMS_LIMITS, CRLS_TAG, readSetElements } from './set-of.ts';
import { parseSignerInfo, type SignerInfo } from './signer-info.ts';

/** A SignedData as received. */
export interface SignedData {
  readonly version: number;
  readonly digestAlgorithms: readonly AlgorithmIdentifier[];
  readonly contentType: string;
  /** Content in its pieces (several only in BER); `undefined` when it is detached. */
  readonly content: readonly Uint8Array[] | undefined;
  /** X.509 certificates in the encoding received, not parsed: one may be broken without the others being so. */
  readonly certificates: readonly Uint8Array[];
  /** Other CertificateChoices, such as attribute certificates. */
  readonly otherCertificates: readonly Uint8Array[];
  /** CertificateLists in the encoding received. */
  readonly crls: readonly Uint8Array[];
  /** OtherRevocationInfoFormat elements, such as OCSP answers (RFC 5940 §2). */
  readonly otherRevocationInfos: readonly Uint8Array[];
  readonly signerInfos: readonly SignerInfo[];
  /** Fields between `version` and `signerInfos` as received, for splicing. */
  readonly fields: SignedDataFields;
}

/** Encodings of the fields of a SignedData. */
export interface SignedDataFields {
  readonly version: Uint8Array;
  readonly digestAlgorithms: Uint8Array;
  readonly encapContentInfo: Uint8Array;
  readonly certificates: Uint8Array | undefined;
  readonly crls: Uint8Array | undefined;
}

const over = (bytes: Uint8Array, name: string): DerReader => DerReader.over(bytes, name, CMS_LIMITS);

/**
 * Reads a ContentInfo with SignedData.
 *
 * @param bytes - exactly one ContentInfo
 * @throws DecodeError for anything else
 */
export function parseSignedData(bytes: Uint8Array): SignedData {
  const outer = over(bytes, 'ContentInfo');
  const info = outer.sequence('ContentInfo');
  outer.end();
  const type = info.objectIdentifier('contentType');
  if (type !== OID.signedData)
    throw new DecodeError(`content type ${type} is not SignedData`, 'ContentInfo', 0);
  const reader = info.context(0, 'content').sequence('SignedData');
  info.end();
  const fields = readFields(reader);
  const signerInfos = readElements(reader.set('signerInfos'));
  reader.end();
  return fromFields(fields, signerInfos.map(parseSignerInfo));
}

/** A SignedData of its encoded fields and its signers. */
export function fromFields(fields: SignedDataFields, signerInfos: readonly SignerInfo[]): SignedData {
  const certificates = readSetElements(fields.certificates, CERTIFICATES_TAG);
  const crls = readSetElements(fields.crls, CRLS_TAG);
  return {
    version: over(fields.version, 'version').smallInteger('version'),
    digestAlgorithms: readSetElements(fields.digestAlgorithms, TAG.set).map((raw) =>
      readAlgorithmIdentifier(over(raw, 'digestAlgorithm'), 'digestAlgorithm'),
    ),
    ...readContent(fields.encapContentInfo),
    certificates: certificates.filter((raw) => raw[0] === 0x30),
    otherCertificates: certificates.filter((raw) => raw[0] !== 0x30),
    crls: crls.filter((raw) => raw[0] === 0x30),
    otherRevocationInfos: crls.filter((raw) => raw[0] !== 0x30),
    signerInfos,
    fields,
  };
}

function readFields(reader: DerReader): SignedDataFields {
  return {
    version: reader.raw('version'),
    digestAlgorithms: reader.raw('digestAlgorithms'),
    encapContentInfo: reader.raw('encapContentInfo'),
    certificates: reader.has(0xa0) ? reader.raw('certificates') : undefined,
    crls: reader.has(0xa1) ? reader.raw('crls') : undefined,
  };
}

function readElements(reader: DerReader): readonly Uint8Array[] {
  const elements: Uint8Array[] = [];
  while (!reader.atEnd) elements.push(reader.raw('element'));
  return elements;
}

function readContent(encapContentInfo: Uint8Array): Pick<SignedData, 'contentType' | 'content'> {
  const reader = over(encapContentInfo, 'encapContentInfo').sequence('encapContentInfo');
  const contentType = reader.objectIdentifier('eContentType');
  if (reader.atEnd) return { contentType, content: undefined };
  const explicit = reader.context(0, 'eContent');
  reader.end();
  // PKCS #7 allowed any type here (RFC 2315 §9.1): its content octets are what is digested (RFC 5652 §5.2.1).
  const tag = explicit.peekTag() ?? 0x04;
  const content =
    tag === 0x04 || tag === 0x24
      ? explicit.octetStringPieces('eContent')
      : [explicit.content(tag, 'content')];
  explicit.end();
  return { contentType, content };
}
