import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from '../util/bytes.ts';
import type { SignatureAlgorithm } from './algorithms.ts';
import { hmacSha256, pbkdf2, signWithCryptoKey } from './private-key.ts';
import { PublicKey } from './public-key.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array();

describe('signing with a CryptoKey of the platform', () => {
  const rsa = { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
  const cases: readonly [SignatureAlgorithm, RsaHashedKeyGenParams | EcKeyGenParams | Algorithm][] = [
    ['rsa-sha256', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', ...rsa }],
    ['rsa-sha512', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512', ...rsa }],
    ['rsa-pss-sha384', { name: 'RSA-PSS', hash: 'SHA-384', ...rsa }],
    ['ecdsa-sha256', { name: 'ECDSA', namedCurve: 'P-256' }],
    ['ecdsa-sha384', { name: 'ECDSA', namedCurve: 'P-384' }],
    ['ecdsa-sha512', { name: 'ECDSA', namedCurve: 'P-521' }],
    ['ed25519', { name: 'Ed25519' }],
  ];

  it.each(cases)('makes values of %s that verify, one or many at once', async (algorithm, parameters) => {
    const pair = await crypto.subtle.generateKey(parameters, false, ['sign', 'verify']);
    if (!('privateKey' in pair)) throw new TypeError('not a key pair');
    const publicKey = new PublicKey(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
    for (const many of [false, true]) {
      const value = await signWithCryptoKey(pair.privateKey, algorithm, utf8('data'), many);
      expect(await publicKey.verify(algorithm, utf8('data'), value)).toBe(true);
      expect(await publicKey.verify(algorithm, utf8('dat'), value)).toBe(false);
    }
  });
});

describe('functions for key files', () => {
  // RFC 4231 §4.2, §4.3; RFC 4231 §4.7 has a key longer than a block.
  it.each([
    ['0b'.repeat(20), '4869205468657265', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      '4a656665',
      '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      'aa'.repeat(131),
      '54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('HMAC-SHA-256 with the key %s', async (key, data, expected) => {
    expect(toHex(await hmacSha256(bytes(key), bytes(data)))).toBe(expected);
  });

  // RFC 6070 §2, and the same inputs with SHA-2 (openssl kdf).
  it.each([
    ['SHA-1', 1, '0c60c80f961f0e71f3a9b524af6012062fe037a6'],
    ['SHA-1', 4096, '4b007901b765489abead49d926f721d065a429c1'],
    ['SHA-224', 2, '93200ffa96c5776d38fa10abdf8f5bfc0054b971'],
    ['SHA-256', 2, 'ae4d0c95af6b46d32d0adff928f06dd02a303f8e'],
    ['SHA-384', 2, '54f775c6d790f21930459162fc535dbf04a93918'],
    ['SHA-512', 2, 'e1d9c16aa681708a45f5c7c4e215ceb66e011a2e'],
  ] as const)('PBKDF2 with HMAC-%s and %i rounds', async (hash, iterations, expected) => {
    const request = { password: utf8('password'), salt: utf8('salt'), iterations, keyLength: 20, hash };
    expect(toHex(await pbkdf2(request))).toBe(expected);
  });
});
