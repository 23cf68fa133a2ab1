/**
 * What `eseal inspect` says of revocation data.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import type { CertificateList, OcspResponse, ResponderId, SingleOcspResponse } from '@eseal/core/revocation';
import { formatName } from '@eseal/core/x509';
import { encodedCertificateFacts, type Facts } from './inspect-facts.ts';

/** A CRL. */
export function crlFacts(crl: CertificateList): Facts {
  const { baseCrlNumber, crlNumber, expiredCertsOnCrl, issuer, nextUpdate, thisUpdate } = crl;
  return {
    kind: 'CRL',
    issuer: formatName(issuer),
    number: crlNumber === undefined ? null : String(crlNumber),
    deltaTo: baseCrlNumber === undefined ? null : String(baseCrlNumber),
    thisUpdate: thisUpdate.toISOString(),
    nextUpdate: nextUpdate?.toISOString() ?? null,
    expiredCertsOnCrl: expiredCertsOnCrl?.toISOString() ?? null,
    revoked: countEntries(crl),
    signatureAlgorithm: crl.signatureAlgorithm.oid,
    ...scopeFacts(crl),
  };
}

function countEntries({ revokedCertificates }: CertificateList): number {
  // No entry is shorter than 16 bytes, so the list itself is the limit.
  const maxElements = revokedCertificates.length / 16;
  const reader = DerReader.over(revokedCertificates, 'revokedCertificates', { maxElements });
  let count = 0;
  for (; reader.has(0x30); count++) reader.raw('entry');
  return count;
}

/** What a CRL is limited to (RFC 5280 §5.2.5). */
function scopeFacts({ issuingDistributionPoint: point }: CertificateList): Facts {
  if (point === undefined) return {};
  const { indirectCRL, onlyContainsAttributeCerts, onlyContainsCACerts, onlyContainsUserCerts } = point;
  const limits = { indirectCRL, onlyContainsAttributeCerts, onlyContainsCACerts, onlyContainsUserCerts };
  return {
    ...Object.fromEntries(Object.entries(limits).filter(([, isSet]) => isSet)),
    onlySomeReasons: point.onlySomeReasons === undefined ? null : toHex(point.onlySomeReasons),
  };
}

/** The answer of an OCSP responder. */
export function ocspFacts({ status, basic }: OcspResponse): Facts {
  return {
    kind: 'OCSP response',
    status,
    ...(basic && {
      responder: responderName(basic.responderId),
      producedAt: basic.producedAt.toISOString(),
      nonce: basic.nonce === undefined ? null : toHex(basic.nonce),
      signatureAlgorithm: basic.signatureAlgorithm.oid,
      answers: basic.responses.map(answerFacts),
      certificates: basic.certificates.map(encodedCertificateFacts),
    }),
  };
}

function responderName(id: ResponderId): string {
  return id.kind === 'by-name' ? formatName(id.name) : `key ${toHex(id.keyHash)}`;
}

function answerFacts({ certId, status, thisUpdate, nextUpdate, archiveCutoff }: SingleOcspResponse): Facts {
  return {
    serialNumber: toHex(certId.serialNumber),
    status: status.kind,
    ...(status.kind === 'revoked' && {
      revocationTime: status.revocationTime.toISOString(),
      reason: status.reason,
    }),
    thisUpdate: thisUpdate.toISOString(),
    nextUpdate: nextUpdate?.toISOString() ?? null,
    archiveCutoff: archiveCutoff?.toISOString() ?? null,
  };
}
