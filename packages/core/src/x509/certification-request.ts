/**
 * PKCS #10 certification requests (RFC 2986): a name and a public key, signed with the private key as proof of its
 * possession. Encoding is in two steps, so that a key signs wherever it is.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import {
  bitString,
  boolean,
  context,
  type DerNode,
  encode,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../asn1/writer.ts';
import {
  type AlgorithmIdentifier,
  readAlgorithmIdentifier,
  signatureIdentifier,
} from '../crypto/algorithm-identifier.ts';
import type { SignatureAlgorithm } from '../crypto/algorithms.ts';
import { identifySignature } from '../crypto/identify-signature.ts';
import { PublicKey } from '../crypto/public-key.ts';
import { DecodeError } from '../errors.ts';
import { type Extension, parseExtensions } from './certificate.ts';
import { type Name, parseName } from './name.ts';

/** What a request asks to be certified. */
export interface CertificationRequestInfo {
  /** DER of the subject's Name, such as `encodeName` and `encodeSealSubject` of `@eseal/core/identity` make. */
  readonly subject: Uint8Array;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** Extensions the certificate should have; the CA decides. Default none. */
  readonly extensions?: readonly Extension[];
}

/** A request as it was read. */
export interface CertificationRequest {
  readonly raw: Uint8Array;
  /** The bytes that are signed. */
  readonly info: Uint8Array;
  readonly subject: Name;
  readonly publicKey: PublicKey;
  /** Requested extensions (RFC 2985 §5.4.2). */
  readonly extensions: readonly Extension[];
  /** Object identifiers of all attributes, those that the SDK does not read among them. */
  readonly attributeTypes: readonly string[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
}

/** Largest request that is read. */
const MAX_SIZE = 1 << 16;

/** CertificationRequestInfo in DER (RFC 2986 §4.1): the bytes to be signed. */
export function encodeCertificationRequestInfo(info: CertificationRequestInfo): Uint8Array {
  const { subject, publicKey, extensions = [] } = info;
  const attributes = extensions.length === 0 ? [] : [extensionRequest(extensions)];
  return encode(sequence([integer(0), subject, publicKey, context(0, attributes)]));
}

/** extensionRequest (RFC 2985 §5.4.2). */
function extensionRequest(extensions: readonly Extension[]): DerNode {
  const list = extensions.map(({ oid, critical, value }) =>
    sequence([objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value)]),
  );
  return sequence([objectIdentifier(OID.extensionRequest), setOf([sequence(list)])]);
}

/**
 * CertificationRequest in DER (RFC 2986 §4.2).
 *
 * @param info - what `encodeCertificationRequestInfo` returned
 * @param value - signature value over `info` by the key it names; ECDSA as DER
 */
export function encodeCertificationRequest(
  info: Uint8Array,
  algorithm: SignatureAlgorithm,
  value: Uint8Array,
): Uint8Array {
  return encode(sequence([info, signatureIdentifier(algorithm), bitString(value)]));
}

/**
 * Reads a certification request from DER. Whether its key signed it is told by {@link verifyCertificationRequest}.
 *
 * @throws DecodeError for anything but one request in strict DER
 */
export function parseCertificationRequest(der: Uint8Array): CertificationRequest {
  if (der.length > MAX_SIZE)
    throw new DecodeError('request too large', 'CertificationRequest', 0, { budget: true });
  const outer = DerReader.over(der, 'CertificationRequest');
  const reader = outer.sequence('CertificationRequest');
  outer.end();
  const info = reader.raw('certificationRequestInfo');
  const signatureAlgorithm = readAlgorithmIdentifier(reader, 'signatureAlgorithm');
  const signatureValue = reader.bitString('signature').bytes;
  reader.end();
  return { raw: der, info, ...parseInfo(info), signatureAlgorithm, signatureValue };
}

type InfoFields = Pick<CertificationRequest, 'subject' | 'publicKey' | 'extensions' | 'attributeTypes'>;

function parseInfo(info: Uint8Array): InfoFields {
  const reader = DerReader.over(info, 'CertificationRequestInfo').sequence('CertificationRequestInfo');
  if (reader.smallInteger('version') !== 0)
    throw new DecodeError('version is not 0', 'CertificationRequestInfo', 0);
  const subject = parseName(reader.raw('subject'));
  const publicKey = new PublicKey(reader.raw('subjectPKInfo'));
  // Attributes are mandatory (RFC 2986 §4.1), yet some programs leave the empty set out.
  const attributes = reader.atEnd ? NO_ATTRIBUTES : parseAttributes(reader.context(0, 'attributes'));
  reader.end();
  return { subject, publicKey, ...attributes };
}

type Attributes = Pick<CertificationRequest, 'extensions' | 'attributeTypes'>;

const NO_ATTRIBUTES: Attributes = { extensions: [], attributeTypes: [] };

function parseAttributes(reader: DerReader): Attributes {
  const attributeTypes: string[] = [];
  let extensions: readonly Extension[] = [];
  while (!reader.atEnd) {
    const attribute = reader.sequence('Attribute');
    const type = attribute.objectIdentifier('type');
    if (attributeTypes.includes(type))
      throw new DecodeError(`attribute ${type} occurs twice`, 'Attributes', reader.offset);
    attributeTypes.push(type);
    if (type === OID.extensionRequest) extensions = parseExtensions(attribute.set('values'));
    else attribute.set('values');
    attribute.end();
  }
  return { extensions, attributeTypes };
}

/**
 * Whether the key in the request signed it: proof of possession (RFC 2986 §3). It says nothing about who sent it.
 */
export async function verifyCertificationRequest(request: CertificationRequest): Promise<boolean> {
  const { info, publicKey, signatureAlgorithm, signatureValue } = request;
  const identified = identifySignature(signatureAlgorithm);
  if (identified === undefined) return false;
  return publicKey.verify(identified.algorithm, info, signatureValue, identified.saltLength);
}
