import { describe, expect, it } from 'vitest';
import { element, writeXml, type XmlElement } from '../../util/xml.ts';
import {
  addressElement,
  dateTimeElement,
  namesElement,
  rulesElement,
  urisElement,
} from './language-elements.ts';

const written = (one: XmlElement | undefined): string =>
  writeXml(element('a', [one]))
    .replace(/^.*\n/, '')
    .replaceAll(/\n\s*/g, '');

const both = [
  { language: 'ja', text: '東京 & 大阪' },
  { language: 'en', text: 'Tokyo & Osaka' },
];

describe('texts in several languages', () => {
  it('are one element for each language, in their order', () => {
    expect(written(namesElement('TSPName', both))).toBe(
      '<a><TSPName><Name xml:lang="ja">東京 &amp; 大阪</Name><Name xml:lang="en">Tokyo &amp; Osaka</Name></TSPName></a>',
    );
  });

  it('are left out when there are none of addresses', () => {
    expect(urisElement('SchemeInformationURI', [])).toBeUndefined();
    expect(urisElement('SchemeInformationURI', undefined)).toBeUndefined();
    expect(rulesElement('SchemeTypeCommunityRules', [])).toBeUndefined();
    expect(written(rulesElement('R', ['a:b']))).toBe('<a><R><URI xml:lang="en">a:b</URI></R></a>');
  });
});

describe('a time', () => {
  it('is in UTC and has no parts of a second', () => {
    expect(written(dateTimeElement('t', new Date('2026-11-01T09:00:00+09:00')))).toBe(
      '<a><t>2026-11-01T00:00:00Z</t></a>',
    );
  });
});

describe('an address', () => {
  it('has its parts in the order of the schema, those that are absent left out', () => {
    const postal = { country: 'JP', language: 'en', locality: 'Chiyoda', street: '1-1' };
    const electronic = [{ language: 'en', text: 'mailto:a@b.test' }];
    const order = (address: Parameters<typeof addressElement>[1]) =>
      [...written(addressElement('A', address)).matchAll(/<(\w+)/g)].map(([, name]) => name);
    const frame = ['a', 'A', 'PostalAddresses', 'PostalAddress', 'StreetAddress', 'Locality'];
    expect(order({ postal: [postal], electronic })).toEqual([
      ...frame,
      'CountryName',
      'ElectronicAddress',
      'URI',
    ]);
    const full = { ...postal, postalCode: '100-0001', stateOrProvince: 'Tokyo' };
    expect(order({ postal: [full], electronic })).toEqual([
      ...frame,
      ...['StateOrProvince', 'PostalCode', 'CountryName', 'ElectronicAddress', 'URI'],
    ]);
  });
});
