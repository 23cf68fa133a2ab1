/**
 * What a certificate says of being qualified (EN 319 412-5 §4), as plain values, so that an agreement on recognition can
 * put them in other terms.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import {
  type Certificate,
  certificatePolicies,
  qcLegislations,
  qcStatements,
  qcTypes,
} from '@eseal/core/x509';

/** What a certificate says; an extension that cannot be read says nothing. */
export interface CertificateContent {
  /** QcCompliance. */
  readonly qcCompliance: boolean;
  /** QcSSCD: that the key is in a secure or qualified device. */
  readonly qcSscd: boolean;
  /** QcType, dotted. */
  readonly qcTypes: readonly string[];
  /** QcCClegislation: countries whose law the certificate is under, in place of the EU's. */
  readonly legislations: readonly string[];
  /** Certificate policies, dotted. */
  readonly policies: readonly string[];
}

const NOTHING_QUALIFIED = { qcCompliance: false, qcSscd: false, qcTypes: [], legislations: [] };

/** Reads what the certificate says; one statement that cannot be read makes all of them count for nothing. */
export function certificateContent(certificate: Certificate): CertificateContent {
  const policies = readable(() => certificatePolicies(certificate)) ?? [];
  return {
    ...(readable(() => statementsOf(certificate)) ?? NOTHING_QUALIFIED),
    policies: policies.map(({ policyIdentifier }) => policyIdentifier),
  };
}

function statementsOf(certificate: Certificate): Omit<CertificateContent, 'policies'> {
  const statements = qcStatements(certificate).map(({ statementId }) => statementId);
  return {
    qcCompliance: statements.includes(OID.qcCompliance),
    qcSscd: statements.includes(OID.qcSscd),
    qcTypes: qcTypes(certificate),
    legislations: qcLegislations(certificate),
  };
}
