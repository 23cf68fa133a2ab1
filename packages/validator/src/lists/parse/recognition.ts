/**
 * Agreements on mutual recognition in the pointer to a list (the European Commission's schema
 * `http://ec.europa.eu/tools/lotl/mra/schema/v2#`).
 *
 * @module
 */
import { attributeValue, childElements, descend, type XmlElement } from '@eseal/formats/xml';
import type { CriteriaList } from '../../trust/criteria.ts';
import type {
  ContentContext,
  Equivalence,
  EquivalenceState,
  ServiceEquivalence,
  ServiceTypePattern,
} from '../../trust/recognition.ts';
import type { ListPointer } from '../list.ts';
import { readCriteriaList } from './criteria.ts';
import { MRA } from './namespaces.ts';
import { type HistoryEntry, toPeriods } from './periods.ts';
import { about, type Tell } from './tell.ts';
import { childValue, dateOf, onlyChild, textValue, valuesBelow } from './values.ts';

/** A state without its end, which the next newer one tells. */
type Entry = Omit<EquivalenceState, 'until'>;

/** Reads mra:MutualRecognitionAgreementInformation; an equivalence that cannot be read is left out and told. */
export function readAgreement(element: XmlElement, tell: Tell): NonNullable<ListPointer['agreement']> {
  return {
    pointingLegislation: attributeValue(element, 'pointingContractingPartyLegislation') ?? '',
    pointedLegislation: attributeValue(element, 'pointedContractingPartyLegislation') ?? '',
    equivalences: childElements(element, MRA, 'TrustServiceEquivalenceInformation').flatMap((one, index) =>
      readEquivalence(one, about(tell, `equivalence ${index + 1}`)),
    ),
  };
}

function readEquivalence(element: XmlElement, tell: Tell): readonly ServiceEquivalence[] {
  const legalIdentifier = textValue(onlyChild(element, 'TrustServiceLegalIdentifier', MRA));
  const current = readEntry(element);
  if (legalIdentifier === undefined || current === undefined) {
    tell('left out: it is not complete, or not understood');
    return [];
  }
  const instances = descend(
    element,
    MRA,
    'TrustServiceEquivalenceHistory',
    'TrustServiceEquivalenceHistoryInstance',
  );
  const history = instances.flatMap((instance, index) =>
    readHistoryEntry(instance, about(tell, `entry ${index + 1} of its history`)),
  );
  return [{ legalIdentifier, states: toPeriods(current, history) }];
}

function readHistoryEntry(instance: XmlElement, tell: Tell): readonly HistoryEntry<Entry>[] {
  const from = startOf(instance);
  const value = readEntry(instance);
  if (value === undefined) tell('left out: it is not complete, or not understood');
  return from === undefined ? [] : [{ from, value }];
}

const STATUSES: ReadonlyMap<string | undefined, Entry['status']> = new Map([
  ['http://ec.europa.eu/tools/lotl/mra/enacted', 'enacted'],
  ['http://ec.europa.eu/tools/lotl/mra/repealed', 'repealed'],
]);

function readEntry(element: XmlElement): Entry | undefined {
  const status = STATUSES.get(textValue(onlyChild(element, 'TrustServiceEquivalenceStatus', MRA)));
  const from = startOf(element);
  const types = readTypes(onlyChild(element, 'TrustServiceTSLTypeEquivalenceList', MRA));
  const contents = readContents(element);
  if (status === undefined || from === undefined || types === undefined || contents === undefined)
    return undefined;
  const statuses = onlyChild(element, 'TrustServiceTSLStatusEquivalenceList', MRA);
  return {
    status,
    from,
    types,
    validStatuses: readStatuses(statuses, 'TrustServiceTSLStatusValidEquivalence'),
    invalidStatuses: readStatuses(statuses, 'TrustServiceTSLStatusInvalidEquivalence'),
    contents,
    qualifiers: readQualifiers(element),
  };
}

