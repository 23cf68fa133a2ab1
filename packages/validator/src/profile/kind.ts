/**
 * Whether a certificate is for seals of organisations or for signatures of persons, by what says so: the certificate
 * itself (EN 319 412-5 §4.2.3), a policy, or a trusted list. It is never inferred from a missing person's name.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { type Certificate, qcTypes } from '@eseal/core/x509';

/** What a certificate is for. */
export type CertificateKind = 'eseal' | 'esign' | 'unknown';

/** What may say so: the common policy of seals, the entry of a service, or the statement QcType. */
export type KindEvidence = 'policy' | 'service' | 'qc-type';

/** One voice about the kind. */
export interface KindStatement {
  readonly evidence: KindEvidence;
  readonly kind: 'eseal' | 'esign';
}

/** What all voices together make of it. */
export interface JudgedKind {
  readonly kind: CertificateKind;
  /** Everything that spoke, also when it is contradicted. */
  readonly evidence: readonly KindEvidence[];
  readonly contradictory: boolean;
}

/** The kind that the statement QcType declares; `unknown` without one, or with contradicting types. */
export function certificateKind(certificate: Certificate): CertificateKind {
  return judgeKind(qcTypeStatements(certificate)).kind;
}

/** What the statement QcType says; nothing where it is absent, cannot be read or names other types. */
export function qcTypeStatements(certificate: Certificate): readonly KindStatement[] {
  const types = readable(() => qcTypes(certificate)) ?? [];
  const statement = (kind: 'eseal' | 'esign'): KindStatement => ({ evidence: 'qc-type', kind });
  return [
    ...(types.includes(OID.qcTypeEseal) ? [statement('eseal')] : []),
    ...(types.includes(OID.qcTypeEsign) ? [statement('esign')] : []),
  ];
}

/**
 * The kind that all statements agree on; contradicting ones decide nothing.
 *
 * @param namesPerson - whether the subject is a natural person by its attributes, which speaks against a seal and for nothing
 */
export function judgeKind(statements: readonly KindStatement[], namesPerson = false): JudgedKind {
  const evidence = [...new Set(statements.map((statement) => statement.evidence))];
  const eseal = statements.some(({ kind }) => kind === 'eseal');
  const esign = statements.some(({ kind }) => kind === 'esign');
  if (eseal && (esign || namesPerson)) return { kind: 'unknown', evidence, contradictory: true };
  const kind = eseal ? 'eseal' : esign ? 'esign' : 'unknown';
  return { kind, evidence, contradictory: false };
}
