/**
 * Whether revocation data is there for every certificate that needs some. By names and serial numbers alone: it tells the
 * form of a signature, not whether the data prove anything.
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { parseCrl, parseOcspResponse } from '@eseal/core/revocation';
import { type Certificate, equalNames, isSelfIssued } from '@eseal/core/x509';
import type { EmbeddedMaterial } from './material.ts';

/** Most steps of looking for issuers and data; a file that needs more is not said to be covered. */
const MAX_STEPS = 1_000_000;

/**
 * Whether each certificate has a CRL of its issuer or an OCSP answer about it, and so have its issuers up to a self-issued
 * one or the last that is there. Of several certificates for one issuer one such way is enough.
 *
 * @param ends - certificates of signatures and timestamps
 * @param pool - certificates to build their chains from
 */
export function isRevocationCovered(
  ends: readonly Certificate[],
  pool: readonly Certificate[],
  material: Pick<EmbeddedMaterial, 'crls' | 'ocspResponses'>,
): boolean {
  const data = material.crls.length + material.ocspResponses.length;
  if ((ends.length + pool.length) * (pool.length + data) > MAX_STEPS) return false;
  const issuers = material.crls.flatMap((crl) => readable(() => parseCrl(crl).issuer) ?? []);
  const serialNumbers = material.ocspResponses.flatMap(
    (one) => readable(() => answeredSerialNumbers(one)) ?? [],
  );
  const hasData = ({ issuer, serialNumber }: Certificate): boolean =>
    issuers.some((name) => equalNames(name, issuer)) ||
    serialNumbers.some((one) => equalBytes(one, serialNumber));
  const known = new Map<Certificate, boolean>();
  const isCovered = (certificate: Certificate): boolean => {
    const before = known.get(certificate);
    if (before !== undefined) return before;
    // Certificates that certify each other in a circle lead nowhere.
    known.set(certificate, false);
    const above = pool.filter((one) => equalNames(one.subject, certificate.issuer));
    const covered =
      isSelfIssued(certificate) || (hasData(certificate) && (above.length === 0 || above.some(isCovered)));
    known.set(certificate, covered);
    return covered;
  };
  return ends.some((end) => !isSelfIssued(end)) && ends.every(isCovered);
}

/** Serial numbers that an OCSPResponse is about (RFC 6960 §4.2.1). */
function answeredSerialNumbers(response: Uint8Array): readonly Uint8Array[] {
  return parseOcspResponse(response).basic?.responses.map(({ certId }) => certId.serialNumber) ?? [];
}
