import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { readNameAssertions } from './name-assertions.ts';

describe('assertions in texts of names', () => {
  it.each([
    ['RFC 4514', 'CN=Seal,O=Example\\, Inc.'],
    ['RFC 1779', 'CN = Seal; O = "Example, Inc."'],
    ['OpenSSL', '/CN=Seal/O=Example, Inc.'],
    ['object identifiers', 'OID.2.5.4.3=Seal,2.5.4.10=Example, Inc.'],
  ])('are the same in the way of %s', (_, text) => {
    expect(readNameAssertions(text)).toEqual([
      [{ types: [OID.commonName], value: 'Seal' }],
      [{ types: [OID.organization], value: 'Example, Inc.' }],
    ]);
  });

  it('stand together in one relative name', () => {
    expect(readNameAssertions('CN=a+SN=b,C=JP')).toEqual([
      [
        { types: [OID.commonName], value: 'a' },
        { types: [OID.surname, OID.serialNumber], value: 'b' },
      ],
      [{ types: [OID.country], value: 'JP' }],
    ]);
  });

  it.each([
    ['characters', 'CN=a\\+b', 'a+b'],
    ['bytes of UTF-8', 'CN=\\E5\\8D\\B0', '印'],
    ['a space at the end', 'CN= a\\ ', 'a '],
    ['a backslash at the end', 'CN=a\\\\ ', 'a\\'],
    ['an encoding', 'CN=#0c0161', Uint8Array.of(0x0c, 1, 0x61)],
    ['nothing', 'CN=', ''],
  ])('have values with %s', (_, text, value) => {
    expect(readNameAssertions(text)).toEqual([[{ types: [OID.commonName], value }]]);
  });

  it('may be of any type for a keyword that is not known', () => {
    expect(readNameAssertions('vendorName=x')).toEqual([[{ types: undefined, value: 'x' }]]);
  });

  it.each([
    ['without a keyword', 'Example Inc.'],
    ['with half an encoding', 'CN=#0c0'],
    ['longer than any name', `CN=${'a'.repeat(4096)}`],
    ['that is empty', ''],
  ])('are none in a text %s', (_, text) => {
    expect(readNameAssertions(text)).toEqual([]);
  });
});
