import { describe, expect, it } from 'vitest';
import { schemeOf } from './scheme-of.ts';

const named = (ObjectIdentifier: string | readonly string[], URI?: string | readonly string[]) =>
  schemeOf({ Name: 'any', ObjectIdentifier, ...(URI !== undefined && { URI }) });

const SHA_256 = '2.16.840.1.101.3.4.2.1';
const RSA_SHA256 = '1.2.840.113549.1.1.11';
const SHA384_URI = 'http://www.w3.org/2001/04/xmldsig-more#sha384';

describe('the algorithm of a suite', () => {
  it.each([
    ['a digest', SHA_256, 'SHA-256'],
    ['a digest that is not computed', '1.3.36.3.2.1', 'RIPEMD-160'],
    ['another', '1.0.10118.3.0.55', 'Whirlpool'],
    ['RSA by its key', '1.2.840.113549.1.1.1', 'rsa-pkcs1'],
    ['RSA with a digest', RSA_SHA256, 'rsa-pkcs1'],
    ['PSS', '1.2.840.113549.1.1.10', 'rsa-pss'],
    ['DSA', '1.2.840.10040.4.1', 'dsa'],
    ['ECDSA by its key', '1.2.840.10045.2.1', 'ecdsa'],
    ['ECDSA with a digest', '1.2.840.10045.4.3.2', 'ecdsa'],
    ['plain ECDSA', '0.4.0.127.0.7.1.1.4.1.3', 'ecdsa'],
    ['Ed25519', '1.3.101.112', 'eddsa'],
  ])('is known by its identifier: %s', (_, oid, expected) => {
    expect(named(oid)).toBe(expected);
  });

  it('is that of the URI where the identifier is another', () => {
    expect(named(SHA_256, SHA384_URI)).toBe('SHA-384');
    expect(named('1.2.3', ['urn:x', SHA384_URI])).toBe('SHA-384');
    expect(named('1.2.3', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')).toBe('rsa-pkcs1');
  });

  it('is any of several identifiers', () => {
    expect(named(['1.2.3', RSA_SHA256])).toBe('rsa-pkcs1');
  });

  it('is not known by what is like an identifier, or a name of every object', () => {
    for (const oid of ['', '1.2.840.113549.1.1', `${RSA_SHA256}.1`, 'toString', '__proto__', SHA384_URI])
      expect([oid, named(oid)]).toEqual([oid, undefined]);
    expect(named('1.2.3', `${SHA384_URI}#`)).toBeUndefined();
    expect(named([])).toBeUndefined();
  });
});
