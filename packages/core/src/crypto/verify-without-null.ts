/**
 * RSASSA-PKCS1-v1_5 with a DigestInfo that lacks the NULL parameters. RFC 4055 §2.1 calls both forms legal and equivalent
 * identifiers of a digest, RFC 8017 §9.2 demands NULL inside a signature, and some old cards leave it out. Platforms
 * refuse such values. Taking them back is no risk, since the whole encoding is compared as always; making them is a fault.
 *
 * @module
 */
import { type SignatureAlgorithm, signatureRow } from './algorithms.ts';
import { digestBytes } from './digest.ts';
import type { PublicKey } from './public-key.ts';

/** Largest RSA modulus that is worked with: longer ones only cost time. */
const MAX_RSA_BITS = 16_384;

/** Whether a value is the key's over the data in this form; false for every other scheme than RSASSA-PKCS1-v1_5. */
export function verifyWithoutNull(
  key: PublicKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  value: Uint8Array,
): Promise<boolean> {
  return verifyForm(key, algorithm, data, value, 'absent');
}

/**
 * Whether a value is the key's over the bare digest, without any DigestInfo: what a device makes that was meant to be given the
 * DigestInfo. No signature; it tells why a value does not verify.
 */
export function lacksDigestInfo(
  key: PublicKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  value: Uint8Array,
): Promise<boolean> {
  return verifyForm(key, algorithm, data, value, 'no-digest-info');
}

async function verifyForm(
  key: PublicKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  value: Uint8Array,
  digestParameters: 'absent' | 'no-digest-info',
): Promise<boolean> {
  const { scheme, digest } = signatureRow(algorithm);
  if (key.type !== 'rsa' || scheme !== 'rsa-pkcs1' || key.size > MAX_RSA_BITS) return false;
  const { verifyRsa } = await import('./rsa-verify.ts');
  return verifyRsa({
    publicKey: key.bits,
    scheme,
    digestAlgorithm: digest,
    digestParameters,
    saltLength: undefined,
    data,
    value,
    digest: async (bytes) => digestBytes(digest, bytes),
  });
}
