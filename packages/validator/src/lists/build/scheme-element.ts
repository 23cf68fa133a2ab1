/**
 * The head of a list: who operates the scheme, and which other lists it points to (ETSI TS 119 612 §5.3).
 *
 * @module
 */
import { element, unlessEmpty, type XmlElement } from '../../util/xml.ts';
import { LIST_MEDIA_TYPE } from '../follow/anchor.ts';
import { agreementElement } from './agreement-element.ts';
import type { PointerDescription, SchemeDescription } from './description.ts';
import {
  addressElement,
  dateTimeElement,
  languageElement,
  namesElement,
  rulesElement,
  urisElement,
} from './language-elements.ts';
import { certificateElement } from './service-element.ts';
import { HISTORY_FOR_EVER, LIST_VERSION } from './vocabulary.ts';

/** SchemeInformation. */
export function schemeElement(
  scheme: SchemeDescription,
  pointers: readonly PointerDescription[],
): XmlElement {
  const { historicalInformationPeriod = HISTORY_FOR_EVER, legalNotices = [], nextUpdate } = scheme;
  return element('SchemeInformation', [
    element('TSLVersionIdentifier', String(LIST_VERSION)),
    element('TSLSequenceNumber', String(scheme.sequenceNumber)),
    element('TSLType', scheme.type),
    namesElement('SchemeOperatorName', scheme.operatorNames),
    addressElement('SchemeOperatorAddress', scheme.operatorAddress),
    namesElement('SchemeName', scheme.schemeNames),
    urisElement('SchemeInformationURI', scheme.informationUris),
    element('StatusDeterminationApproach', scheme.statusDeterminationApproach),
    rulesElement('SchemeTypeCommunityRules', scheme.communityRules),
    element('SchemeTerritory', scheme.territory),
    unlessEmpty(
      'PolicyOrLegalNotice',
      legalNotices.map((notice) => languageElement('TSLLegalNotice', notice)),
    ),
    element('HistoricalInformationPeriod', String(historicalInformationPeriod)),
    unlessEmpty('PointersToOtherTSL', pointers.map(pointerElement)),
    dateTimeElement('ListIssueDateTime', scheme.issueDate),
    element('NextUpdate', [nextUpdate && dateTimeElement('dateTime', nextUpdate)]),
    unlessEmpty(
      'DistributionPoints',
      scheme.distributionPoints.map((uri) => element('URI', uri)),
    ),
  ]);
}

function pointerElement(pointer: PointerDescription): XmlElement {
  const { agreement, communityRules, location, mimeType = LIST_MEDIA_TYPE, signers } = pointer;
  const information = [
    element('TSLType', pointer.type),
    element('SchemeTerritory', pointer.territory),
    element('tslx:MimeType', mimeType),
    namesElement('SchemeOperatorName', pointer.operatorNames),
    rulesElement('SchemeTypeCommunityRules', communityRules),
    agreement && agreementElement(agreement),
  ];
  return element('OtherTSLPointer', [
    element(
      'ServiceDigitalIdentities',
      signers.map((signer) => element('ServiceDigitalIdentity', [certificateElement(signer)])),
    ),
    element('TSLLocation', location),
    element(
      'AdditionalInformation',
      information.flatMap((one) => (one === undefined ? [] : [element('OtherInformation', [one])])),
    ),
  ]);
}
