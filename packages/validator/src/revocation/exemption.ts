/**
 * Certificates about which there is no revocation data, and need be none.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { authorityInfoAccess, basicConstraints, type Certificate, findExtension } from '@eseal/core/x509';
import type { RevocationExemption } from './status.ts';

/** Why a certificate of a path needs no revocation data; `undefined` for all others, those of authorities among them. */
export function revocationExemption(certificate: Certificate): RevocationExemption | undefined {
  const has = (oid: string): boolean => findExtension(certificate, oid) !== undefined;
  const isAuthority = basicConstraints(certificate)?.cA === true;
  if (isAuthority) return undefined;
  if (has(OID.validityAssuredShortTerm)) return 'validity-assured-short-term';
  // RFC 9608 §3: never beside a place where revocation data is.
  const contradicts = [OID.cRLDistributionPoints, OID.freshestCRL].some(has) || namesResponder(certificate);
  return has(OID.noRevAvail) && !contradicts ? 'no-revocation-available' : undefined;
}

/** Whether a certificate names a responder, or may do so where it cannot be read. */
function namesResponder(certificate: Certificate): boolean {
  const has = readable(
    () => authorityInfoAccess(certificate)?.some(({ accessMethod }) => accessMethod === OID.ocsp) ?? false,
  );
  return has !== false;
}
