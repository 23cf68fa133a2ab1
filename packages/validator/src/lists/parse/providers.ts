/**
 * Providers of trust services (ETSI TS 119 612 §5.4).
 *
 * @module
 */
import { descend, type XmlElement } from '@eseal/formats/xml';
import type { TrustServiceProvider } from '../list.ts';
import { TSL } from './namespaces.ts';
import { parseTrustService } from './service.ts';
import { about, type Tell } from './tell.ts';
import { languageStrings, onlyChild } from './values.ts';

/** Reads the providers of tsl:TrustServiceStatusList. */
export function readProviders(list: XmlElement, tell: Tell): readonly TrustServiceProvider[] {
  return descend(list, TSL, 'TrustServiceProviderList', 'TrustServiceProvider').map((provider, index) =>
    readProvider(provider, about(tell, `provider ${index + 1}`)),
  );
}

function readProvider(provider: XmlElement, tell: Tell): TrustServiceProvider {
  const information = onlyChild(provider, 'TSPInformation');
  return {
    names: languageStrings(information, 'TSPName', 'Name'),
    tradeNames: languageStrings(information, 'TSPTradeName', 'Name'),
    informationUris: languageStrings(information, 'TSPInformationURI', 'URI'),
    services: descend(provider, TSL, 'TSPServices', 'TSPService').flatMap(
      (service, index) => parseTrustService(service, about(tell, `service ${index + 1}`)) ?? [],
    ),
  };
}