function startOf(element: XmlElement): Date | undefined {
  return dateOf(onlyChild(element, 'TrustServiceEquivalenceStatusStartingTime', MRA));
}

function readTypes(element: XmlElement | undefined): EquivalenceState['types'] | undefined {
  const pointing = readPatterns(onlyChild(element, 'TrustServiceTSLTypeListPointingParty', MRA));
  const pointed = readPatterns(onlyChild(element, 'TrustServiceTSLTypeListPointedParty', MRA));
  return pointing.length === 0 || pointed.length === 0 ? undefined : { pointing, pointed };
}

function readPatterns(element: XmlElement | undefined): readonly ServiceTypePattern[] {
  return descend(element, MRA, 'TrustServiceTSLType').flatMap((one) => {
    const type = childValue(one, 'ServiceTypeIdentifier');
    const additionalInformation = valuesBelow(one, 'AdditionalServiceInformation', 'URI');
    return type === undefined ? [] : [{ type, additionalInformation }];
  });
}

function readStatuses(
  element: XmlElement | undefined,
  localName: string,
): readonly Equivalence<readonly string[]>[] {
  return descend(element, MRA, localName).map((one) => ({
    pointing: valuesBelow(onlyChild(one, 'TrustServiceTSLStatusListPointingParty', MRA), 'ServiceStatus'),
    pointed: valuesBelow(onlyChild(one, 'TrustServiceTSLStatusListPointedParty', MRA), 'ServiceStatus'),
  }));
}

const CONTEXTS: ReadonlyMap<string | undefined, ContentContext> = new Map([
  ['http://ec.europa.eu/tools/lotl/mra/QcCompliance', 'QcCompliance'],
  ['http://ec.europa.eu/tools/lotl/mra/QcType', 'QcType'],
  ['http://ec.europa.eu/tools/lotl/mra/QcQSCD', 'QcQSCD'],
]);

/** `undefined` when what certificates say is compared by criteria, or in a context, that are not understood. */
function readContents(element: XmlElement): EquivalenceState['contents'] | undefined {
  const contents: Partial<Record<ContentContext, Equivalence<CriteriaList>>> = {};
  for (const one of descend(
    element,
    MRA,
    'CertificateContentReferencesEquivalenceList',
    'CertificateContentReferenceEquivalence',
  )) {
    const context = CONTEXTS.get(
      textValue(onlyChild(one, 'CertificateContentReferenceEquivalenceContext', MRA)),
    );
    const pointing = readDeclaration(onlyChild(one, 'CertificateContentDeclarationPointingParty', MRA));
    const pointed = readCriteriaList(onlyChild(one, 'CertificateContentDeclarationPointedParty', MRA));
    if (context === undefined || pointing === undefined || pointed === undefined) return undefined;
    if (contents[context] !== undefined) return undefined;
    contents[context] = { pointing, pointed };
  }
  return contents;
}

/** Unlike the party whose certificates are asked, the pointing one may say nothing: then nothing is taken as said. */
function readDeclaration(element: XmlElement | undefined): CriteriaList | undefined {
  const isEmpty = element !== undefined && childElements(element).length === 0;
  return isEmpty ? { assert: 'all', criteria: [] } : readCriteriaList(element);
}

function readQualifiers(element: XmlElement): readonly Equivalence<string>[] {
  const equivalences = descend(
    element,
    MRA,
    'TrustServiceTSLQualificationExtensionEquivalenceList',
    'QualifierEquivalenceList',
    'QualifierEquivalence',
  );
  return equivalences.flatMap((one) => {
    const pointing = uriOf(onlyChild(one, 'QualifierPointingParty', MRA));
    const pointed = uriOf(onlyChild(one, 'QualifierPointedParty', MRA));
    return pointing === undefined || pointed === undefined ? [] : [{ pointing, pointed }];
  });
}

function uriOf(qualifier: XmlElement | undefined): string | undefined {
  const uri = qualifier && attributeValue(qualifier, 'uri')?.trim();
  return uri === '' ? undefined : uri;
}
