import type { Signer } from '@eseal/core';
import { testSigner } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, cryptoKeyOf, ISSUERS, type KeyName, PEM } from '../test/key-files.ts';
import { createWebCryptoSigner } from './create-webcrypto-signer.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

async function signerOf(name: KeyName, algorithm: Parameters<typeof cryptoKeyOf>[1]): Promise<Signer> {
  return createWebCryptoSigner({
    key: await cryptoKeyOf(name, algorithm),
    certificates: [...ISSUERS, certificateOf(name)],
  });
}

describe('a Signer over a CryptoKey', () => {
  describe.each([
    { name: 'rsa', algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, offers: ['rsa-sha256'] },
    { name: 'rsa', algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }, offers: ['rsa-sha512'] },
    { name: 'rsa', algorithm: { name: 'RSA-PSS', hash: 'SHA-384' }, offers: ['rsa-pss-sha384'] },
    { name: 'p256', algorithm: P256, offers: ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'] },
    {
      name: 'p384',
      algorithm: { name: 'ECDSA', namedCurve: 'P-384' },
      offers: ['ecdsa-sha384', 'ecdsa-sha512'],
    },
    { name: 'p521', algorithm: { name: 'ECDSA', namedCurve: 'P-521' }, offers: ['ecdsa-sha512'] },
    { name: 'ed25519', algorithm: { name: 'Ed25519' }, offers: ['ed25519'] },
  ] as const)('$name for $offers', ({ name, algorithm, offers }) => {
    testSigner(() => signerOf(name, algorithm), { describe, it, expect });

    it('offers what WebCrypto ties the key to', async () => {
      expect((await signerOf(name, algorithm)).algorithms).toEqual(offers);
    });
  });

  it('puts its own certificate first and the issuers after it, in whatever order they came', async () => {
    const { certificates } = await createWebCryptoSigner({
      key: await cryptoKeyOf('p256', P256),
      certificates: [...ISSUERS, certificateOf('other'), certificateOf('p256')],
    });
    const [root, ca] = ISSUERS;
    expect(certificates.map(({ raw }) => raw)).toEqual([certificateOf('p256').raw, ca?.raw, root?.raw]);
  });

  it('reads the certificates of a PEM file', async () => {
    const signer = await createWebCryptoSigner({
      key: await cryptoKeyOf('p256', P256),
      certificates: PEM.certificates,
    });
    expect(signer.certificates).toHaveLength(3);
  });

  it('offers the algorithms that are wanted, in their order', async () => {
    const signer = await createWebCryptoSigner({
      key: await cryptoKeyOf('p256', P256),
      certificates: [certificateOf('p256')],
      algorithms: ['ecdsa-sha512', 'ecdsa-sha256'],
    });
    expect(signer.algorithms).toEqual(['ecdsa-sha512', 'ecdsa-sha256']);
    const refused = signer.sign([{ algorithm: 'ecdsa-sha384', dataToBeSigned: new Uint8Array(1) }]);
    await expect(refused).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
  });

  it('refuses an algorithm that is not the key’s', async () => {
    const key = await cryptoKeyOf('p256', P256);
    const made = createWebCryptoSigner({
      key,
      certificates: [certificateOf('p256')],
      algorithms: ['rsa-sha256'],
    });
    await expect(made).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
  });

  it.each([
    ['another key of the same kind', [certificateOf('other')]],
    ['keys of other kinds', [certificateOf('rsa'), certificateOf('p384'), certificateOf('ed25519')]],
    ['its issuers only', ISSUERS],
    ['nothing', []],
  ])('refuses a key when the certificates belong to %s', async (_, certificates) => {
    const key = await cryptoKeyOf('p256', P256);
    await expect(createWebCryptoSigner({ key, certificates })).rejects.toMatchObject({
      code: 'CERTIFICATE_KEY_MISMATCH',
    });
  });

  it('refuses RSA below 2048 bits', async () => {
    const key = await cryptoKeyOf('rsa1024', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' });
    await expect(
      createWebCryptoSigner({ key, certificates: [certificateOf('rsa1024')] }),
    ).rejects.toMatchObject({
      code: 'SIGNER_KEY_UNUSABLE',
      message: expect.stringContaining('1024'),
    });
  });

  it('refuses RSA with SHA-1', async () => {
    const key = await cryptoKeyOf('rsa', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' });
    await expect(createWebCryptoSigner({ key, certificates: [certificateOf('rsa')] })).rejects.toMatchObject({
      code: 'SIGNER_KEY_UNUSABLE',
      message: expect.stringContaining('SHA-1'),
    });
  });

  it('refuses a key that does not sign', async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
    await expect(createWebCryptoSigner({ key, certificates: [certificateOf('p256')] })).rejects.toMatchObject(
      {
        code: 'SIGNER_KEY_UNUSABLE',
      },
    );
  });
});
