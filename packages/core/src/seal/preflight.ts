/**
 * What is refused before a key is used: seals that could never be accepted.
 *
 * @module
 */

import * as OID from '../asn1/oids.ts';
import { digestRow, type SignatureAlgorithm, signatureRow } from '../crypto/algorithms.ts';
import { MIN_RSA_BITS } from '../crypto/sealing-algorithms.ts';
import { CoreError } from '../errors.ts';
import type { Certificate } from '../x509/certificate.ts';
import { extendedKeyUsage, keyUsage } from '../x509/extensions.ts';

/** Purposes that make a certificate one of something else when no other purpose stands beside them. */
const OTHER_PURPOSES: readonly string[] = [OID.serverAuth, OID.timeStamping, OID.ocspSigning];

/**
 * Refuses a certificate that is not valid now, or whose key is not for seals.
 *
 * @throws CoreError `CERTIFICATE_NOT_VALID_NOW`, `CERTIFICATE_NOT_FOR_SEALING`
 */
export async function assertCertificateForSealing(certificate: Certificate, now: Date): Promise<void> {
  if (now < certificate.notBefore || now > certificate.notAfter) {
    const period = `${certificate.notBefore.toISOString()} to ${certificate.notAfter.toISOString()}`;
    throw new CoreError(
      'CERTIFICATE_NOT_VALID_NOW',
      `the certificate of ${await subjectOf(certificate)} is valid from ${period}`,
    );
  }
  const usages = keyUsage(certificate);
  // EN 319 412-3 and RFC 5280 §4.2.1.3: a seal is a signature other than over certificates and CRLs.
  if (usages !== undefined && !usages.includes('digitalSignature') && !usages.includes('nonRepudiation')) {
    throw await notForSealing(certificate, `its key usage is ${usages.join(', ') || 'empty'}`);
  }
  const purposes = extendedKeyUsage(certificate);
  if (purposes?.every((purpose) => OTHER_PURPOSES.includes(purpose))) {
    throw await notForSealing(certificate, `its extended key usage is ${purposes.join(', ')}`);
  }
}

async function notForSealing(certificate: Certificate, reason: string): Promise<CoreError> {
  return new CoreError(
    'CERTIFICATE_NOT_FOR_SEALING',
    `the certificate of ${await subjectOf(certificate)} is not for seals: ${reason}`,
  );
}

/** The subject as text, by code that is loaded only for a refusal. */
async function subjectOf({ subject }: Certificate): Promise<string> {
  const { formatName } = await import('../x509/format-name.ts');
  return formatName(subject);
}

/**
 * Refuses algorithms and keys too weak for new seals.
 *
 * @throws CoreError `UNSUPPORTED_ALGORITHM`
 */
export function assertAlgorithmForSealing(certificate: Certificate, algorithm: SignatureAlgorithm): void {
  const { type, size, curve } = certificate.publicKey;
  if (algorithm !== 'ed448' && !digestRow(signatureRow(algorithm).digest).creates) throw tooWeak(algorithm);
  if ((type === 'rsa' || type === 'rsa-pss') && size < MIN_RSA_BITS) throw tooWeak(`RSA with ${size} bits`);
  if (type === 'ec' && curve?.creates !== true) throw tooWeak(`curve ${curve?.name ?? 'unknown'}`);
}

function tooWeak(what: string): CoreError {
  return new CoreError('UNSUPPORTED_ALGORITHM', `${what} is not used for new seals`);
}
