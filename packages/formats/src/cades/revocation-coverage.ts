/**
 * Whether revocation data is there for every certificate that needs some. By names and serial numbers alone: it tells the
 * form of a signature, not whether the data prove anything.
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { DerReader, TAG } from '@eseal/core/asn1';
import { type Certificate, equalNames, isSelfIssued, type Name, parseName } from '@eseal/core/x509';
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
  const issuers = material.crls.flatMap((crl) => readable(() => readIssuer(crl)) ?? []);
  const serialNumbers = material.ocspResponses.flatMap((one) => readable(() => readSerialNumbers(one)) ?? []);
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

const BER = { encoding: 'ber' } as const;

/** Issuer of a CertificateList (RFC 5280 §5.1); the entries are not read. */
function readIssuer(crl: Uint8Array): Name {
  const tbs = DerReader.over(crl, 'CertificateList', BER).sequence('CertificateList').sequence('tbsCertList');
  if (tbs.has(TAG.integer)) tbs.raw('version');
  tbs.raw('signature');
  return parseName(tbs.raw('issuer'));
}

/** Serial numbers that an OCSPResponse is about (RFC 6960 §4.2.1). */
function readSerialNumbers(response: Uint8Array): readonly Uint8Array[] {
  const outer = DerReader.over(response, 'OCSPResponse', BER).sequence('OCSPResponse');
  outer.raw('responseStatus');
  const bytes = outer.context(0, 'responseBytes').sequence('ResponseBytes');
  bytes.raw('responseType');
  const basic = DerReader.over(bytes.octetString('response'), 'BasicOCSPResponse', BER);
  const data = basic.sequence('BasicOCSPResponse').sequence('tbsResponseData');
  if (data.has(0xa0)) data.raw('version');
  data.raw('responderID');
  data.raw('producedAt');
  const responses = data.sequence('responses');
  const found: Uint8Array[] = [];
  while (!responses.atEnd) {
    const certId = responses.sequence('SingleResponse').sequence('certID');
    certId.raw('hashAlgorithm');
    certId.raw('issuerNameHash');
    certId.raw('issuerKeyHash');
    found.push(certId.integer('serialNumber'));
  }
  return found;
}
