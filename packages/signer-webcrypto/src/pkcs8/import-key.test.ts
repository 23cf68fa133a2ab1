import { describe, expect, it } from 'vitest';
import { pkcs8Of } from '../../test/key-files.ts';
import { importKeyRing } from './import-key.ts';
import { parsePrivateKeyInfo } from './private-key-info.ts';

describe('a key imported into WebCrypto', () => {
  it.each(['rsa', 'rsapss', 'p256', 'p384', 'p521', 'ed25519'] as const)(
    '%s cannot be exported',
    async (name) => {
      const key = parsePrivateKeyInfo(pkcs8Of(name));
      const { keys } = await importKeyRing(key, key.algorithms);
      expect([...keys.keys()]).toEqual(key.algorithms);
      for (const imported of keys.values()) {
        expect([imported.extractable, imported.usages]).toEqual([false, ['sign']]);
        await expect(crypto.subtle.exportKey('pkcs8', imported)).rejects.toThrow();
      }
    },
  );

  it('leaves no bytes behind, also when it is refused', async () => {
    for (const name of ['p256', 'rsa1024'] as const) {
      const key = parsePrivateKeyInfo(pkcs8Of(name));
      await importKeyRing(key, key.algorithms).catch(() => undefined);
      expect(key.pkcs8.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('is imported once for each algorithm that needs its own', async () => {
    const rsa = parsePrivateKeyInfo(pkcs8Of('rsa'));
    const ec = parsePrivateKeyInfo(pkcs8Of('p256'));
    expect(new Set((await importKeyRing(rsa, rsa.algorithms)).keys.values()).size).toBe(6);
    expect(new Set((await importKeyRing(ec, ec.algorithms)).keys.values()).size).toBe(1);
  });

  it('is refused when its bytes are no sound key', async () => {
    const key = parsePrivateKeyInfo(pkcs8Of('p256'));
    key.pkcs8[key.pkcs8.length - 1] = 0;
    key.pkcs8.fill(0xff, 30, 60);
    await expect(importKeyRing(key, key.algorithms)).rejects.toMatchObject({ code: 'SIGNER_KEY_UNUSABLE' });
  });

  it('is refused by an implementation that lacks its kind', async () => {
    const key = parsePrivateKeyInfo(pkcs8Of('ed448'));
    const subtle = Object.assign(Object.create(crypto.subtle), {
      importKey: () => Promise.reject(new DOMException('no Ed448', 'NotSupportedError')),
    });
    await expect(importKeyRing(key, key.algorithms, { subtle })).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
    });
  });
});
