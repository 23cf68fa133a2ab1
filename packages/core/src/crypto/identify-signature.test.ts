import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import {
  context,
  type DerPart,
  encode,
  integer,
  nullValue,
  objectIdentifier as oid,
  sequence,
} from '../asn1/writer.ts';
import {
  type AlgorithmIdentifier,
  readAlgorithmIdentifier,
  signatureIdentifier,
} from './algorithm-identifier.ts';
import { digestRow, SIGNATURE_ALGORITHMS, signatureRow } from './algorithms.ts';
import { identifySignature } from './identify-signature.ts';

function identifier(...parts: readonly DerPart[]): AlgorithmIdentifier {
  return readAlgorithmIdentifier(DerReader.over(encode(sequence(parts)), 'X'), 'algorithm');
}

const sha256 = sequence([oid(digestRow('SHA-256').oid), nullValue()]);
const sha384 = sequence([oid(digestRow('SHA-384').oid), nullValue()]);
const mgf1 = (hash: DerPart): DerPart => sequence([oid(OID.mgf1), hash]);
const pss = (...fields: readonly DerPart[]): AlgorithmIdentifier =>
  identifier(oid(OID.rsaPss), sequence(fields));

describe('the signature algorithm of an AlgorithmIdentifier', () => {
  it.each(SIGNATURE_ALGORITHMS)('of $name is recognised as written', ({ name }) => {
    const written = readAlgorithmIdentifier(
      DerReader.over(encode(signatureIdentifier(name)), 'X'),
      'algorithm',
    );
    expect(identifySignature(written)?.algorithm).toBe(name);
  });

  it('of rsaEncryption or ecPublicKey, as CMS has it, needs the digest beside it', () => {
    const rsa = identifier(oid(OID.rsaEncryption), nullValue());
    expect(identifySignature(rsa, 'SHA-384')).toEqual({ algorithm: 'rsa-sha384' });
    expect(identifySignature(rsa)).toBeUndefined();
    expect(identifySignature(identifier(oid(OID.ecPublicKey)), 'SHA-512')).toEqual({
      algorithm: 'ecdsa-sha512',
    });
    expect(identifySignature(identifier(oid(OID.ecPublicKey)), 'MD5')).toBeUndefined();
  });

  it('may have NULL or nothing with RSA and ECDSA, nothing with EdDSA, and no other parameters', () => {
    const withNull = (name: 'rsa-sha256' | 'ecdsa-sha256' | 'ed25519') =>
      identifySignature(identifier(oid(signatureRow(name).oid), nullValue()))?.algorithm;
    expect([withNull('rsa-sha256'), withNull('ecdsa-sha256'), withNull('ed25519')]).toEqual([
      'rsa-sha256',
      'ecdsa-sha256',
      undefined,
    ]);
    expect(identifySignature(identifier(oid(signatureRow('rsa-sha256').oid)))?.algorithm).toBe('rsa-sha256');
    expect(identifySignature(identifier(oid(signatureRow('rsa-sha256').oid), integer(1)))).toBeUndefined();
    expect(identifySignature(identifier(oid('2.999.1')))).toBeUndefined();
    const curve = oid('1.2.840.10045.3.1.7');
    const plain = identifier(oid(signatureRow('plain-ecdsa-sha256').oid), curve);
    expect(identifySignature(plain)?.algorithm).toBe('plain-ecdsa-sha256');
    expect(identifySignature(identifier(oid(signatureRow('ecdsa-sha256').oid), curve))).toBeUndefined();
  });
});

describe('parameters of RSASSA-PSS (RFC 4055 §3.1)', () => {
  it('are those of SHA-1 by default', () => {
    expect(identifySignature(pss())).toEqual({ algorithm: 'rsa-pss-sha1', saltLength: 20 });
  });

  it('name the digest and the salt', () => {
    expect(
      identifySignature(pss(context(0, [sha256]), context(1, [mgf1(sha256)]), context(2, [integer(32)]))),
    ).toEqual({
      algorithm: 'rsa-pss-sha256',
      saltLength: 32,
    });
  });

  it('give the salt length that is to be verified', () => {
    const fields = [context(0, [sha256]), context(1, [mgf1(sha256)])];
    expect(identifySignature(pss(...fields, context(2, [integer(0)])))?.saltLength).toBe(0);
    expect(identifySignature(pss(...fields))?.saltLength).toBe(20);
  });

  it.each([
    ['another digest in the mask', pss(context(0, [sha256]), context(1, [mgf1(sha384)]))],
    ['no mask, so that of SHA-1', pss(context(0, [sha256]))],
    ['another mask function', pss(context(0, [sha256]), context(1, [sequence([oid('2.999.1'), sha256])]))],
    ['another trailer', pss(context(0, [sha256]), context(1, [mgf1(sha256)]), context(3, [integer(2)]))],
    [
      'an unknown digest',
      pss(context(0, [sequence([oid('2.999.1')])]), context(1, [mgf1(sequence([oid('2.999.1')]))])),
    ],
    ['none at all', identifier(oid(OID.rsaPss))],
    ['something else', identifier(oid(OID.rsaPss), integer(1))],
    ['anything behind them', pss(context(0, [sha256]), context(1, [mgf1(sha256)]), integer(1))],
  ])('are not accepted with %s', (_, algorithm) => {
    expect(identifySignature(algorithm)).toBeUndefined();
  });
});
