/**
 * Edits the XML of the base lists as a scenario says. The files are known and regular, so that elements are found by their
 * tags; an edit that finds nothing is an error, lest a scenario is not what it says.
 *
 * @module
 */
import type {
  DeclarationEdit,
  ScenarioCriteria,
  ScenarioEdits,
  ScenarioStatement,
  TypeEdit,
} from './scenario.ts';
import { timeOf } from './scenario.ts';

const CRITERIA = 'xmlns:sie="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#"';
const TYPES = 'xmlns:tslx="http://uri.etsi.org/02231/v2/additionaltypes#"';
const XADES = 'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"';

/** Puts a certificate in the place of the identity of the list's only service. */
export function withServiceIdentity(list: string, certificate: Uint8Array): string {
  const identity = Buffer.from(certificate).toString('base64');
  const start = list.indexOf('<TrustServiceProviderList');
  const services = list.slice(start);
  return (
    list.slice(0, start) +
    replaced(
      services,
      /<ServiceDigitalIdentity>[\s\S]*?<\/ServiceDigitalIdentity>/,
      () =>
        `<ServiceDigitalIdentity><DigitalId><X509Certificate>${identity}</X509Certificate></DigitalId></ServiceDigitalIdentity>`,
    )
  );
}

/** Announces a certificate for the list that the last pointer of a list of lists leads to. */
export function withAnnouncedSigner(list: string, certificate: Uint8Array): string {
  const start = list.lastIndexOf('<OtherTSLPointer>');
  const announced = Buffer.from(certificate).toString('base64');
  return (
    list.slice(0, start) +
    replaced(list.slice(start), /(<X509Certificate>)[^<]*/, (_, tag) => tag + announced)
  );
}

/** Takes the signature away. */
export function withoutSignature(list: string): string {
  return replaced(list, /<ds:Signature[ >][\s\S]*<\/ds:Signature>/, () => '');
}

/** The list of lists with its agreement edited. */
export function withEdits(list: string, edits: ScenarioEdits, now: Date): string {
  const start = list.indexOf('<mra:MutualRecognitionAgreementInformation');
  const before = list.slice(0, start);
  const [current = '', history] = list.slice(start).split('<mra:TrustServiceEquivalenceHistory>');
  const edited = editCurrent(current, edits, now);
  if (history === undefined) return before + edited;
  const status = edits.history?.TrustServiceEquivalenceStatus;
  const past = status === undefined ? history : withText(history, 'TrustServiceEquivalenceStatus', status);
  return `${before}${edited}<mra:TrustServiceEquivalenceHistory>${past}`;
}

function editCurrent(agreement: string, edits: ScenarioEdits, now: Date): string {
  let xml = agreement;
  for (const name of ['TrustServiceEquivalenceStatus', 'TrustServiceLegalIdentifier'] as const) {
    const text = edits[name];
    if (text !== undefined) xml = withText(xml, name, text);
  }
  const { TrustServiceEquivalenceStatusStartingTime: start, qualifierEquivalence: qualifiers } = edits;
  if (start !== undefined) {
    xml = withText(xml, 'TrustServiceEquivalenceStatusStartingTime', timeOf(start, now).toISOString());
  }
  for (const name of [
    'TrustServiceTSLTypeListPointedParty',
    'TrustServiceTSLTypeListPointingParty',
  ] as const) {
    const edit = edits[name];
    if (edit !== undefined) xml = within(xml, name, (element) => withType(element, edit));
  }
  const status = edits.TrustServiceTSLStatusValidEquivalence?.PointingParty;
  if (status !== undefined) {
    xml = within(xml, 'TrustServiceTSLStatusValidEquivalence', (element) =>
      replaced(element, /(<ServiceStatus>)[^<]*/, (_, tag) => tag + status),
    );
  }
  for (const [context, parties] of Object.entries(edits.equivalence ?? {})) {
    for (const [party, edit] of Object.entries(parties)) xml = withDeclaration(xml, context, party, edit);
  }
  return qualifiers === undefined ? xml : withQualifiers(xml, qualifiers);
}

function withText(xml: string, name: string, text: string): string {
  return replaced(xml, new RegExp(`(<mra:${name}>)[^<]*`), (_, tag) => tag + text);
}

/** Edits the first element of this name. */
function within(xml: string, name: string, edit: (element: string) => string): string {
  return replaced(xml, new RegExp(`<mra:${name}[ >][\\s\\S]*?</mra:${name}>`), edit);
}

function withType(element: string, edit: TypeEdit): string {
  const { ServiceTypeIdentifier: type, AdditionalServiceInformation: uri } = edit;
  const typed =
    type === undefined
      ? element
      : replaced(element, /(<ServiceTypeIdentifier>)[^<]*/, (_, tag) => tag + type);
  if (uri === undefined) return typed;
  return replaced(
    typed.replace(/<AdditionalServiceInformation>[\s\S]*?<\/AdditionalServiceInformation>/, ''),
    /<\/ServiceTypeIdentifier>/,
    (end) =>
      `${end}<AdditionalServiceInformation><URI xml:lang="en">${uri}</URI></AdditionalServiceInformation>`,
  );
}

