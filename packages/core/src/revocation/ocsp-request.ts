/**
 * OCSPRequest (RFC 6960 §4.1) and its form in an address (appendix A.1, RFC 5019 §5).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { context, encode, objectIdentifier, octetString, sequence } from '../asn1/writer.ts';
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import { toBase64 } from '../util/bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { type CertIdIssuer, certId } from './cert-id.ts';

/** What is asked of a responder. */
export interface OcspRequest {
  readonly certificate: Certificate;
  readonly issuer: CertIdIssuer;
  /** Of the CertID; not a matter of security. Default `SHA-1`, the only one that every responder knows. */
  readonly digestAlgorithm?: Extract<DigestAlgorithm, 'SHA-1' | 'SHA-256'>;
  /** 1 to 128 octets, 32 random ones by RFC 9654 §2.1. Default: none, so that the responder may answer from a store. */
  readonly nonce?: Uint8Array;
}

/** An unsigned request about one certificate. */
export async function encodeOcspRequest(request: OcspRequest): Promise<Uint8Array> {
  const { certificate, issuer, digestAlgorithm = 'SHA-1', nonce } = request;
  const id = await certId(certificate, issuer, digestAlgorithm);
  const extensions = nonce === undefined ? [] : [context(2, [sequence([nonceExtension(nonce)])])];
  return encode(sequence([sequence([sequence([sequence([id])]), ...extensions])]));
}

/** RFC 9654 §2.1: the nonce is an OCTET STRING inside the one of the extension. */
function nonceExtension(nonce: Uint8Array) {
  return sequence([objectIdentifier(OID.ocspNonce), octetString(encode(octetString(nonce)))]);
}

/** Longest request in an address (RFC 5019 §5). */
const MAX_GET_LENGTH = 255;

/**
 * The address to GET for an answer to a request; `undefined` when that would be too long, so that it has to be posted.
 *
 * @param responder - address of the responder, as a certificate names it
 */
export function ocspGetUrl(responder: string, request: Uint8Array): string | undefined {
  const path = encodeURIComponent(toBase64(request));
  if (path.length > MAX_GET_LENGTH) return undefined;
  return `${responder}${responder.endsWith('/') ? '' : '/'}${path}`;
}
