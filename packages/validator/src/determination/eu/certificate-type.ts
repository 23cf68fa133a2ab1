/**
 * What a certificate is for: signatures, seals or web sites (ETSI TS 119 615 §4.4.4).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import type { CertificateContent } from '../certificate-content.ts';
import type { AppliedService } from './applied-service.ts';
import { isSinceEidas } from './eidas-times.ts';
import { claimsQualification } from './qualified-content.ts';
import {
  type CertificateType,
  QC_FOR_LEGAL_PERSON,
  TYPES_BY_INFORMATION,
  TYPES_BY_QUALIFIER,
} from './uris.ts';

const TYPES_BY_STATEMENT: ReadonlyMap<string, CertificateType> = new Map([
  [OID.qcTypeEsign, 'eSig'],
  [OID.qcTypeEseal, 'eSeal'],
  [OID.qcTypeWeb, 'WSA'],
]);

/**
 * The type that the certificate states. One that states none is for signatures when it calls itself qualified, as all were
 * before the Regulation (Table 1).
 */
export function typeByCertificate(content: CertificateContent, issuance: Date): CertificateType {
  const stated = isSinceEidas(issuance) ? typesOf(content.qcTypes, TYPES_BY_STATEMENT) : [];
  if (stated.length > 0) return soleOf(stated) ?? 'unknown';
  return claimsQualification(content, issuance) ? 'eSig' : 'unknown';
}

/** The type of a qualified certificate: qualifiers override what it states. */
export function typeOf(applied: AppliedService, issuance: Date): CertificateType {
  if (!isSinceEidas(applied.state.from)) return 'eSig';
  const overruling = typesOf(applied.qualifiers, TYPES_BY_QUALIFIER);
  if (overruling.length === 0) return typeByCertificate(applied.content, issuance);
  const sole = soleOf(overruling);
  const listed = listedTypes(applied);
  // A qualifier that contradicts the service's own information says nothing.
  return sole !== undefined && (listed.length === 0 || listed.includes(sole)) ? sole : 'unknown';
}

/**
 * Whether the service is listed for certificates of this type, or for the one type that qualifiers put in its place. A
 * type that nobody knows excludes no service, and stays unknown. Before the Regulation all services were for signatures.
 */
export function coversType(applied: AppliedService, issuance: Date): boolean {
  const type = typeByCertificate(applied.content, issuance);
  if (!isSinceEidas(issuance) || type === 'unknown') return true;
  const listed = listedTypes(applied);
  const sole = soleOf(typesOf(applied.qualifiers, TYPES_BY_QUALIFIER));
  return listed.includes(type) || (sole !== undefined && listed.includes(sole));
}

/** Types in additionalServiceInformation; a service for legal persons is for no signatures (PRO-4.4.4-12). */
function listedTypes({ qualifiers, state }: AppliedService): readonly CertificateType[] {
  const types = typesOf(state.additionalInformation, TYPES_BY_INFORMATION);
  return qualifiers.includes(QC_FOR_LEGAL_PERSON) ? types.filter((type) => type !== 'eSig') : types;
}

/** Each type once. */
function typesOf(
  values: readonly string[],
  types: ReadonlyMap<string, CertificateType>,
): readonly CertificateType[] {
  return [...new Set(values.flatMap((value) => types.get(value) ?? []))];
}

function soleOf<T>(values: readonly T[]): T | undefined {
  return values.length === 1 ? values[0] : undefined;
}
