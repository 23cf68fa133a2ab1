/**
 * Criteria on certificates, as qualifiers and agreements have them (ETSI TS 119 612 §5.5.9.2.2).
 *
 * @module
 */
import type { CriteriaList, Criterion, QcStatementCriterion } from '../../trust/criteria.ts';
import { element, unlessEmpty, type XmlElement } from '../../util/xml.ts';

type Writers = {
  readonly [Kind in Criterion['kind']]: (criterion: Criterion & { kind: Kind }) => XmlElement;
};

const WRITERS: Writers = {
  'key-usage': ({ bits }) =>
    element(
      'sie:KeyUsage',
      Object.entries(bits).map(([name, value]) => element('sie:KeyUsageBit', String(value), { name })),
    ),
  policies: ({ policies }) =>
    element(
      'sie:PolicySet',
      policies.map((oid) => oidElement('sie:PolicyIdentifier', oid)),
    ),
  list: ({ list }) => criteriaElement('sie:CriteriaList', list),
  'extended-key-usage': ({ purposes }) =>
    element(
      'tslx:ExtendedKeyUsage',
      purposes.map((oid) => oidElement('tslx:KeyPurposeId', oid)),
    ),
  'subject-attributes': ({ attributes }) =>
    element(
      'tslx:CertSubjectDNAttribute',
      attributes.map((oid) => oidElement('tslx:AttributeOID', oid)),
    ),
  'qc-statements': ({ statements }) => element('mra:QcStatementSet', statements.map(statementElement)),
};

/** A list of criteria; the schema wants them in an order by kind. */
export function criteriaElement(name: string, { assert, criteria }: CriteriaList): XmlElement {
  return element(
    name,
    [
      ...ofKind(criteria, 'key-usage'),
      ...ofKind(criteria, 'policies'),
      ...ofKind(criteria, 'list'),
      unlessEmpty('sie:otherCriteriaList', [
        ...ofKind(criteria, 'extended-key-usage'),
        ...ofKind(criteria, 'subject-attributes'),
        ...ofKind(criteria, 'qc-statements'),
      ]),
    ],
    { assert },
  );
}

function ofKind<Kind extends Criterion['kind']>(
  criteria: readonly Criterion[],
  kind: Kind,
): readonly XmlElement[] {
  const isOfKind = (one: Criterion): one is Criterion & { kind: Kind } => one.kind === kind;
  return criteria.filter(isOfKind).map(WRITERS[kind]);
}

function statementElement({ statement, qcType, legislation }: QcStatementCriterion): XmlElement {
  return element('mra:QcStatement', [
    oidElement('mra:QcStatementId', statement),
    unlessEmpty('mra:QcStatementInfo', [
      qcType === undefined ? undefined : oidElement('mra:QcType', qcType),
      legislation === undefined ? undefined : element('mra:QcCClegislation', legislation),
    ]),
  ]);
}

/** An object identifier (EN 319 132-1 §5.1.2). */
function oidElement(name: string, oid: string): XmlElement {
  return element(name, [element('xades:Identifier', `urn:oid:${oid}`, { Qualifier: 'OIDAsURN' })]);
}