function withDeclaration(xml: string, context: string, party: string, edit: DeclarationEdit): string {
  const start = xml.indexOf(`<mra:CertificateContentReferenceEquivalenceContext>${context}<`);
  if (start < 0) throw new Error(`no context ${context}`);
  return (
    xml.slice(0, start) +
    within(xml.slice(start), party, (element) => {
      const [, attribute = '', content = '', end = ''] =
        /^<[^>]* assert="([^"]*)">([\s\S]*)(<\/[^<]*>)$/.exec(element) ?? [];
      const { appendCriteria, assert = attribute, criteria } = edit;
      const replacedContent = criteria === undefined ? content : criteriaXml(criteria);
      const appended = appendCriteria === undefined ? '' : criteriaXml(appendCriteria);
      return `<mra:${party} assert="${assert}">${replacedContent}${appended}${end}`;
    })
  );
}

function withQualifiers(xml: string, qualifiers: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(qualifiers).map(
    ([pointed, pointing]) =>
      `<mra:QualifierEquivalence><mra:QualifierPointingParty uri="${pointing}"/>` +
      `<mra:QualifierPointedParty uri="${pointed}"/></mra:QualifierEquivalence>`,
  );
  return within(
    xml,
    'QualifierEquivalenceList',
    () => `<mra:QualifierEquivalenceList>${pairs.join('')}</mra:QualifierEquivalenceList>`,
  );
}

function criteriaXml(criteria: ScenarioCriteria): string {
  if ('list' in criteria) {
    const children = criteria.list.map(criteriaXml).join('');
    return `<sie:CriteriaList ${CRITERIA} assert="${criteria.assert}">${children}</sie:CriteriaList>`;
  }
  if ('policySet' in criteria) {
    const policies = criteria.policySet.map(
      (oid) => `<sie:PolicyIdentifier>${identifierXml(oid)}</sie:PolicyIdentifier>`,
    );
    return `<sie:PolicySet ${CRITERIA}>${policies.join('')}</sie:PolicySet>`;
  }
  if ('keyUsage' in criteria) {
    const bits = Object.entries(criteria.keyUsage).map(
      ([name, value]) => `<sie:KeyUsageBit name="${name}">${value}</sie:KeyUsageBit>`,
    );
    return `<sie:KeyUsage ${CRITERIA}>${bits.join('')}</sie:KeyUsage>`;
  }
  return otherCriteriaXml(criteria);
}

/** Criteria that stand inside otherCriteriaList. */
function otherCriteriaXml(criteria: ScenarioCriteria): string {
  const wrapped = (content: string): string =>
    `<sie:otherCriteriaList ${CRITERIA}>${content}</sie:otherCriteriaList>`;
  if ('extendedKeyUsage' in criteria) {
    const purposes = criteria.extendedKeyUsage.map(
      (oid) => `<tslx:KeyPurposeId>${identifierXml(oid)}</tslx:KeyPurposeId>`,
    );
    return wrapped(`<tslx:ExtendedKeyUsage ${TYPES}>${purposes.join('')}</tslx:ExtendedKeyUsage>`);
  }
  if ('certSubjectDNAttribute' in criteria) {
    const attributes = criteria.certSubjectDNAttribute.map(
      (oid) => `<tslx:AttributeOID>${identifierXml(oid)}</tslx:AttributeOID>`,
    );
    return wrapped(
      `<tslx:CertSubjectDNAttribute ${TYPES}>${attributes.join('')}</tslx:CertSubjectDNAttribute>`,
    );
  }
  const statements =
    'qcStatementSet' in criteria
      ? criteria.qcStatementSet.map(({ qcStatement }) => qcStatement)
      : 'qcStatement' in criteria
        ? [criteria.qcStatement]
        : [];
  if (statements.length === 0) return '';
  return wrapped(`<mra:QcStatementSet>${statements.map(statementXml).join('')}</mra:QcStatementSet>`);
}

function statementXml({ id = '0.4.0.1862.1.7', legislation, type }: ScenarioStatement): string {
  const content = [
    ...(type === undefined ? [] : [`<mra:QcType>${identifierXml(type)}</mra:QcType>`]),
    ...(legislation === undefined ? [] : [`<mra:QcCClegislation>${legislation}</mra:QcCClegislation>`]),
  ];
  const info = content.length === 0 ? '' : `<mra:QcStatementInfo>${content.join('')}</mra:QcStatementInfo>`;
  return `<mra:QcStatement><mra:QcStatementId>${identifierXml(id)}</mra:QcStatementId>${info}</mra:QcStatement>`;
}

function identifierXml(oid: string): string {
  return `<xades:Identifier ${XADES} Qualifier="OIDAsURN">urn:oid:${oid}</xades:Identifier>`;
}

function replaced(xml: string, pattern: RegExp, replace: (match: string, group: string) => string): string {
  if (!pattern.test(xml)) throw new Error(`nothing in the list fits ${pattern}`);
  return xml.replace(pattern, (match, group) => replace(match, group));
}
