/**
 * Delta CRLs: changes since a complete CRL, to be read together with it (RFC 5280 §5.2.4, §6.3.3 (c)).
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import type { CertificateList } from '@eseal/core/revocation';
import { equalNames, findExtension } from '@eseal/core/x509';

/** Whether a CRL only tells the changes to another. */
export function isDelta(crl: CertificateList): boolean {
  return crl.baseCrlNumber !== undefined;
}

/** Whether a delta CRL may be combined with a complete one: same issuer, key and scope, and no gap between them. */
export function isDeltaOf(delta: CertificateList, complete: CertificateList): boolean {
  const { baseCrlNumber, crlNumber } = delta;
  const from = complete.crlNumber;
  if (baseCrlNumber === undefined || crlNumber === undefined || from === undefined) return false;
  const sameSource = [OID.issuingDistributionPoint, OID.authorityKeyIdentifier].every((oid) =>
    sameExtension(delta, complete, oid),
  );
  return equalNames(delta.issuer, complete.issuer) && sameSource && baseCrlNumber <= from && from < crlNumber;
}

function sameExtension(one: CertificateList, other: CertificateList, oid: string): boolean {
  const [a, b] = [findExtension(one, oid)?.value, findExtension(other, oid)?.value];
  return a === undefined || b === undefined ? a === b : equalBytes(a, b);
}
