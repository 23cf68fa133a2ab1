/**
 * The names of TS 119 102-2: namespaces and URIs.
 *
 * @module
 */
import { isObjectIdentifier } from '@eseal/core/asn1';
import { DIGEST_ALGORITHMS, type DigestAlgorithm, SIGNATURE_ALGORITHMS } from '@eseal/core/crypto';
import type { BlockConclusion, Conclusion } from '../../report/conclusion.ts';
import type { ValidationReport } from '../../report/report.ts';

/** Namespace declarations of the root. */
export const NAMESPACES = {
  xmlns: 'http://uri.etsi.org/19102/v1.4.1#',
  'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#',
  'xmlns:xades': 'http://uri.etsi.org/01903/v1.3.2#',
  'xmlns:tsl': 'http://uri.etsi.org/02231/v2#',
} as const;

/** URIs of ETSI. */
const ETSI = 'urn:etsi:019102';

/** Names that the standard leaves to the validator. */
const OWN = 'urn:eseal';

/** A check (TS 119 102-2 §4.3.4.3). */
export function constraintUri(id: string): string {
  return `${OWN}:constraint:${id}`;
}

/** A fact a check was judged by. */
export function factUri(name: string): string {
  return `${OWN}:fact:${name}`;
}

/** A finding. */
export function findingUri(id: string): string {
  return `${OWN}:finding:${id}`;
}

/** A quality of a seal, by the rules of the EU or of Japan (TS 119 102-2 §4.2.9). */
export function qualityUri(rules: 'eu' | 'japan', quality: string): string {
  return `${OWN}:quality:${rules}:${quality}`;
}

/** A main indication (TS 119 102-2 §4.3.3). */
export function mainIndicationUri(indication: (Conclusion | BlockConclusion)['indication']): string {
  return `${ETSI}:mainindication:${indication.toLowerCase()}`;
}

/** A sub-indication (TS 119 102-2 §4.3.3). */
export function subIndicationUri(subIndication: string): string {
  return `${ETSI}:subindication:${subIndication}`;
}

/** Whether a constraint was applied (TS 119 102-2 §4.3.4.4). */
export function constraintStatusUri(status: 'applied' | 'disabled'): string {
  return `${ETSI}:constraintStatus:${status}`;
}

/** Whether a proof of existence was found by the validation or given to it (TS 119 102-2 §4.5.6). */
export function proofTypeUri(type: 'validation' | 'provided'): string {
  return `${ETSI}:poetype:${type}`;
}

/** A kind of validation object (TS 119 102-2 §4.5.3). */
export function objectTypeUri(
  kind: 'certificate' | 'CRL' | 'OCSPResponse' | 'timestamp' | 'signedData',
): string {
  return `${ETSI}:validationObject:${kind}`;
}

/** A reason for revocation (TS 119 102-2 §4.3.6). */
export function revocationReasonUri(reason: string): string {
  return `${ETSI}:revocationReason:${reason}`;
}

/** A digest algorithm (RFC 9231). */
export function digestUri(algorithm: DigestAlgorithm): string {
  return DIGEST_ALGORITHMS.find(({ name }) => name === algorithm)?.xmlUri ?? UNIDENTIFIED;
}

const UNIDENTIFIED = `${ETSI}:algorithm:unidentified`;

/** A signature algorithm (RFC 9231), by the object identifier where XML has no name for it. */
export function signatureAlgorithmUri(algorithm: string): string {
  const row = SIGNATURE_ALGORITHMS.find(({ name }) => name === algorithm);
  if (row?.xmlUri !== undefined) return row.xmlUri;
  const oid = row?.oid ?? algorithm;
  return isObjectIdentifier(oid) ? `urn:oid:${oid}` : UNIDENTIFIED;
}

const PROCESSES: Readonly<Record<ValidationReport['process'], string>> = {
  basic: 'Basic',
  time: 'LTVM',
  archive: 'LTA',
};

/** The process of EN 319 102-1 that was run (TS 119 102-2 §4.2.9). */
export function processUri(process: ValidationReport['process']): string {
  return `${ETSI}:validationprocess:${PROCESSES[process]}`;
}
