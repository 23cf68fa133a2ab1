import { describe, expect, it } from 'vitest';
import { generateKey } from '../../../pki/key.ts';
import { fixedKeys } from '../../../pki/key-source.ts';
import { digest } from '../../digests.ts';
import { HASHES, isHashOid } from './digest-info.ts';
import { rawValue } from './ecdsa-value.ts';
import { openTestKey } from './pki-key.ts';

const MESSAGE = new TextEncoder().encode('請求書');
const OIDS = Object.keys(HASHES).filter(isHashOid);

describe('a key of the test PKI that signs digests', () => {
  it.each([
    ['p256', 'P-256'],
    ['p384', 'P-384'],
    ['p521', 'P-521'],
  ] as const)('makes ECDSA values that WebCrypto verifies over the message: %s', async (kind, namedCurve) => {
    const key = await openTestKey(await generateKey(kind));
    const spki = Uint8Array.from(key.publicKey);
    const verifier = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve }, false, [
      'verify',
    ]);
    for (const oid of OIDS) {
      const { name } = HASHES[oid];
      const value = await key.signHash('ecdsa', oid, await digest(name, MESSAGE));
      const raw = Uint8Array.from(rawValue(value, key.bits));
      expect(await crypto.subtle.verify({ name: 'ECDSA', hash: name }, verifier, raw, MESSAGE), name).toBe(
        true,
      );
    }
    await expect(key.signHash('rsa-pkcs1', OIDS[0] ?? '2.16.840.1.101.3.4.2.1', MESSAGE)).rejects.toThrow(
      TypeError,
    );
  });

  it.each(['rsa-2048', 'rsa-3072'] as const)('makes RSA values that WebCrypto verifies: %s', async (kind) => {
    const key = await openTestKey(await fixedKeys()(kind));
    expect(key.bits).toBe(Number(kind.slice(4)));
    for (const [scheme, name] of [
      ['rsa-pkcs1', 'RSASSA-PKCS1-v1_5'],
      ['rsa-pss', 'RSA-PSS'],
    ] as const) {
      for (const oid of OIDS) {
        const { name: hash, length } = HASHES[oid];
        const spki = Uint8Array.from(key.publicKey);
        const verifier = await crypto.subtle.importKey('spki', spki, { name, hash }, false, ['verify']);
        const value = Uint8Array.from(await key.signHash(scheme, oid, await digest(hash, MESSAGE)));
        const parameters = { name, saltLength: length };
        expect(await crypto.subtle.verify(parameters, verifier, value, MESSAGE), scheme).toBe(true);
      }
    }
    await expect(key.signHash('ecdsa', '2.16.840.1.101.3.4.2.1', MESSAGE)).rejects.toThrow(TypeError);
  });
});
