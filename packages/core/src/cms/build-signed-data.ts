/**
 * SignedData and SignerInfo to be written (RFC 5652 §5.1, §5.3).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import {
  context,
  type DerNode,
  type DerPart,
  type ExternalContent,
  element,
  encode,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../asn1/writer.ts';
import { digestIdentifier, signatureIdentifier } from '../crypto/algorithm-identifier.ts';
import type { DigestAlgorithm, SignatureAlgorithm } from '../crypto/algorithms.ts';
import { concatBytes } from '../util/bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Attribute } from './attributes.ts';
import { fromFields, type SignedData, type SignedDataFields } from './signed-data.ts';
import { parseSignerInfo, type SignerInfo } from './signer-info.ts';

/** Fields of a SignedData to be written, each encoded already or not. */
export interface SignedDataParts {
  readonly version: DerPart;
  readonly digestAlgorithms: DerPart;
  readonly encapContentInfo: DerPart;
  readonly certificates?: DerPart | undefined;
  readonly crls?: DerPart | undefined;
}

/** What a new SignedData holds beside its signers. */
export interface SignedDataContents {
  readonly contentType: string;
  readonly digestAlgorithms: readonly DigestAlgorithm[];
  /** Encodings of certificates. */
  readonly certificates: readonly Uint8Array[];
}

/** Fields of a new detached SignedData: version 1 for id-data, else 3 (RFC 5652 §5.1). */
export function detachedSignedData({
  contentType,
  digestAlgorithms,
  certificates,
}: SignedDataContents): SignedDataParts {
  return {
    version: encode(integer(contentType === OID.data ? 1 : 3)),
    digestAlgorithms: encode(setOf([...new Set(digestAlgorithms)].map(digestIdentifier))),
    encapContentInfo: encode(sequence([objectIdentifier(contentType)])),
    certificates: encode(setOf(certificates, 0xa0)),
  };
}

/** EncapsulatedContentInfo with its content. */
export function attachedContent(contentType: string, content: Uint8Array | ExternalContent): DerNode {
  return sequence([objectIdentifier(contentType), context(0, [octetString(content)])]);
}

const SIGNED_DATA = encode(objectIdentifier(OID.signedData));

/** ContentInfo with SignedData; the signers are written in the order given. */
export function signedDataContentInfo(fields: SignedDataParts, signerInfos: readonly DerPart[]): DerNode {
  const parts = [fields.version, fields.digestAlgorithms, fields.encapContentInfo];
  if (fields.certificates !== undefined) parts.push(fields.certificates);
  if (fields.crls !== undefined) parts.push(fields.crls);
  parts.push(element(TAG.set, signerInfos));
  return sequence([SIGNED_DATA, context(0, [sequence(parts)])]);
}

/** Fields of a received SignedData to be put in place of its own; every other byte stays. */
export interface SignedDataChanges {
  readonly version?: DerPart;
  readonly digestAlgorithms?: DerPart;
  readonly encapContentInfo?: DerPart;
  readonly certificates?: DerPart;
  readonly crls?: DerPart;
  readonly signerInfos?: readonly DerPart[];
}

/** A received SignedData with some fields replaced: only the lengths around them are written anew. */
export function spliceSignedData(received: SignedData, changes: SignedDataChanges): DerNode {
  const { signerInfos = received.signerInfos.map(({ raw }) => raw), ...fields } = changes;
  return signedDataContentInfo({ ...received.fields, ...fields }, signerInfos);
}

/** The same, read again for the next change: what stays is not copied, so that a large content costs nothing. */
export function changeSignedData(received: SignedData, changes: SignedDataChanges): SignedData {
  const { signerInfos, ...replaced } = changes;
  const fields: { -readonly [Name in keyof SignedDataFields]: SignedDataFields[Name] } = {
    ...received.fields,
  };
  for (const name of ['version', 'digestAlgorithms', 'encapContentInfo', 'certificates', 'crls'] as const) {
    const field = replaced[name];
    if (field !== undefined) fields[name] = encode(field);
  }
  const signers = signerInfos?.map((one) => parseSignerInfo(encode(one)));
  return fromFields(fields, signers ?? received.signerInfos);
}

/** What all SignerInfos of one certificate and algorithm have in common, encoded once. */
export interface SignerInfoFrame {
  /** `version`, `sid` and `digestAlgorithm`. */
  readonly before: Uint8Array;
  readonly signatureAlgorithm: Uint8Array;
}

/** Frame of SignerInfos version 1 with issuerAndSerialNumber. */
export function signerInfoFrame(
  { issuer, serialNumber }: Pick<Certificate, 'issuer' | 'serialNumber'>,
  digestAlgorithm: DigestAlgorithm,
  signatureAlgorithm: SignatureAlgorithm,
): SignerInfoFrame {
  const sid = sequence([issuer.raw, element(0x02, [serialNumber])]);
  return {
    before: concatBytes([integer(1), sid, digestIdentifier(digestAlgorithm)].map(encode)),
    signatureAlgorithm: encode(signatureIdentifier(signatureAlgorithm)),
  };
}

/** What a new SignerInfo holds beside its frame. */
export interface SignerInfoValues {
  /** SET OF Attribute in DER: the bytes that were signed. */
  readonly signedAttributes: Uint8Array;
  readonly signature: Uint8Array;
  readonly unsignedAttributes?: readonly DerPart[];
}

/** Signed attributes are transmitted under `[0] IMPLICIT` and signed as SET OF (RFC 5652 §5.3, §5.4). */
const TRANSMITTED_TAG = Uint8Array.of(0xa0);

/** A SignerInfo in its frame. */
export function signerInfo(frame: SignerInfoFrame, values: SignerInfoValues): DerNode {
  const { signedAttributes, signature, unsignedAttributes = [] } = values;
  const parts: DerPart[] = [
    frame.before,
    TRANSMITTED_TAG,
    signedAttributes.subarray(1),
    frame.signatureAlgorithm,
    octetString(signature),
  ];
  if (unsignedAttributes.length > 0) parts.push(setOf(unsignedAttributes, 0xa1));
  return sequence(parts);
}

/** A received SignerInfo with further unsigned attributes; every byte that is there stays. */
export function withUnsignedAttributes(received: SignerInfo, added: readonly DerPart[]): DerNode {
  const present = received.unsignedAttributes.map((one) => one.raw);
  return replaceUnsignedAttributes(received, [...present, ...added]);
}

/** A received SignerInfo with other unsigned attributes; every other byte stays. */
export function replaceUnsignedAttributes(received: SignerInfo, attributes: readonly DerPart[]): DerNode {
  return sequence([...received.signedFields, ...(attributes.length === 0 ? [] : [context(1, attributes)])]);
}

/** A received attribute with some of its values replaced; the order stays. */
export function replaceValues(
  { raw, type, values }: Attribute,
  replacements: ReadonlyMap<Uint8Array, Uint8Array>,
): DerPart {
  if (!values.some((value) => replacements.has(value))) return raw;
  const replaced = values.map((value) => replacements.get(value) ?? value);
  return sequence([objectIdentifier(type), element(TAG.set, replaced)]);
}
