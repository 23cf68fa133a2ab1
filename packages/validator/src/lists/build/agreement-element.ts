/**
 * Agreements on mutual recognition, in the European Commission's schema (version 2).
 *
 * @module
 */
import type { ContentContext, Equivalence, ServiceTypePattern } from '../../trust/recognition.ts';
import { element, unlessEmpty, type XmlElement } from '../../util/xml.ts';
import { criteriaElement } from './criteria-element.ts';
import type {
  AgreementDescription,
  EquivalenceDescription,
  EquivalenceStateDescription,
} from './description.ts';
import { dateTimeElement } from './language-elements.ts';
import { additionalInformationElement } from './service-element.ts';
import { AGREEMENT, QUALIFICATIONS_NAME } from './vocabulary.ts';

/** In the order they are written in. */
const CONTENT_CONTEXTS: readonly ContentContext[] = ['QcCompliance', 'QcType', 'QcQSCD'];

/** An agreement, of a pointer. */
export function agreementElement(agreement: AgreementDescription): XmlElement {
  const { equivalences, pointedLegislation, pointingLegislation } = agreement;
  return element('mra:MutualRecognitionAgreementInformation', equivalences.map(equivalenceElement), {
    technicalType: '1',
    version: '1',
    pointingContractingPartyLegislation: pointingLegislation,
    pointedContractingPartyLegislation: pointedLegislation,
    MRADepth: '1',
  });
}

function equivalenceElement({ legalIdentifier, states }: EquivalenceDescription): XmlElement {
  const [now, ...before] = states;
  return element('mra:TrustServiceEquivalenceInformation', [
    element('mra:TrustServiceLegalIdentifier', legalIdentifier),
    ...(now === undefined ? [] : stateParts(now)),
    unlessEmpty(
      'mra:TrustServiceEquivalenceHistory',
      before.map((state) => element('mra:TrustServiceEquivalenceHistoryInstance', stateParts(state))),
    ),
  ]);
}

function stateParts(state: EquivalenceStateDescription): readonly (XmlElement | undefined)[] {
  return [
    parties(
      'mra:TrustServiceTSLTypeEquivalenceList',
      'mra:TrustServiceTSLTypeList',
      state.types,
      typeElement,
    ),
    element('mra:TrustServiceEquivalenceStatus', `${AGREEMENT}/${state.status}`),
    dateTimeElement('mra:TrustServiceEquivalenceStatusStartingTime', state.from),
    element('mra:TrustServiceTSLStatusEquivalenceList', [
      ...state.validStatuses.map((one) => statusesElement('mra:TrustServiceTSLStatusValidEquivalence', one)),
      ...state.invalidStatuses.map((one) =>
        statusesElement('mra:TrustServiceTSLStatusInvalidEquivalence', one),
      ),
    ]),
    unlessEmpty(
      'mra:CertificateContentReferencesEquivalenceList',
      CONTENT_CONTEXTS.map((context) => contentElement(context, state)),
    ),
    qualifiersElement(state.qualifiers),
  ];
}

/** An element with a list of each party. */
function parties<T>(
  name: string,
  list: string,
  { pointing, pointed }: Equivalence<readonly T[]>,
  write: (one: T) => XmlElement,
): XmlElement {
  return element(name, [
    element(`${list}PointingParty`, pointing.map(write)),
    element(`${list}PointedParty`, pointed.map(write)),
  ]);
}

function typeElement({ additionalInformation, type }: ServiceTypePattern): XmlElement {
  return element('mra:TrustServiceTSLType', [
    element('ServiceTypeIdentifier', type),
    ...additionalInformation.map(additionalInformationElement),
  ]);
}

function statusesElement(name: string, statuses: Equivalence<readonly string[]>): XmlElement {
  return parties(name, 'mra:TrustServiceTSLStatusList', statuses, (uri) => element('ServiceStatus', uri));
}

function contentElement(
  context: ContentContext,
  { contents }: EquivalenceStateDescription,
): XmlElement | undefined {
  const criteria = contents[context];
  if (criteria === undefined) return undefined;
  return element('mra:CertificateContentReferenceEquivalence', [
    element('mra:CertificateContentReferenceEquivalenceContext', `${AGREEMENT}/${context}`),
    criteriaElement('mra:CertificateContentDeclarationPointingParty', criteria.pointing),
    criteriaElement('mra:CertificateContentDeclarationPointedParty', criteria.pointed),
  ]);
}

function qualifiersElement(qualifiers: readonly Equivalence<string>[]): XmlElement | undefined {
  if (qualifiers.length === 0) return undefined;
  const name = 'mra:TrustServiceTSLQualificationExtensionName';
  return element('mra:TrustServiceTSLQualificationExtensionEquivalenceList', [
    element(name, [
      element(`${name}PointingParty`, QUALIFICATIONS_NAME),
      element(`${name}PointedParty`, QUALIFICATIONS_NAME),
    ]),
    element(
      'mra:QualifierEquivalenceList',
      qualifiers.map(({ pointing, pointed }) =>
        element('mra:QualifierEquivalence', [
          element('mra:QualifierPointingParty', [], { uri: pointing }),
          element('mra:QualifierPointedParty', [], { uri: pointed }),
        ]),
      ),
    ),
  ]);
}
