/**
 * Writes a trusted list (ETSI TS 119 612, TSLVersionIdentifier 6).
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { element, unlessEmpty, writeXml, type XmlElement } from '../../util/xml.ts';
import { assertListDescription } from './check-description.ts';
import type { ProviderDescription, TrustedListDescription } from './description.ts';
import { addressElement, namesElement, urisElement } from './language-elements.ts';
import { schemeElement } from './scheme-element.ts';
import { serviceElement } from './service-element.ts';
import { LIST_TAG, NAMESPACES } from './vocabulary.ts';

/**
 * Writes a trusted list, or a list of lists, without its signature: equal descriptions make equal bytes. It does not look at
 * whether what is described is true.
 *
 * @throws ValidatorError `TRUSTED_LIST_INVALID` for what no list may say; `facts` has the place and the clause
 * @see ETSI TS 119 612 §5
 */
export function buildTrustedList(description: TrustedListDescription): Uint8Array {
  assertListDescription(description);
  const { pointers, providers, scheme } = description;
  const root = element(
    'TrustServiceStatusList',
    [
      schemeElement(scheme, pointers),
      unlessEmpty('TrustServiceProviderList', providers.map(providerElement)),
    ],
    { ...NAMESPACES, TSLTag: LIST_TAG },
  );
  return utf8(writeXml(root));
}

function providerElement(provider: ProviderDescription): XmlElement {
  const { address, informationUris, names, services, tradeNames = [] } = provider;
  return element('TrustServiceProvider', [
    element('TSPInformation', [
      namesElement('TSPName', names),
      tradeNames.length === 0 ? undefined : namesElement('TSPTradeName', tradeNames),
      addressElement('TSPAddress', address),
      urisElement('TSPInformationURI', informationUris),
    ]),
    element('TSPServices', services.map(serviceElement)),
  ]);
}
