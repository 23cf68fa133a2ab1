/**
 * The addresses that a certificate names for its issuer's services.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { authorityInfoAccess, type Certificate } from '@eseal/core/x509';

/** Most addresses of one kind that are tried: their maker could list as many as it likes. */
const MAX_URLS = 5;

/** Addresses of OCSP responders in the order of the certificate (RFC 5280 §4.2.2.1). */
export function ocspUrls(certificate: Certificate): readonly string[] {
  return accessUrls(certificate, OID.ocsp);
}

/** Addresses of certificates of the issuer. */
export function issuerUrls(certificate: Certificate): readonly string[] {
  return accessUrls(certificate, OID.caIssuers);
}

function accessUrls(certificate: Certificate, method: string): readonly string[] {
  const descriptions = readable(() => authorityInfoAccess(certificate)) ?? [];
  const urls = descriptions.flatMap(({ accessMethod, accessLocation }) =>
    accessMethod === method && accessLocation.kind === 'uniformResourceIdentifier'
      ? [accessLocation.value]
      : [],
  );
  return [...new Set(urls)].slice(0, MAX_URLS);
}
