/**
 * Which certificate is the key's own. The key decides: a value it signs is verified under each.
 *
 * @module
 */
import { CoreError, isEsealError } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { type KeyRing, signWithRing } from './key-ring.ts';

/** Text that no seal format takes for data to be signed. */
const PROBE = new TextEncoder().encode('@eseal/signer-webcrypto: which certificate belongs to this key?');

/**
 * The first certificate that belongs to the key.
 *
 * @throws CoreError `CERTIFICATE_KEY_MISMATCH` when none does
 */
export async function matchCertificate(
  ring: KeyRing,
  algorithm: SignatureAlgorithm,
  certificates: readonly Certificate[],
): Promise<Certificate> {
  const value = await signWithRing(ring, { algorithm, dataToBeSigned: PROBE }, false);
  for (const certificate of certificates) {
    if (await verifies(certificate, algorithm, value)) return certificate;
  }
  throw new CoreError(
    'CERTIFICATE_KEY_MISMATCH',
    certificates.length === 0
      ? 'no certificate was given for the key'
      : `none of the ${certificates.length} certificates belongs to the key`,
  );
}

async function verifies(
  certificate: Certificate,
  algorithm: SignatureAlgorithm,
  value: Uint8Array,
): Promise<boolean> {
  try {
    return await certificate.publicKey.verify(algorithm, PROBE, value);
  } catch (error) {
    // A public key that the platform cannot use is not this key's.
    if (isEsealError(error)) return false;
    throw error;
  }
}
