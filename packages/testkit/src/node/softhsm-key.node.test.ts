import { describe, expect, it } from 'vitest';
import { digest } from '../services/digests.ts';
import { rawValue } from '../services/rssp/keys/ecdsa-value.ts';
import { ECDSA_SHA256, hashOf, openTestRssp } from '../services/rssp/test-rssp.ts';
import { describeWithPrograms } from './needed-programs.ts';
import { describeWithSoftHsm, openSoftHsm } from './softhsm.ts';
import { openSoftHsmKey, type SoftHsmKeyKind } from './softhsm-key.ts';

const MESSAGE = new TextEncoder().encode('請求書');
const SHA256 = '2.16.840.1.101.3.4.2.1';

async function verifies(
  algorithm: RsaHashedImportParams | EcKeyImportParams,
  publicKey: Uint8Array,
  value: Uint8Array,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('spki', Uint8Array.from(publicKey), algorithm, false, ['verify']);
  const parameters = { ...algorithm, hash: 'SHA-256', saltLength: 32 };
  return crypto.subtle.verify(parameters, key, Uint8Array.from(value), MESSAGE);
}

describeWithSoftHsm('a key of the provider that lies in SoftHSM', { describe, it }, () => {
  describeWithPrograms(['pkcs11-tool'], 'and is used by its tool', { describe, it }, () => {
    it('makes RSA and PSS values that WebCrypto verifies', async () => {
      using hsm = openSoftHsm();
      const key = await openSoftHsmKey(hsm, 'rsa-2048');
      const hash = await digest('SHA-256', MESSAGE);
      for (const [scheme, name] of [
        ['rsa-pkcs1', 'RSASSA-PKCS1-v1_5'],
        ['rsa-pss', 'RSA-PSS'],
      ] as const) {
        const value = await key.signHash(scheme, SHA256, hash);
        expect(await verifies({ name, hash: 'SHA-256' }, key.publicKey, value), scheme).toBe(true);
      }
    });

    it.each<[SoftHsmKeyKind, string]>([
      ['p256', 'P-256'],
      ['p521', 'P-521'],
    ])('makes ECDSA values that WebCrypto verifies: %s', async (kind, namedCurve) => {
      using hsm = openSoftHsm();
      const key = await openSoftHsmKey(hsm, kind);
      const value = rawValue(await key.signHash('ecdsa', SHA256, await digest('SHA-256', MESSAGE)), key.bits);
      expect(await verifies({ name: 'ECDSA', namedCurve }, key.publicKey, value)).toBe(true);
    });

    it('signs for a credential, whose certificate is of the test PKI', async () => {
      using hsm = openSoftHsm();
      const key = await openSoftHsmKey(hsm, 'p256');
      const credentials = [{ id: 'seal', user: 'keiri', key, authorization: { mode: 'implicit' } }] as const;
      const service = await openTestRssp('v1', { credentials });
      const { SAD } = (
        await service.call('credentials/authorize', { credentialID: 'seal', numSignatures: 1 })
      ).body;
      const body = { credentialID: 'seal', SAD, hash: [hashOf(1)], signAlgo: ECDSA_SHA256 };
      expect((await service.call('signatures/signHash', body)).status).toBe(200);
      expect(() => service.rssp.world.entity('rssp-seal').pkcs8).toThrow('does not leave it');
    });

    it('says why the tool refused', async () => {
      using hsm = openSoftHsm();
      const other = { ...hsm, token: { ...hsm.token, pin: '0000-wrong' } };
      await expect(openSoftHsmKey(other, 'p256')).rejects.toThrow('pkcs11-tool failed');
    });
  });
});
