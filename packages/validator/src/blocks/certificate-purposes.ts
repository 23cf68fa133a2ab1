/**
 * What the caller asks of the key purposes of a certificate that is judged by itself (EN 319 102-1 §5.2.6.4 (5)).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { type Certificate, extendedKeyUsage } from '@eseal/core/x509';
import { indeterminate } from '../report/conclusion.ts';
import { type CheckDefinition, defineCheck, type Judged, judged } from './check.ts';
import { OTHER_POLICY } from './repairs.ts';

const PURPOSES = defineCheck({
  id: 'CERTIFICATE_PURPOSES_ALLOWED',
  citation: 'EN 319 102-1 §5.2.6.4 (5); RFC 5280 §4.2.1.12',
  level: 'fail',
  failure: indeterminate('CHAIN_CONSTRAINTS_FAILURE'),
  message: {
    ja: '証明書の拡張鍵用途({allowed})は、求められた用途({purposes})を認めていません。',
    en: 'The extended key usage of the certificate ({allowed}) does not allow what is asked for ({purposes}).',
  },
  repair: OTHER_POLICY,
});

/** A certificate without extKeyUsage allows all purposes; one that cannot be read is for path validation to refuse. */
export function checkPurposes(certificate: Certificate, purposes: readonly string[]): readonly Judged[] {
  if (purposes.length === 0) return [];
  const allowed = readable(() => extendedKeyUsage(certificate));
  const allows = (purpose: string): boolean =>
    allowed === undefined || allowed.includes(purpose) || allowed.includes(OID.anyExtendedKeyUsage);
  return [judged(PURPOSES, purposes.every(allows), { allowed: allowed ?? [], purposes })];
}

/** Every check of this file. */
export const PURPOSE_CHECKS: readonly CheckDefinition[] = [PURPOSES];
