import { describe, expect, it } from 'vitest';
import { cryptoKeyOf } from '../test/key-files.ts';
import { algorithmsOfCryptoKey } from './key-algorithms.ts';

describe('algorithms of a CryptoKey', () => {
  it.each([
    ['Ed25519', undefined, ['ed25519']],
    ['EdDSA', 'Ed25519', ['ed25519']],
    ['EdDSA', 'Ed448', ['ed448']],
    ['Ed448', undefined, ['ed448']],
  ])('takes EdDSA under the name %s %s', (name, namedCurve, expected) => {
    const key = {
      type: 'private',
      usages: ['sign'],
      extractable: false,
      algorithm: { name, namedCurve },
    } as const;
    expect(algorithmsOfCryptoKey({ ...key, usages: ['sign'] })).toEqual(expected);
  });

  it('refuses curves and schemes that new seals do not use', () => {
    for (const algorithm of [
      { name: 'ECDSA', namedCurve: 'K-256' },
      { name: 'HMAC' },
      { name: 'ML-DSA-65' },
    ]) {
      const key: CryptoKey = { type: 'private', usages: ['sign'], extractable: false, algorithm };
      expect(() => algorithmsOfCryptoKey(key), algorithm.name).toThrow(
        expect.objectContaining({ code: 'SIGNER_KEY_UNUSABLE' }),
      );
    }
  });

  it('refuses a public key', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    expect(algorithmsOfCryptoKey(pair.privateKey)).toHaveLength(3);
    expect(() => algorithmsOfCryptoKey(pair.publicKey)).toThrow(
      expect.objectContaining({ code: 'SIGNER_KEY_UNUSABLE' }),
    );
  });

  it('ties an RSA key to the digest it was imported for', async () => {
    const key = await cryptoKeyOf('rsa', { name: 'RSA-PSS', hash: 'SHA-512' });
    expect(algorithmsOfCryptoKey(key)).toEqual(['rsa-pss-sha512']);
  });
});
