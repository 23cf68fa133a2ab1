/**
 * Extensions of a service's information (ETSI TS 119 612 §5.5.9).
 *
 * @module
 */
import { attributeValue, childElements, descend, type XmlElement } from '@eseal/formats/xml';
import type { Qualification, ServiceState } from '../../trust/listed-service.ts';
import { SIE, TSL, TSLX } from './namespaces.ts';
import { readQualifications } from './qualifications.ts';
import { childValue, dateOf } from './values.ts';

/** What the extensions say of a service in one period. */
export type ServiceExtensions = Pick<
  ServiceState,
  'additionalInformation' | 'qualifications' | 'expiredCertsRevocationInfo' | 'unknownCriticalExtensions'
>;

/** What is gathered from one extension after the other. */
interface Gathered {
  readonly additionalInformation: string[];
  readonly qualifications: Qualification[];
  readonly unknownCriticalExtensions: string[];
  expiredCertsRevocationInfo: Date | undefined;
}

/** Takes in the content of one extension; whether it was understood. */
type TakeIn = (content: XmlElement, gathered: Gathered) => boolean;

/** By the expanded names of the elements. */
const EXTENSIONS: ReadonlyMap<string, TakeIn> = new Map<string, TakeIn>([
  [`${TSL}ExpiredCertsRevocationInfo`, takeInExpiredCerts],
  [`${TSL}AdditionalServiceInformation`, takeInAdditionalInformation],
  // Who took a service over is told in its own entry (§5.5.9.3); nothing follows for the one that was given up.
  [`${TSLX}TakenOverBy`, () => true],
]);

/**
 * Reads the extensions of tsl:ServiceInformation or tsl:ServiceHistoryInstance. `undefined` when qualifications are not
 * understood.
 */
export function readServiceExtensions(information: XmlElement): ServiceExtensions | undefined {
  const gathered: Gathered = {
    additionalInformation: [],
    qualifications: [],
    unknownCriticalExtensions: [],
    expiredCertsRevocationInfo: undefined,
  };
  for (const extension of descend(information, TSL, 'ServiceInformationExtensions', 'Extension')) {
    const contents = childElements(extension);
    for (const content of contents) {
      if (content.namespace === SIE && content.localName === 'Qualifications') {
        const qualifications = readQualifications(content);
        if (qualifications === undefined) return undefined;
        gathered.qualifications.push(...qualifications);
        continue;
      }
      const name = `${content.namespace}${content.localName}`;
      const understood = EXTENSIONS.get(name)?.(content, gathered) ?? false;
      if (!understood && isCritical(extension)) gathered.unknownCriticalExtensions.push(name);
    }
    if (contents.length === 0 && isCritical(extension)) gathered.unknownCriticalExtensions.push('');
  }
  return gathered;
}

/** What does not say that it is not critical may be. */
function isCritical(extension: XmlElement): boolean {
  const stated = attributeValue(extension, 'Critical')?.trim();
  return stated !== 'false' && stated !== '0';
}

function takeInExpiredCerts(content: XmlElement, gathered: Gathered): boolean {
  const date = dateOf(content);
  if (date === undefined || gathered.expiredCertsRevocationInfo !== undefined) return false;
  gathered.expiredCertsRevocationInfo = date;
  return true;
}

function takeInAdditionalInformation(content: XmlElement, { additionalInformation }: Gathered): boolean {
  const uri = childValue(content, 'URI');
  if (uri === undefined) return false;
  additionalInformation.push(uri);
  return true;
}
