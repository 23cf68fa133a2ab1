/**
 * Services with their history (ETSI TS 119 612 §5.5, §5.6).
 *
 * @module
 */
import { type Certificate, formatName, subjectKeyIdentifier } from '@eseal/core/x509';
import type { Qualification } from '../../trust/listed-service.ts';
import { bytesElement, element, unlessEmpty, type XmlElement } from '../../util/xml.ts';
import { criteriaElement } from './criteria-element.ts';
import type { ServiceDescription, ServiceStateDescription, SupplyPoint } from './description.ts';
import { dateTimeElement, languageElement, namesElement, urisElement } from './language-elements.ts';

/** A service: what it is now, then what it was. */
export function serviceElement(service: ServiceDescription): XmlElement {
  const { certificates, definitionUris, states, supplyPoints = [] } = service;
  const [now, ...before] = states;
  const identity = element('ServiceDigitalIdentity', certificates.map(certificateElement));
  const past = pastIdentity(certificates);
  return element('TSPService', [
    element('ServiceInformation', [
      ...(now === undefined ? [] : stateParts(now, identity)),
      unlessEmpty('ServiceSupplyPoints', supplyPoints.map(supplyPointElement)),
      urisElement('TSPServiceDefinitionURI', definitionUris),
      now && extensionsElement(now),
    ]),
    unlessEmpty(
      'ServiceHistory',
      before.map((state) =>
        element('ServiceHistoryInstance', [...stateParts(state, past), extensionsElement(state)]),
      ),
    ),
  ]);
}

function stateParts(state: ServiceStateDescription, identity: XmlElement): readonly XmlElement[] {
  return [
    element('ServiceTypeIdentifier', state.type),
    namesElement('ServiceName', state.names),
    identity,
    element('ServiceStatus', state.status),
    dateTimeElement('StatusStartingTime', state.from),
  ];
}

/** An identity by its certificate (§5.5.3), of a service as of who may sign a list. */
export function certificateElement({ raw }: Certificate): XmlElement {
  return element('DigitalId', [bytesElement('X509Certificate', raw)]);
}

/** History names the key, not certificates (§5.6.3). */
function pastIdentity([certificate]: readonly Certificate[]): XmlElement {
  if (certificate === undefined) return element('ServiceDigitalIdentity');
  const key = subjectKeyIdentifier(certificate);
  return element('ServiceDigitalIdentity', [
    element('DigitalId', [element('X509SubjectName', formatName(certificate.subject))]),
    key && element('DigitalId', [bytesElement('X509SKI', key)]),
  ]);
}

function supplyPointElement({ uri, type }: SupplyPoint): XmlElement {
  return element('ServiceSupplyPoint', uri, type === undefined ? {} : { type });
}

/** Extensions of a service (§5.5.9); relying parties that do not understand a critical one leave the service. */
function extensionsElement(state: ServiceStateDescription): XmlElement | undefined {
  const { additionalInformation = [], expiredCertsRevocationInfo, qualifications = [] } = state;
  return unlessEmpty('ServiceInformationExtensions', [
    expiredCertsRevocationInfo &&
      extension(false, dateTimeElement('ExpiredCertsRevocationInfo', expiredCertsRevocationInfo)),
    qualifications.length === 0
      ? undefined
      : extension(true, element('sie:Qualifications', qualifications.map(qualificationElement))),
    ...additionalInformation.map((uri) => extension(true, additionalInformationElement(uri))),
  ]);
}

function extension(critical: boolean, content: XmlElement): XmlElement {
  return element('Extension', [content], { Critical: String(critical) });
}

function qualificationElement({ criteria, qualifiers }: Qualification): XmlElement {
  return element('sie:QualificationElement', [
    element(
      'sie:Qualifiers',
      qualifiers.map((uri) => element('sie:Qualifier', [], { uri })),
    ),
    criteriaElement('sie:CriteriaList', criteria),
  ]);
}

/** What a service is besides its type (§5.5.9.4), of a service as of a type in an agreement. */
export function additionalInformationElement(uri: string): XmlElement {
  return element('AdditionalServiceInformation', [languageElement('URI', { language: 'en', text: uri })]);
}
