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
export async function verifyWithoutNull(
  key: PublicKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  value: Uint8Array,
): Promise<boolean> {
  const { scheme, digest } = signatureRow(algorithm);
  if (key.type !== 'rsa' || scheme !== 'rsa-pkcs1' || key.size > MAX_RSA_BITS) return false;
  const { verifyRsa } = await import('./rsa-verify.ts');
  return verifyRsa({
    publicKey: key.bits,
    scheme,
    digestAlgorithm: digest,
    digestParameters: 'absent',
    saltLength: undefined,
    data,
    value,
    digest: async (bytes) => digestBytes(digest, bytes),
  });
}
