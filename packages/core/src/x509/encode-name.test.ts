import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { encodeName } from './encode-name.ts';
import { nameValues, parseName } from './name.ts';

const encoded = (type: string, value: string) => parseName(encodeName([[{ type, value }]])).rdns[0]?.[0];

describe('a name to be written', () => {
  it('keeps the order of its parts, and several attributes in one', () => {
    const name = parseName(
      encodeName([
        [{ type: OID.country, value: 'JP' }],
        [
          { type: OID.organization, value: '株式会社サンプル' },
          { type: OID.commonName, value: '電子印' },
        ],
      ]),
    );
    expect(name.rdns.map((rdn) => rdn.length)).toEqual([1, 2]);
    expect(nameValues(name, OID.organization)).toEqual(['株式会社サンプル']);
    expect(nameValues(name, OID.commonName)).toEqual(['電子印']);
  });

  it.each([
    [OID.country, 'JP', TAG.printableString],
    [OID.serialNumber, '12-3', TAG.printableString],
    [OID.emailAddress, 'seal@example.test', TAG.ia5String],
    [OID.domainComponent, 'test', TAG.ia5String],
    [OID.organization, 'Example', TAG.utf8String],
    [OID.organizationIdentifier, 'NTRJP-1555666777888', TAG.utf8String],
  ])('writes %s as the string type of RFC 5280', (type, value, tag) => {
    expect(encoded(type, value)).toMatchObject({ tag, text: value });
  });

  it.each([
    ['an empty value', OID.organization, ''],
    ['half a character', OID.organization, '株\ud800'],
    ['a country in other letters', OID.country, 'ＪＰ'],
    ['a sign that PrintableString lacks', OID.serialNumber, 'a@b'],
    ['a domain in other letters', OID.domainComponent, '例'],
    ['a control character in an address', OID.emailAddress, 'a\nb'],
  ])('refuses %s', (_, type, value) => {
    expect(() => encodeName([[{ type, value }]])).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});
