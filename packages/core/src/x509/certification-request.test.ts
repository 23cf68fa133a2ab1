import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { context, encode, integer, objectIdentifier, sequence, setOf, utf8String } from '../asn1/writer.ts';
import type { SignatureAlgorithm } from '../crypto/algorithms.ts';
import { signWithCryptoKey } from '../crypto/private-key.ts';
import { DecodeError } from '../errors.ts';
import { concatBytes } from '../util/bytes.ts';
import {
  encodeCertificationRequest,
  encodeCertificationRequestInfo,
  parseCertificationRequest,
  verifyCertificationRequest,
} from './certification-request.ts';
import { encodeName } from './encode-name.ts';
import { nameValues } from './name.ts';

const subject = encodeName([
  [{ type: OID.country, value: 'JP' }],
  [{ type: OID.organization, value: '株式会社サンプル' }],
]);
const extensions = [
  { oid: OID.keyUsage, critical: true, value: Uint8Array.of(3, 2, 6, 0xc0) },
  { oid: OID.extendedKeyUsage, critical: false, value: Uint8Array.of(0x30, 0) },
];

const KEYS: readonly (readonly [SignatureAlgorithm, EcKeyGenParams | RsaHashedKeyGenParams])[] = [
  ['ecdsa-sha256', { name: 'ECDSA', namedCurve: 'P-256' }],
  ['ecdsa-sha384', { name: 'ECDSA', namedCurve: 'P-384' }],
  [
    'rsa-sha256',
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
    },
  ],
  [
    'rsa-pss-sha384',
    { name: 'RSA-PSS', hash: 'SHA-384', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
  ],
];

async function makeKey(algorithm: SignatureAlgorithm, parameters: EcKeyGenParams | RsaHashedKeyGenParams) {
  const pair = await crypto.subtle.generateKey(parameters, false, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  const sign = async (data: Uint8Array) => signWithCryptoKey(pair.privateKey, algorithm, data, false);
  return { publicKey, sign, algorithm };
}

const key = await makeKey(...(KEYS[0] as (typeof KEYS)[0]));

async function requestOf(info: Uint8Array): Promise<Uint8Array> {
  return encodeCertificationRequest(info, key.algorithm, await key.sign(info));
}
const request = await requestOf(
  encodeCertificationRequestInfo({ subject, publicKey: key.publicKey, extensions }),
);

describe('a certification request', () => {
  it.each(KEYS)('proves possession of a key that signs with %s', async (algorithm, parameters) => {
    const { publicKey, sign } = await makeKey(algorithm, parameters);
    const info = encodeCertificationRequestInfo({ subject, publicKey });
    const parsed = parseCertificationRequest(encodeCertificationRequest(info, algorithm, await sign(info)));
    expect(parsed.publicKey.raw).toEqual(publicKey);
    expect(parsed.info).toEqual(info);
    expect(await verifyCertificationRequest(parsed)).toBe(true);
  });

  it('carries the subject and the extensions that are asked for', () => {
    const parsed = parseCertificationRequest(request);
    expect(nameValues(parsed.subject, OID.organization)).toEqual(['株式会社サンプル']);
    expect(parsed.extensions).toEqual(extensions);
    expect(parsed.attributeTypes).toEqual([OID.extensionRequest]);
  });

  it('has an empty set of attributes when none are asked for (RFC 2986 §4.1)', () => {
    const info = encodeCertificationRequestInfo({ subject, publicKey: key.publicKey });
    expect([...info.subarray(-2)]).toEqual([0xa0, 0]);
  });

  it('proves nothing for another key, another name, another algorithm or a changed value', async () => {
    const other = await makeKey(...(KEYS[0] as (typeof KEYS)[0]));
    const info = encodeCertificationRequestInfo({ subject, publicKey: other.publicKey });
    const verdict = (der: Uint8Array) => verifyCertificationRequest(parseCertificationRequest(der));
    const value = await key.sign(info);
    expect(await verdict(encodeCertificationRequest(info, 'ecdsa-sha256', value))).toBe(false);
    expect(await verdict(request)).toBe(true);
    const own = parseCertificationRequest(request);
    expect(await verifyCertificationRequest({ ...own, info })).toBe(false);
    const sha384 = encodeCertificationRequest(own.info, 'ecdsa-sha384', own.signatureValue);
    expect(await verdict(sha384)).toBe(false);
    const altered = own.signatureValue.slice();
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    expect(await verdict(encodeCertificationRequest(own.info, 'ecdsa-sha256', altered))).toBe(false);
    const unknown = { ...own.signatureAlgorithm, oid: '2.999.1' };
    expect(await verifyCertificationRequest({ ...own, signatureAlgorithm: unknown })).toBe(false);
  });
});

describe('reading a certification request', () => {
  const info = (...parts: Parameters<typeof sequence>[0]) => requestOf(encode(sequence(parts)));
  const attribute = (type: string) => sequence([objectIdentifier(type), setOf([utf8String('x')])]);

  it('passes over attributes it does not know, and names them', async () => {
    const unknown = attribute('1.2.840.113549.1.9.7');
    const parsed = parseCertificationRequest(
      await info(integer(0), subject, key.publicKey, context(0, [unknown])),
    );
    expect(parsed.attributeTypes).toEqual(['1.2.840.113549.1.9.7']);
    expect(parsed.extensions).toEqual([]);
    expect(await verifyCertificationRequest(parsed)).toBe(true);
  });

  it('does without the set of attributes', async () => {
    const parsed = parseCertificationRequest(await info(integer(0), subject, key.publicKey));
    expect(parsed.attributeTypes).toEqual([]);
  });

  it.each([
    ['another version', [integer(1), subject, key.publicKey, context(0, [])]],
    ['no key', [integer(0), subject, context(0, [])]],
    [
      'an attribute twice',
      [integer(0), subject, key.publicKey, context(0, [attribute('2.999.1'), attribute('2.999.1')])],
    ],
    [
      'extensions that are none',
      [integer(0), subject, key.publicKey, context(0, [attribute(OID.extensionRequest)])],
    ],
    ['data after the attributes', [integer(0), subject, key.publicKey, context(0, []), integer(1)]],
  ])('refuses %s', async (_, parts) => {
    const der = await info(...parts);
    expect(() => parseCertificationRequest(der)).toThrow(DecodeError);
  });

  it('refuses what is cut off, has something behind it, or is too large', () => {
    for (let length = 0; length < request.length; length += 3)
      expect(() => parseCertificationRequest(request.subarray(0, length))).toThrow(DecodeError);
    expect(() => parseCertificationRequest(concatBytes([request, Uint8Array.of(5, 0)]))).toThrow(DecodeError);
    expect(() => parseCertificationRequest(new Uint8Array(65_537).fill(0x30))).toThrow(
      expect.objectContaining({ code: 'BUDGET_EXCEEDED' }),
    );
  });

  it('throws nothing but DecodeError, whatever is changed', () => {
    fc.assert(
      fc.property(fc.nat(request.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const der = request.slice();
        der[at] = (der[at] ?? 0) ^ change;
        try {
          DerReader.over(parseCertificationRequest(der).raw, 'CertificationRequest');
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });
});
