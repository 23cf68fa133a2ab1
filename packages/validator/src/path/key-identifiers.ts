import { equalBytes, readable } from '@eseal/core';
import { authorityKeyIdentifier, type Certificate, subjectKeyIdentifier } from '@eseal/core/x509';

/**
 * Whether a certificate names the key of an issuer (RFC 5280 §4.2.1.1); `undefined` when either says nothing that can
 * be read. It is a hint for finding issuers, never a proof.
 */
export function keyIdentifiersMatch(certificate: Certificate, issuer: Certificate): boolean | undefined {
  const wanted = readable(() => authorityKeyIdentifier(certificate)?.keyIdentifier);
  const own = readable(() => subjectKeyIdentifier(issuer));
  return wanted === undefined || own === undefined ? undefined : equalBytes(wanted, own);
}
