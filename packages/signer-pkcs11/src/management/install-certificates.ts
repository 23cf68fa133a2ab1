/**
 * The certificate that a CA issued for a key, put beside the key on its token, so that the token is all that a signer needs.
 *
 * @see PKCS #11 v3.1 §4.6.3
 * @module
 */
import { CoreError, equalBytes } from '@eseal/core';
import { element, encode, TAG } from '@eseal/core/asn1';
import { type Certificate, type CertificateInput, orderChain, toCertificates } from '@eseal/core/x509';
import type { Attribute } from '../binding.ts';
import { readCertificates } from '../certificates.ts';
import { CKA, CKC_X_509, CKO } from '../cryptoki.ts';
import { findKey, type KeySelector } from '../find-key.ts';
import type { KeyObject } from '../key-object.ts';
import { type Pkcs11Token, withObjects } from './open-token.ts';

/**
 * Puts a certificate and its issuers on the token; those that are there already stay as they are.
 *
 * @param key - by its label or identifier
 * @param certificates - the key's own among them, in any order; those that are none of its issuers are left out
 * @returns the certificates in the order of the chain
 * @throws CoreError `CERTIFICATE_KEY_MISMATCH` when none belongs to the key; `SIGNER_KEY_NOT_FOUND`; Pkcs11Error
 * `PKCS11_KEY_AMBIGUOUS`
 * @example
 * ```ts
 * import { installCertificates, type Pkcs11Token } from '@eseal/signer-pkcs11';
 *
 * export async function install(token: Pkcs11Token, pem: string) {
 *   return installCertificates(token, { label: 'company seal' }, pem);
 * }
 * ```
 */
export async function installCertificates(
  token: Pkcs11Token,
  key: KeySelector,
  certificates: CertificateInput,
): Promise<readonly Certificate[]> {
  const given = toCertificates(certificates);
  return withObjects(token, 'writing certificates', (from) => {
    const found = findKey(from, key, []);
    const chain = orderChain(ownOf(found, given), given);
    const present = readCertificates(from);
    for (const [at, certificate] of chain.entries()) {
      if (present.some((der) => equalBytes(der, certificate.raw))) continue;
      from.binding.C_CreateObject(from.session, templateOf(certificate, at === 0 ? found : undefined));
    }
    return chain;
  });
}

function ownOf({ publicKey }: KeyObject, certificates: readonly Certificate[]): Certificate {
  const own = certificates.find(
    (certificate) => publicKey !== undefined && equalBytes(certificate.publicKey.raw, publicKey),
  );
  if (own !== undefined) return own;
  throw new CoreError(
    'CERTIFICATE_KEY_MISMATCH',
    `none of the ${certificates.length} certificates belongs to the key`,
  );
}

/** The key's own certificate is known by the key's identifier and label (§4.6.3). */
function templateOf(certificate: Certificate, key: KeyObject | undefined): Attribute[] {
  return [
    { type: CKA.CLASS, value: CKO.CERTIFICATE },
    { type: CKA.CERTIFICATE_TYPE, value: CKC_X_509 },
    { type: CKA.TOKEN, value: true },
    { type: CKA.PRIVATE, value: false },
    { type: CKA.SUBJECT, value: Buffer.from(certificate.subject.raw) },
    { type: CKA.ISSUER, value: Buffer.from(certificate.issuer.raw) },
    {
      type: CKA.SERIAL_NUMBER,
      value: Buffer.from(encode(element(TAG.integer, [certificate.serialNumber]))),
    },
    { type: CKA.VALUE, value: Buffer.from(certificate.raw) },
    ...(key === undefined
      ? []
      : [
          { type: CKA.ID, value: key.id },
          { type: CKA.LABEL, value: Buffer.from(key.label) },
        ]),
  ];
}
