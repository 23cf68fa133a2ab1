/**
 * What a certificate says of being qualified and of its device, by the law at its issuance (ETSI TS 119 615 §4.4, §4.5;
 * EN 319 412-5 §4.2).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import type { CertificateContent } from '../certificate-content.ts';
import { isSinceEidas } from './eidas-times.ts';

/** Whether it calls itself qualified, under the law of whatever country. Before the Regulation, policies could say so, too. */
export function claimsQualification(content: CertificateContent, issuance: Date): boolean {
  return (
    content.qcCompliance ||
    (!isSinceEidas(issuance) &&
      (content.policies.includes(OID.qcpPublic) || content.policies.includes(OID.qcpPublicWithSscd)))
  );
}

/** Whether it calls itself qualified under the law of the EU: QcCClegislation names another law (EN 319 412-5 §4.2.4). */
export function isQualifiedByContent(content: CertificateContent, issuance: Date): boolean {
  return claimsQualification(content, issuance) && content.legislations.length === 0;
}

/** Whether it says that the key is in a qualified device, or was in a secure one before the Regulation. */
export function isInDeviceByContent(content: CertificateContent, issuance: Date): boolean {
  return content.qcSscd || (!isSinceEidas(issuance) && content.policies.includes(OID.qcpPublicWithSscd));
}
