/**
 * Signatures of certificates under the keys of issuers, each verified once in a validation and no more of them than the
 * budget allows: meshes of cross-certificates would cost as much as their maker likes.
 *
 * @module
 */
import { CoreError, isEsealError } from '@eseal/core';
import { identifySignature, type PublicKey } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';

/** Outcome of the equation. */
export type CertificateSignature = 'valid' | 'invalid' | 'algorithm-unknown';

/** Verifies the signature of a certificate under a key. */
export type VerifyCertificate = (
  certificate: Certificate,
  issuerKey: PublicKey,
) => Promise<CertificateSignature>;

/**
 * A verifier that remembers.
 *
 * @param budget - most signatures it verifies; then it throws CoreError `BUDGET_EXCEEDED`
 */
export function createCertificateVerifier(budget: number): VerifyCertificate {
  const known = new Map<Certificate, Map<PublicKey, Promise<CertificateSignature>>>();
  let left = budget;
  return (certificate, issuerKey) => {
    const byKey = known.get(certificate) ?? new Map<PublicKey, Promise<CertificateSignature>>();
    known.set(certificate, byKey);
    const before = byKey.get(issuerKey);
    if (before !== undefined) return before;
    if (--left < 0) throw new CoreError('BUDGET_EXCEEDED', `more than ${budget} certificates to verify`);
    const result = verifyCertificate(certificate, issuerKey);
    byKey.set(issuerKey, result);
    return result;
  };
}

async function verifyCertificate(
  certificate: Certificate,
  issuerKey: PublicKey,
): Promise<CertificateSignature> {
  try {
    const identified = identifySignature(certificate.signatureAlgorithm);
    const usable = issuerKey.type !== undefined && !issuerKey.inheritsParameters;
    if (identified === undefined || !usable) return 'algorithm-unknown';
    const { algorithm, saltLength } = identified;
    const { tbs, signatureValue } = certificate;
    return (await issuerKey.verify(algorithm, tbs, signatureValue, saltLength)) ? 'valid' : 'invalid';
  } catch (error) {
    // A key or parameters that the platform or the codec cannot use.
    if (isEsealError(error)) return 'algorithm-unknown';
    throw error;
  }
}
