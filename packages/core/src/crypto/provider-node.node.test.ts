import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyOf, SIGNED_DATA } from '../../test/signatures.ts';
import { curveByOid, type SignatureAlgorithm } from './algorithms.ts';
import { provider } from './provider-node.ts';
import { PublicKey } from './public-key.ts';

describe('the adapter of Node', () => {
  it.each(['ecdsa-sha3-256', 'ecdsa-sha3-512'] as const)(
    'signs with %s, which WebCrypto lacks',
    async (algorithm) => {
      const { publicKey, privateKey } = await crypto.subtle.generateKey(
        { name: 'ECDSA', namedCurve: 'P-256' },
        true,
        ['sign', 'verify'],
      );
      const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
      for (const many of [false, true]) {
        const value = await provider.sign(privateKey, algorithm, SIGNED_DATA, many);
        expect(await new PublicKey(spki).verify(algorithm, SIGNED_DATA, value)).toBe(true);
      }
    },
  );

  it('verifies at once, without a promise', () => {
    const key = provider.importPublicKey(keyOf('ed25519'), undefined);
    if (key instanceof Promise) throw new TypeError('a promise');
    expect(provider.verify(key, 'ed25519', SIGNED_DATA, new Uint8Array(64))).toBe(false);
    expect(provider.digest('SHA-256', SIGNED_DATA)).toBeInstanceOf(Uint8Array);
  });

  it('says that it lacks a curve, and not that the value is wrong', () => {
    const curve = curveByOid('1.2.840.10045.3.1.7');
    if (curve === undefined) throw new TypeError('no curve');
    const broken = new Uint8Array(10);
    expect(() =>
      provider.importPublicKey(broken, { ...curve, openssl: 'curve-of-another-platform' }),
    ).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_ALGORITHM' }));
    const key = provider.importPublicKey(broken, curve);
    if (key instanceof Promise) throw new TypeError('a promise');
    expect(provider.verify(key, 'ecdsa-sha256', SIGNED_DATA, new Uint8Array(70))).toBe(false);
  });

  it('derives keys without standing still', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const request = {
      password: SIGNED_DATA,
      salt: SIGNED_DATA,
      iterations: 300_000,
      keyLength: 32,
      hash: 'SHA-512',
    } as const;
    await provider.pbkdf2(request);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });

  it('does not verify under keys of OpenSSL’s other kinds', async () => {
    const { publicKey } = generateKeyPairSync('x25519');
    const key = new PublicKey(Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' })));
    const algorithms: readonly SignatureAlgorithm[] = ['ed25519', 'ecdsa-sha256', 'rsa-sha256'];
    for (const algorithm of algorithms)
      expect(await key.verify(algorithm, SIGNED_DATA, new Uint8Array(64))).toBe(false);
  });
});
