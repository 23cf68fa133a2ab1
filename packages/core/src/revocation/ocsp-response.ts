/**
 * OCSPResponse (RFC 6960 §4.2). BER is read where responders send it; nothing is judged.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { DecodeError } from '../errors.ts';
import { readable } from '../util/readable.ts';
import { type Extension, parseExtensions } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';
import { type Name, parseName } from '../x509/name.ts';
import { readSingleResponse, type SingleOcspResponse } from './ocsp-single-response.ts';

/** OCSPResponseStatus (RFC 6960 §4.2.1). */
export const OCSP_RESPONSE_STATUS = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  'unknown',
  'sigRequired',
  'unauthorized',
] as const;

/** Who says to have signed a response (RFC 6960 §4.2.1). */
export type ResponderId =
  | { readonly kind: 'by-name'; readonly name: Name }
  /** SHA-1 of the key's bits. */
  | { readonly kind: 'by-key'; readonly keyHash: Uint8Array };

/** BasicOCSPResponse (RFC 6960 §4.2.1). */
export interface BasicOcspResponse {
  /** The bytes under the signature value. */
  readonly tbs: Uint8Array;
  readonly responderId: ResponderId;
  readonly producedAt: Date;
  readonly responses: readonly SingleOcspResponse[];
  /** `undefined` when the response repeats none (RFC 9654 §2.1). */
  readonly nonce: Uint8Array | undefined;
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  /** Encodings, not parsed: one may be broken without the others being so. */
  readonly certificates: readonly Uint8Array[];
}

/** A responder's answer. */
export interface OcspResponse {
  /** The whole OCSPResponse as received. */
  readonly raw: Uint8Array;
  readonly status: (typeof OCSP_RESPONSE_STATUS)[number];
  /** `undefined` without an answer, or for an answer of another type than id-pkix-ocsp-basic. */
  readonly basic: BasicOcspResponse | undefined;
}

/** Largest response that is read. */
const MAX_SIZE = 1 << 22;

const LIMITS = { encoding: 'ber', maxDepth: 32, maxElements: 100_000 } as const;

/**
 * Reads an OCSPResponse.
 *
 * @throws DecodeError when the bytes are something else, such as a page of HTML
 */
export function parseOcspResponse(bytes: Uint8Array): OcspResponse {
  if (bytes.length > MAX_SIZE) throw new DecodeError('too large', 'OCSPResponse', 0, { budget: true });
  const outer = DerReader.over(bytes, 'OCSPResponse', LIMITS);
  const reader = outer.sequence('OCSPResponse');
  outer.end();
  const status = OCSP_RESPONSE_STATUS[reader.enumerated('responseStatus')] ?? 'unknown';
  const basic = reader.atEnd ? undefined : readBasic(reader.context(0, 'responseBytes'));
  reader.end();
  return { raw: bytes, status, basic: status === 'successful' ? basic : undefined };
}

function readBasic(explicit: DerReader): BasicOcspResponse | undefined {
  const reader = explicit.sequence('ResponseBytes');
  explicit.end();
  const type = reader.objectIdentifier('responseType');
  const response = reader.octetString('response');
  reader.end();
  return type === OID.ocspBasic ? parseBasicOcspResponse(response) : undefined;
}

function parseBasicOcspResponse(bytes: Uint8Array): BasicOcspResponse {
  const outer = DerReader.over(bytes, 'BasicOCSPResponse', LIMITS);
  const reader = outer.sequence('BasicOCSPResponse');
  outer.end();
  const tbs = reader.raw('tbsResponseData');
  const signatureAlgorithm = readAlgorithmIdentifier(reader, 'signatureAlgorithm');
  const signatureValue = reader.bitString('signature').bytes;
  const certificates = reader.atEnd ? [] : readEncodings(reader.context(0, 'certs').sequence('certs'));
  reader.end();
  return { tbs, ...readResponseData(tbs), signatureAlgorithm, signatureValue, certificates };
}

function readEncodings(reader: DerReader): readonly Uint8Array[] {
  const encodings: Uint8Array[] = [];
  while (!reader.atEnd) encodings.push(reader.raw('Certificate'));
  return encodings;
}

type ResponseData = Pick<
  BasicOcspResponse,
  'responderId' | 'producedAt' | 'responses' | 'nonce' | 'extensions'
>;

function readResponseData(tbs: Uint8Array): ResponseData {
  const reader = DerReader.over(tbs, 'ResponseData', LIMITS).sequence('ResponseData');
  if (reader.has(0xa0)) reader.raw('version');
  const responderId = readResponderId(reader);
  const producedAt = reader.generalizedTime('producedAt', { fraction: true });
  const list = reader.sequence('responses');
  const responses: SingleOcspResponse[] = [];
  while (!list.atEnd) responses.push(readSingleResponse(list));
  const extensions = reader.atEnd ? [] : parseExtensions(reader.context(1, 'responseExtensions'));
  reader.end();
  return { responderId, producedAt, responses, nonce: readNonce(extensions), extensions };
}

function readResponderId(reader: DerReader): ResponderId {
  if (reader.has(0xa1)) {
    const explicit = reader.context(1, 'byName');
    const name = parseName(explicit.raw('Name'));
    explicit.end();
    return { kind: 'by-name', name };
  }
  const explicit = reader.context(2, 'byKey');
  const keyHash = explicit.octetString('KeyHash');
  explicit.end();
  return { kind: 'by-key', keyHash };
}

/** Responders of before RFC 6960 put the octets into the extension without an OCTET STRING of their own. */
function readNonce(extensions: readonly Extension[]): Uint8Array | undefined {
  const value = findExtension({ extensions }, OID.ocspNonce)?.value;
  if (value === undefined) return undefined;
  return readable(() => readWhole(DerReader.over(value, 'Nonce'))) ?? value;
}

function readWhole(reader: DerReader): Uint8Array {
  const octets = reader.octetString('Nonce');
  reader.end();
  return octets;
}
