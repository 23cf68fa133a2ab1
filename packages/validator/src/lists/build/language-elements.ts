/**
 * Texts in several languages, addresses and times, as lists have them (ETSI TS 119 612 §5.1.4, §5.3.5).
 *
 * @module
 */
import type { LanguageString } from '../../trust/listed-service.ts';
import { element, type XmlElement } from '../../util/xml.ts';
import type { Address, PostalAddress } from './description.ts';

/** Names, one element for each language. */
export function namesElement(name: string, names: readonly LanguageString[]): XmlElement {
  return element(
    name,
    names.map((one) => languageElement('Name', one)),
  );
}

/** Addresses, one element for each language; nothing where there are none. */
export function urisElement(name: string, uris: readonly LanguageString[] = []): XmlElement | undefined {
  if (uris.length === 0) return undefined;
  return element(
    name,
    uris.map((one) => languageElement('URI', one)),
  );
}

/** URIs whose language means nothing: they are written as English. */
export function rulesElement(name: string, uris: readonly string[]): XmlElement | undefined {
  return urisElement(
    name,
    uris.map((text) => ({ language: 'en', text })),
  );
}

/** A text with its language. */
export function languageElement(name: string, { language, text }: LanguageString): XmlElement {
  return element(name, text, { 'xml:lang': language });
}

/** A time, in UTC and without parts of a second (§5.1.2). */
export function dateTimeElement(name: string, time: Date): XmlElement {
  return element(name, time.toISOString().replace(/\.\d+Z$/, 'Z'));
}

/** Postal and electronic addresses. */
export function addressElement(name: string, { postal, electronic }: Address): XmlElement {
  return element(name, [
    element('PostalAddresses', postal.map(postalElement)),
    urisElement('ElectronicAddress', electronic),
  ]);
}

function postalElement(address: PostalAddress): XmlElement {
  const { language, street, locality, stateOrProvince, postalCode, country } = address;
  return element(
    'PostalAddress',
    [
      element('StreetAddress', street),
      element('Locality', locality),
      stateOrProvince === undefined ? undefined : element('StateOrProvince', stateOrProvince),
      postalCode === undefined ? undefined : element('PostalCode', postalCode),
      element('CountryName', country),
    ],
    { 'xml:lang': language },
  );
}
