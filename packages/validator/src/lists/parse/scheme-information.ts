/**
 * Scheme information of a list (ETSI TS 119 612 §5.3).
 *
 * @module
 */
import { childElements, type XmlElement } from '@eseal/formats/xml';
import type { SchemeInformation } from '../list.ts';
import {
  childNumber,
  childValue,
  dateOf,
  languageStrings,
  onlyChild,
  textValue,
  valuesBelow,
} from './values.ts';

/** Reads tsl:SchemeInformation; what it lacks, or all of it, is `undefined` or empty. */
export function readSchemeInformation(element: XmlElement | undefined): SchemeInformation {
  const next = onlyChild(element, 'NextUpdate');
  return {
    version: childNumber(element, 'TSLVersionIdentifier'),
    sequenceNumber: childNumber(element, 'TSLSequenceNumber'),
    type: childValue(element, 'TSLType'),
    operatorNames: languageStrings(element, 'SchemeOperatorName', 'Name'),
    schemeNames: languageStrings(element, 'SchemeName', 'Name'),
    informationUris: languageStrings(element, 'SchemeInformationURI', 'URI'),
    statusDeterminationApproach: childValue(element, 'StatusDeterminationApproach'),
    communityRules: valuesBelow(element, 'SchemeTypeCommunityRules', 'URI'),
    territory: childValue(element, 'SchemeTerritory'),
    issueDate: dateOf(onlyChild(element, 'ListIssueDateTime')),
    nextUpdate: dateOf(onlyChild(next, 'dateTime')),
    isLast: next !== undefined && childElements(next).length === 0 && textValue(next) === undefined,
    distributionPoints: valuesBelow(element, 'DistributionPoints', 'URI'),
  };
}
