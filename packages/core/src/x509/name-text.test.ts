import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { element, encode, objectIdentifier, sequence, setOf } from '../asn1/writer.ts';
import { toHex, utf8 } from '../util/bytes.ts';
import { formatName } from './format-name.ts';
import { type Name, parseName } from './name.ts';
import { isNameText } from './name-text.ts';

type Pair = readonly [type: string, value: string];

function nameOf(...rdns: readonly (readonly Pair[])[]): Name {
  const pair = ([type, value]: Pair) =>
    sequence([objectIdentifier(type), element(TAG.utf8String, [utf8(value)])]);
  return parseName(encode(sequence(rdns.map((rdn) => setOf(rdn.map(pair))))));
}

const CA = nameOf(
  [[OID.country, 'JP']],
  [[OID.organization, 'Reception, Inc. & 子会社']],
  [[OID.organizationIdentifier, 'NTRJP-7000012050002']],
  [[OID.emailAddress, 'ca@eseal.test']],
  [[OID.commonName, '認証局 1']],
);

describe('a text is the name', () => {
  it.each([
    [
      'in RFC 4514',
      'CN=認証局 1,E=ca@eseal.test,organizationIdentifier=NTRJP-7000012050002,O=Reception\\, Inc. & 子会社,C=JP',
    ],
    [
      'most specific part last, with spaces and lines',
      'C=JP,\n  O=Reception\\, Inc. &   子会社 , OID.2.5.4.97=NTRJP-7000012050002, EMAILADDRESS=ca@eseal.test, CN=認証局\n 1',
    ],
    [
      'with quotes and other letters',
      'cn="認証局 1"; email="CA@eseal.test"; 2.5.4.97="ntrjp-7000012050002"; o="Reception, Inc. & 子会社"; c=jp',
    ],
    [
      'with escaped bytes and encoded values',
      `CN=\\E8\\AA\\8D\\E8\\A8\\BC\\E5\\B1\\80 1,1.2.840.113549.1.9.1=#${toHex(encode(element(TAG.ia5String, [utf8('ca@eseal.test')])))},2.5.4.97=NTRJP-7000012050002,O=Reception\\2C Inc. & 子会社,C=JP`,
    ],
    [
      'with a comma that nobody escaped',
      'CN=認証局 1,E=ca@eseal.test,2.5.4.97=NTRJP-7000012050002,O=Reception, Inc. & 子会社,C=JP',
    ],
    [
      'with a keyword that nobody knows',
      'CN=認証局 1,mailbox=ca@eseal.test,2.5.4.97=NTRJP-7000012050002,O=Reception\\, Inc. & 子会社,C=JP',
    ],
    [
      'with slashes',
      '/C=JP/O=Reception, Inc. & 子会社/organizationIdentifier=NTRJP-7000012050002/emailAddress=ca@eseal.test/CN=認証局 1',
    ],
  ])('%s', (_, text) => {
    expect(isNameText(CA, text)).toBe(true);
  });

  it('with several attributes in one part, which some do not say', () => {
    const name = nameOf(
      [[OID.country, 'DE']],
      [
        [OID.commonName, 'CA'],
        [OID.serialNumber, '7'],
      ],
    );
    for (const text of ['CN=CA+SN=7,C=DE', 'SERIALNUMBER=7 + CN=CA, C=DE', 'C=DE, CN=CA, SERIALNUMBER=7'])
      expect(isNameText(name, text), text).toBe(true);
    expect(isNameText(name, 'CN=CA+CN=CA,C=DE')).toBe(false);
  });

  it('when a value ends with a space that is escaped', () => {
    expect(isNameText(nameOf([[OID.commonName, ' ']]), 'CN=\\ ')).toBe(true);
    expect(isNameText(nameOf([[OID.commonName, 'a ']], [[OID.organization, 'b']]), 'O=b, CN=a\\ ')).toBe(
      true,
    );
    expect(isNameText(nameOf([[OID.commonName, 'a\\']]), 'CN=a\\\\ ')).toBe(true);
  });

  it('that the SDK itself writes', () => {
    const attribute = fc.tuple(
      fc.constantFrom(OID.commonName, OID.organization, OID.organizationIdentifier, '2.999.7'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    );
    const rdns = fc.array(fc.array(attribute, { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(rdns, (given) => {
        fc.pre(given.flat().every(([, value]) => !/[\p{Cc}\p{Cf}]/u.test(value)));
        const name = nameOf(...given);
        expect(isNameText(name, formatName(name))).toBe(true);
      }),
    );
  });
});

describe('a text is not the name', () => {
  it.each([
    [
      'of another authority',
      'CN=認証局 2,E=ca@eseal.test,2.5.4.97=NTRJP-7000012050002,O=Reception\\, Inc. & 子会社,C=JP',
    ],
    ['with a part missing', 'CN=認証局 1,E=ca@eseal.test,O=Reception\\, Inc. & 子会社,C=JP'],
    [
      'with a part too many',
      'CN=認証局 1,E=ca@eseal.test,2.5.4.97=NTRJP-7000012050002,O=Reception\\, Inc. & 子会社,C=JP,C=JP',
    ],
    [
      'with the parts in another order',
      'E=ca@eseal.test,CN=認証局 1,2.5.4.97=NTRJP-7000012050002,O=Reception\\, Inc. & 子会社,C=JP',
    ],
    [
      'with a value under another keyword',
      'OU=認証局 1,E=ca@eseal.test,2.5.4.97=NTRJP-7000012050002,O=Reception\\, Inc. & 子会社,C=JP',
    ],
    [
      'with an encoded value that is none',
      'CN=#zz,E=ca@eseal.test,2.5.4.97=NTRJP-7000012050002,O=Reception\\, Inc. & 子会社,C=JP',
    ],
    ['without any keyword', '認証局 1'],
    ['that is empty', ''],
  ])('%s', (_, text) => {
    expect(isNameText(CA, text)).toBe(false);
  });

  it('C20: whatever it is, and within no time', () => {
    const started = performance.now();
    for (const part of ['CN=', ',', '\\', '"', '/', '+', ' ', 'OID.1.', '=', '#ff', '\\ff'])
      for (const length of [4000, 1_000_000]) isNameText(CA, part.repeat(length / part.length));
    expect(performance.now() - started).toBeLessThan(10_000);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => !isNameText(CA, text)));
  });
});
