import { testSigner } from '@eseal/testkit';
import { Crypto } from '@peculiar/webcrypto';
import { describe, expect, it } from 'vitest';
import { certificateOf, pkcs8Of } from '../test/key-files.ts';
import { createPkcs8Signer } from './create-pkcs8-signer.ts';
import { createWebCryptoSigner } from './create-webcrypto-signer.ts';

const plugged = new Crypto();

describe('@peculiar/webcrypto plugged in', () => {
  describe.each([
    { name: 'rsa', algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } },
    { name: 'rsa', algorithm: { name: 'RSA-PSS', hash: 'SHA-512' } },
    { name: 'p256', algorithm: { name: 'ECDSA', namedCurve: 'P-256' } },
    { name: 'p521', algorithm: { name: 'ECDSA', namedCurve: 'P-521' } },
    { name: 'ed25519', algorithm: { name: 'EdDSA', namedCurve: 'Ed25519' } },
    { name: 'ed448', algorithm: { name: 'EdDSA', namedCurve: 'Ed448' } },
  ] as const)('with $name as $algorithm.name', ({ name, algorithm }) => {
    const create = async () =>
      createWebCryptoSigner({
        key: await plugged.subtle.importKey('pkcs8', pkcs8Of(name), algorithm, false, ['sign']),
        certificates: [certificateOf(name)],
        crypto: plugged,
      });
    if (name !== 'ed448') testSigner(create, { describe, it, expect });

    it('signs what its certificate verifies', async () => {
      const signer = await create();
      const [algorithm] = signer.algorithms;
      if (algorithm === undefined) throw new TypeError('no algorithm');
      const [value] = await signer.sign([{ algorithm, dataToBeSigned: new Uint8Array(3) }]);
      expect(
        await signer.certificates[0].publicKey.verify(
          algorithm,
          new Uint8Array(3),
          value ?? new Uint8Array(),
        ),
      ).toBe(true);
    });
  });

  it('imports a key file for all its algorithms', async () => {
    const signer = await createPkcs8Signer({
      privateKey: pkcs8Of('rsa'),
      certificates: [certificateOf('rsa')],
      crypto: plugged,
    });
    const requests = signer.algorithms.map((algorithm) => ({ algorithm, dataToBeSigned: new Uint8Array(5) }));
    const values = await signer.sign(requests);
    for (const [at, { algorithm, dataToBeSigned }] of requests.entries()) {
      const value = values[at] ?? new Uint8Array();
      expect(await signer.certificates[0].publicKey.verify(algorithm, dataToBeSigned, value), algorithm).toBe(
        true,
      );
    }
    expect(values).toHaveLength(6);
  });

  it('is needed to sign with its keys: the platform does not take them', async () => {
    const key = await plugged.subtle.importKey(
      'pkcs8',
      pkcs8Of('p256'),
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    );
    const made = createWebCryptoSigner({ key, certificates: [certificateOf('p256')] });
    await expect(made).rejects.toMatchObject({ code: 'SIGNER_KEY_UNUSABLE' });
  });
});

describe('Ed448, which Node alone has', () => {
  testSigner(
    () => createPkcs8Signer({ privateKey: pkcs8Of('ed448'), certificates: [certificateOf('ed448')] }),
    { describe, it, expect },
  );
});
