import { describe, expect, it } from 'vitest';
import { SIGNATURES } from '../../test/signatures.ts';
import { decodeObjectIdentifier, encodeObjectIdentifier } from '../asn1/object-identifier.ts';
import {
  CURVES,
  curveByOid,
  DIGEST_ALGORITHMS,
  digestByOid,
  digestRow,
  SIGNATURE_ALGORITHMS,
  signatureRow,
} from './algorithms.ts';

function repeated(values: readonly string[]): readonly string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

describe('the table of algorithms', () => {
  it('has each name once', () => {
    expect(repeated(DIGEST_ALGORITHMS.map(({ name }) => name))).toEqual([]);
    expect(repeated(SIGNATURE_ALGORITHMS.map(({ name }) => name))).toEqual([]);
    expect(repeated(CURVES.map(({ name }) => name))).toEqual([]);
  });

  it('has each object identifier and each URI once, RSASSA-PSS aside, which has one identifier for all', () => {
    expect(repeated(DIGEST_ALGORITHMS.map(({ oid }) => oid))).toEqual([]);
    expect(repeated(DIGEST_ALGORITHMS.map(({ xmlUri }) => xmlUri))).toEqual([]);
    expect(repeated(CURVES.map(({ oid }) => oid))).toEqual([]);
    const withOwnOid = SIGNATURE_ALGORITHMS.filter(({ scheme }) => scheme !== 'rsa-pss');
    expect(repeated(withOwnOid.map(({ oid }) => oid))).toEqual([]);
    expect(repeated(SIGNATURE_ALGORITHMS.flatMap(({ xmlUri }) => xmlUri ?? []))).toEqual([]);
  });

  it('has well-formed object identifiers and URIs', () => {
    for (const { oid } of [...DIGEST_ALGORITHMS, ...SIGNATURE_ALGORITHMS, ...CURVES])
      expect(decodeObjectIdentifier(encodeObjectIdentifier(oid))).toBe(oid);
    const inXml = SIGNATURE_ALGORITHMS.filter((row) => row.xmlUri !== undefined);
    for (const { xmlUri } of [...DIGEST_ALGORITHMS, ...inXml])
      expect(xmlUri).toMatch(
        /^http:\/\/www\.w3\.org\/(2000\/09\/xmldsig|2001\/04\/xmlenc|20(01|07|21)\/0[45]\/xmldsig-more|2009\/xmldsig11)#/,
      );
  });

  it('has no URI for what neither XMLDSig nor RFC 9231 names', () => {
    const nameless = SIGNATURE_ALGORITHMS.filter(({ xmlUri }) => xmlUri === undefined).map(
      ({ name }) => name,
    );
    expect(nameless.filter((name) => !name.startsWith('plain-'))).toEqual([
      'rsa-sha3-224',
      'rsa-sha3-256',
      'rsa-sha3-384',
      'rsa-sha3-512',
      'dsa-sha224',
      'dsa-sha384',
      'dsa-sha512',
    ]);
  });

  it.each([
    ['rsa-sha256', 'CKM_SHA256_RSA_PKCS'],
    ['rsa-sha1', 'CKM_SHA1_RSA_PKCS'],
    ['rsa-pss-sha3-384', 'CKM_SHA3_384_RSA_PKCS_PSS'],
    ['ecdsa-sha512', 'CKM_ECDSA_SHA512'],
    ['ecdsa-sha3-256', 'CKM_ECDSA_SHA3_256'],
    ['ed25519', 'CKM_EDDSA'],
  ] as const)('calls %s %s in PKCS #11', (name, mechanism) => {
    expect(signatureRow(name).pkcs11).toMatch(new RegExp(`^${mechanism}$`));
  });

  it('gives WebCrypto’s names to what browsers have, and to nothing else', () => {
    expect(signatureRow('rsa-pss-sha384').webCrypto).toEqual({
      name: 'RSA-PSS',
      hash: 'SHA-384',
      saltLength: 48,
    });
    expect(signatureRow('ecdsa-sha256').webCrypto).toEqual({ name: 'ECDSA', hash: 'SHA-256' });
    expect(signatureRow('ed25519').webCrypto).toEqual({ name: 'Ed25519' });
    for (const name of ['rsa-md5', 'rsa-sha224', 'rsa-sha3-256', 'ecdsa-sha3-512', 'ed448'] as const)
      expect(signatureRow(name).webCrypto, name).toBeUndefined();
  });

  it('lets no new seal be made with MD5, SHA-1 or digests of 224 bits', () => {
    const refused = DIGEST_ALGORITHMS.filter(({ creates }) => !creates).map(({ name }) => name);
    expect(refused).toEqual(['MD5', 'SHA-1', 'SHA-224', 'SHA3-224']);
  });

  it('finds rows by name and by object identifier', () => {
    for (const row of DIGEST_ALGORITHMS)
      expect([digestRow(row.name), digestByOid(row.oid)]).toEqual([row, row]);
    for (const row of CURVES) expect(curveByOid(row.oid)).toBe(row);
    expect([digestByOid('1.2.3'), curveByOid('1.3.132.0.10')]).toEqual([undefined, undefined]);
  });

  it('refuses names that are not in it, as callers without types may pass them', () => {
    const unknown = expect.objectContaining({ code: 'UNSUPPORTED_ALGORITHM' });
    expect(() => digestRow('SHA-0' as 'SHA-1')).toThrow(unknown);
    expect(() => signatureRow('__proto__' as 'ed25519')).toThrow(unknown);
  });

  it('is covered by the vectors row by row', () => {
    const covered = new Set(SIGNATURES.map(({ algorithm }) => algorithm));
    expect(SIGNATURE_ALGORITHMS.filter(({ name }) => !covered.has(name)).map(({ name }) => name)).toEqual([]);
    const named = SIGNATURE_ALGORITHMS.map(({ name }) => name);
    expect([...covered].filter((name) => !named.includes(name))).toEqual([]);
  });
});
