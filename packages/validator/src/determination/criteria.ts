/**
 * Whether a certificate meets the criteria of a qualifier (ETSI TS 119 612 §5.5.9.2.2) or of an agreement on recognition.
 *
 * Stricter than the text: a certificate with an extension that the criteria ask about and that cannot be read meets
 * nothing, not even a list that asserts `none`; neither does any certificate meet a list that asks for nothing.
 *
 * @module
 */
import { assertNever, readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import {
  type Certificate,
  certificatePolicies,
  extendedKeyUsage,
  keyUsage,
  qcLegislations,
  qcStatements,
  qcTypes,
} from '@eseal/core/x509';
import type { CriteriaList, Criterion, KeyUsageName, QcStatementCriterion } from '../trust/criteria.ts';

/** `undecidable`: part of the certificate cannot be read, or part of the criteria asks for nothing. */
export type CriteriaOutcome = 'met' | 'not-met' | 'undecidable';

/** Whether the certificate meets the criteria; what cannot be decided is not met. */
export function meetsCriteria(certificate: Certificate, list: CriteriaList): boolean {
  return judgeCriteria(certificate, list) === 'met';
}

/** Judges all of the criteria, so that the outcome does not depend on their order. */
export function judgeCriteria(certificate: Certificate, list: CriteriaList): CriteriaOutcome {
  const outcomes = list.criteria.map((criterion) => judgeCriterion(certificate, criterion));
  if (outcomes.length === 0 || outcomes.includes('undecidable')) return 'undecidable';
  return holds(list.assert, outcomes) ? 'met' : 'not-met';
}

function holds(assert: CriteriaList['assert'], outcomes: readonly CriteriaOutcome[]): boolean {
  switch (assert) {
    case 'all':
      return outcomes.every((outcome) => outcome === 'met');
    case 'atLeastOne':
      return outcomes.includes('met');
    case 'none':
      return !outcomes.includes('met');
    default:
      return assertNever(assert);
  }
}

function judgeCriterion(certificate: Certificate, criterion: Criterion): CriteriaOutcome {
  if (criterion.kind === 'list') return judgeCriteria(certificate, criterion.list);
  const answers = readable(() => answersTo(certificate, criterion));
  if (answers === undefined || answers.length === 0) return 'undecidable';
  return answers.every((answer) => answer) ? 'met' : 'not-met';
}

/** One answer for each thing that the criterion asks for; all have to be yes. */
function answersTo(
  certificate: Certificate,
  criterion: Exclude<Criterion, { readonly kind: 'list' }>,
): readonly boolean[] {
  switch (criterion.kind) {
    case 'policies': {
      const policies = certificatePolicies(certificate)?.map(({ policyIdentifier }) => policyIdentifier);
      return inclusions(criterion.policies, policies);
    }
    case 'key-usage':
      return usageAnswers(certificate, criterion.bits);
    case 'extended-key-usage':
      return inclusions(criterion.purposes, extendedKeyUsage(certificate));
    case 'subject-attributes': {
      const types = certificate.subject.rdns.flat().map(({ type }) => type);
      return inclusions(criterion.attributes, types);
    }
    case 'qc-statements':
      return criterion.statements.map((statement) => hasStatement(certificate, statement));
    default:
      return assertNever(criterion);
  }
}

function inclusions(asked: readonly string[], present: readonly string[] = []): readonly boolean[] {
  return asked.map((one) => present.includes(one));
}

/** A certificate without keyUsage has none of the bits set. */
function usageAnswers(
  certificate: Certificate,
  bits: Readonly<Partial<Record<KeyUsageName, boolean>>>,
): readonly boolean[] {
  const set: readonly string[] = keyUsage(certificate) ?? [];
  return Object.entries(bits).map(
    ([name, asked]) => set.includes(name === 'crlSign' ? 'cRLSign' : name) === asked,
  );
}

function hasStatement(certificate: Certificate, asked: QcStatementCriterion): boolean {
  const { statement, qcType, legislation } = asked;
  return (
    qcStatements(certificate).some(({ statementId }) => statementId === statement) &&
    (qcType === undefined || (statement === OID.qcType && qcTypes(certificate).includes(qcType))) &&
    (legislation === undefined ||
      (statement === OID.qcCClegislation && qcLegislations(certificate).includes(legislation)))
  );
}
