/**
 * Whether a certificate is for seals of organisations or for signatures of persons, by what it says of itself
 * (EN 319 412-5 §4.2.3). It is never inferred from a missing person's name.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { type Certificate, qcTypes } from '@eseal/core/x509';

/** What a certificate is for. */
export type CertificateKind = 'eseal' | 'esign' | 'unknown';

/** The kind that the statement QcType declares; `unknown` without one, or with contradicting types. */
export function certificateKind(certificate: Certificate): CertificateKind {
  const types = readable(() => qcTypes(certificate)) ?? [];
  const eseal = types.includes(OID.qcTypeEseal);
  const esign = types.includes(OID.qcTypeEsign);
  if (eseal === esign) return 'unknown';
  return eseal ? 'eseal' : 'esign';
}
