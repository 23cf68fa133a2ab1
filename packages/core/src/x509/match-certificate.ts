/**
 * Which certificate is a key's own. The key decides: a value it signs is verified under each.
 *
 * @module
 */
import type { SignatureAlgorithm } from '../crypto/algorithms.ts';
import { CoreError, isEsealError } from '../errors.ts';
import { utf8 } from '../util/bytes.ts';
import type { Certificate } from './certificate.ts';

/** Text that no seal format takes for data to be signed. */
const PROBE = utf8('@eseal: which certificate belongs to this key?');

/**
 * The first certificate that belongs to the key.
 *
 * @param sign - signs with the key; called once
 * @throws CoreError `CERTIFICATE_KEY_MISMATCH` when none does
 */
export async function matchCertificate(
  sign: (data: Uint8Array) => Promise<Uint8Array>,
  algorithm: SignatureAlgorithm,
  certificates: readonly Certificate[],
): Promise<Certificate> {
  const value = await sign(PROBE);
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
