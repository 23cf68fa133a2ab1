/**
 * Criteria on certificates, of qualifiers (ETSI TS 119 612 §5.5.9.2.2) and of mutual recognition.
 *
 * @module
 */
import { attributeValue, childElements, descend, type XmlElement } from '@eseal/formats/xml';
import type { CriteriaList, Criterion, KeyUsageName, QcStatementCriterion } from '../../trust/criteria.ts';
import { MRA, SIE, TSLX, XADES } from './namespaces.ts';
import { onlyChild, textValue } from './values.ts';

/** Readers of criteria by the expanded names of their elements. */
const CRITERIA: ReadonlyMap<string, (element: XmlElement) => Criterion | undefined> = new Map([
  [`${SIE}KeyUsage`, readKeyUsage],
  [`${SIE}PolicySet`, readPolicies],
  [`${SIE}CriteriaList`, readNestedList],
  [`${TSLX}ExtendedKeyUsage`, readPurposes],
  [`${TSLX}CertSubjectDNAttribute`, readSubjectAttributes],
  [`${MRA}QcStatementSet`, readQcStatements],
]);

const ASSERTIONS: readonly CriteriaList['assert'][] = ['all', 'atLeastOne', 'none'];

/**
 * Reads a list of criteria. `undefined` when it has none, or one that is not understood: what such a list says of a
 * certificate is not known, and taking a part for the whole would make it say more or less.
 */
export function readCriteriaList(element: XmlElement | undefined): CriteriaList | undefined {
  if (element === undefined) return undefined;
  const stated = attributeValue(element, 'assert') ?? 'all';
  const assert = ASSERTIONS.find((one) => one === stated);
  const criteria = criterionElements(element).map((one) =>
    CRITERIA.get(`${one.namespace}${one.localName}`)?.(one),
  );
  const understood = criteria.filter((one) => one !== undefined);
  if (assert === undefined || understood.length === 0 || understood.length < criteria.length)
    return undefined;
  return { assert, criteria: understood };
}

function criterionElements(element: XmlElement): readonly XmlElement[] {
  return childElements(element).flatMap((child) => {
    if (child.namespace === SIE && child.localName === 'Description') return [];
    if (child.namespace === SIE && child.localName === 'otherCriteriaList') return childElements(child);
    return [child];
  });
}

function readNestedList(element: XmlElement): Criterion | undefined {
  const list = readCriteriaList(element);
  return list && { kind: 'list', list };
}

const KEY_USAGE_NAMES: readonly KeyUsageName[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'crlSign',
  'encipherOnly',
  'decipherOnly',
];

const BOOLEANS: ReadonlyMap<string | undefined, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function readKeyUsage(element: XmlElement): Criterion | undefined {
  const bits: Partial<Record<KeyUsageName, boolean>> = {};
  const stated = childElements(element, SIE, 'KeyUsageBit');
  for (const bit of stated) {
    const name = KEY_USAGE_NAMES.find((one) => one === attributeValue(bit, 'name'));
    const value = BOOLEANS.get(textValue(bit));
    if (name === undefined || value === undefined || (bits[name] ?? value) !== value) return undefined;
    bits[name] = value;
  }
  return stated.length === 0 ? undefined : { kind: 'key-usage', bits };
}

function readPolicies(element: XmlElement): Criterion | undefined {
  const policies = readIdentifiers(childElements(element, SIE, 'PolicyIdentifier'));
  return policies && { kind: 'policies', policies };
}

function readPurposes(element: XmlElement): Criterion | undefined {
  const purposes = readIdentifiers(childElements(element, TSLX, 'KeyPurposeId'));
  return purposes && { kind: 'extended-key-usage', purposes };
}

function readSubjectAttributes(element: XmlElement): Criterion | undefined {
  const attributes = readIdentifiers(childElements(element, TSLX, 'AttributeOID'));
  return attributes && { kind: 'subject-attributes', attributes };
}

function readQcStatements(element: XmlElement): Criterion | undefined {
  const stated = childElements(element, MRA, 'QcStatement').map(readQcStatement);
  const statements = stated.filter((one) => one !== undefined);
  if (statements.length === 0 || statements.length < stated.length) return undefined;
  return { kind: 'qc-statements', statements };
}

function readQcStatement(element: XmlElement): QcStatementCriterion | undefined {
  const statement = readIdentifier(onlyChild(element, 'QcStatementId', MRA));
  if (statement === undefined) return undefined;
  const information = descend(element, MRA, 'QcStatementInfo').flatMap((one) => childElements(one));
  const [first, ...others] = information;
  if (first === undefined) return { statement };
  if (first.namespace !== MRA || others.length > 0) return undefined;
  const qcType = first.localName === 'QcType' ? readIdentifier(first) : undefined;
  const legislation = first.localName === 'QcCClegislation' ? textValue(first) : undefined;
  if (qcType !== undefined) return { statement, qcType };
  return legislation === undefined ? undefined : { statement, legislation };
}

/** Object identifiers of elements of xades:ObjectIdentifierType, if there are any and all can be read. */
function readIdentifiers(elements: readonly XmlElement[]): readonly string[] | undefined {
  const identifiers = elements.map(readIdentifier).filter((one) => one !== undefined);
  return identifiers.length === 0 || identifiers.length < elements.length ? undefined : identifiers;
}

const OBJECT_IDENTIFIER = /^(?:urn:oid:)?([0-2](?:\.(?:0|[1-9][0-9]{0,38})){1,64})$/i;

/** The object identifier of an element of xades:ObjectIdentifierType, dotted (EN 319 132-1 §5.1.2). */
function readIdentifier(element: XmlElement | undefined): string | undefined {
  return OBJECT_IDENTIFIER.exec(textValue(onlyChild(element, 'Identifier', XADES)) ?? '')?.[1];
}
