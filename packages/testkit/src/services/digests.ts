/** Digest algorithms as the test services name them. */
import { encode, nullValue, objectIdentifier, sequence } from '../der.ts';

/** Digests that WebCrypto computes. */
export type WebDigest = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** Object identifiers of the digests that WebCrypto computes. */
export const DIGEST_OIDS: Readonly<Record<WebDigest, string>> = {
  'SHA-1': '1.3.14.3.2.26',
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
};

/** Length in bytes of the digests a time-stamping authority takes. */
export const DIGEST_LENGTHS: ReadonlyMap<string, number> = new Map([
  [DIGEST_OIDS['SHA-256'], 32],
  [DIGEST_OIDS['SHA-384'], 48],
  [DIGEST_OIDS['SHA-512'], 64],
  ['2.16.840.1.101.3.4.2.8', 32],
  ['2.16.840.1.101.3.4.2.9', 48],
  ['2.16.840.1.101.3.4.2.10', 64],
]);

/** The digest of some bytes. */
export async function digest(algorithm: WebDigest, data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await globalThis.crypto.subtle.digest(algorithm, Uint8Array.from(data)));
}

/** AlgorithmIdentifier of a digest; parameters absent (RFC 5754 §2). */
export function digestAlgorithmIdentifier(oid: string): Uint8Array {
  return encode(sequence(objectIdentifier(oid)));
}

/** AlgorithmIdentifier of SHA-1 with its customary NULL, as in OCSP's CertID. */
export function sha1WithNull(): Uint8Array {
  return encode(sequence(objectIdentifier(DIGEST_OIDS['SHA-1']), nullValue()));
}
