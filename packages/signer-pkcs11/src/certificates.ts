/**
 * Certificates on a token, and which of several is the key's.
 *
 * @see PKCS #11 v3.1 §4.6.3
 * @module
 */
import { CoreError, equalBytes } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { type Certificate, matchCertificate, parseCertificate } from '@eseal/core/x509';
import { CKA, CKC_X_509, CKO } from './cryptoki.ts';
import { findObjects, type ObjectsIn, readAttribute } from './objects.ts';

/** DER of the certificates on the token. */
export function readCertificates(from: ObjectsIn): readonly Uint8Array[] {
  const objects = findObjects(from, [
    { type: CKA.CLASS, value: CKO.CERTIFICATE },
    { type: CKA.CERTIFICATE_TYPE, value: CKC_X_509 },
  ]);
  return objects.flatMap((object) => {
    // A certificate may be stored by its address only (CKA_URL): then its value is empty.
    const value = readAttribute(from, object, CKA.VALUE);
    return value === undefined || value.length === 0 ? [] : [Uint8Array.from(value)];
  });
}

/** Those that are certificates; a token may hold others, which are nothing to this key. */
export function parseReadable(encodings: readonly Uint8Array[]): readonly Certificate[] {
  return encodings.flatMap((der) => {
    try {
      return [parseCertificate(der)];
    } catch {
      return [];
    }
  });
}

/** SubjectPublicKeyInfos of certificates. */
export function publicKeysOf(encodings: readonly Uint8Array[]): readonly Uint8Array[] {
  return parseReadable(encodings).map(({ publicKey }) => publicKey.raw);
}

/** A key as far as it is asked for its certificate. */
interface KeyToCertify {
  readonly publicKey: Uint8Array | undefined;
  readonly algorithms: readonly SignatureAlgorithm[];
  sign(algorithm: SignatureAlgorithm, data: Uint8Array): Promise<Uint8Array>;
}

/**
 * The key's own certificate; of several the one that lasts longest. A key whose token tells nothing of it signs a short text
 * for this.
 *
 * @throws CoreError `CERTIFICATE_KEY_MISMATCH` when none belongs to the key
 */
export async function ownCertificate(
  key: KeyToCertify,
  certificates: readonly Certificate[],
): Promise<Certificate> {
  const { publicKey } = key;
  const [algorithm] = key.algorithms;
  if (publicKey === undefined && algorithm !== undefined)
    return matchCertificate((data) => key.sign(algorithm, data), algorithm, certificates);
  const [own] = certificates
    .filter((certificate) => publicKey !== undefined && equalBytes(certificate.publicKey.raw, publicKey))
    .sort((a, b) => b.notAfter.getTime() - a.notAfter.getTime());
  if (own !== undefined) return own;
  throw new CoreError(
    'CERTIFICATE_KEY_MISMATCH',
    certificates.length === 0
      ? 'there is no certificate for the key: neither given nor on the token'
      : `none of the ${certificates.length} certificates belongs to the key`,
  );
}
