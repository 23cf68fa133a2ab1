import { testSigner } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  certificateOf,
  ENCRYPTED_KEYS,
  ISSUERS,
  PASSWORD,
  PEM,
  pkcs8Of,
} from '../test/key-files.ts';
import { createPkcs8Signer } from './create-pkcs8-signer.ts';

const certificates = [...ISSUERS, certificateOf('p256')];
const RSA_ALGORITHMS = ['rsa-sha256', 'rsa-sha384', 'rsa-sha512'];
const PSS_ALGORITHMS = ['rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512'];

describe('a Signer over a PKCS #8 file', () => {
  describe.each([
    { name: 'p256', offers: ['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'] },
    { name: 'p384', offers: ['ecdsa-sha384', 'ecdsa-sha512'] },
    { name: 'p521', offers: ['ecdsa-sha512'] },
    { name: 'ed25519', offers: ['ed25519'] },
    { name: 'rsa', offers: [...RSA_ALGORITHMS, ...PSS_ALGORITHMS] },
    { name: 'rsapss', offers: PSS_ALGORITHMS },
    { name: 'rsapss256', offers: ['rsa-pss-sha256'] },
  ] as const)('$name', ({ name, offers }) => {
    const options = { privateKey: pkcs8Of(name), certificates: [certificateOf(name)] };
    testSigner(() => createPkcs8Signer(options), { describe, it, expect });

    it('offers all that the key can do', async () => {
      expect((await createPkcs8Signer(options)).algorithms).toEqual(offers);
    });
  });

  it.each(ENCRYPTED_KEYS)('opens $note', async ({ file }) => {
    const signer = await createPkcs8Signer({
      privateKey: bytesOf(file),
      password: () => PASSWORD,
      certificates,
    });
    expect(signer.certificates).toHaveLength(3);
  });

  it.each(ENCRYPTED_KEYS)('refuses a wrong password for $note', async ({ file }) => {
    const made = createPkcs8Signer({
      privateKey: bytesOf(file),
      password: async () => `${PASSWORD} `,
      certificates,
    });
    await expect(made).rejects.toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
  });

  it('says nothing of the password or the key in an error', async () => {
    const secret = 'Geheimnis-1234';
    const made = createPkcs8Signer({ privateKey: PEM.encrypted, password: () => secret, certificates });
    const error = await made.catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(secret);
    expect(error).toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
    expect(error).not.toHaveProperty('cause');
  });

  it('reads PEM, plain and encrypted, as text and as bytes', async () => {
    const password = (): string => PASSWORD;
    for (const privateKey of [PEM.plain, PEM.encrypted, new TextEncoder().encode(PEM.encrypted)]) {
      expect((await createPkcs8Signer({ privateKey, password, certificates })).algorithms).toHaveLength(3);
    }
  });

  it('does not ask for the password of a key that is not encrypted', async () => {
    const password = (): never => {
      throw new Error('asked');
    };
    await createPkcs8Signer({ privateKey: PEM.plain, password, certificates });
  });

  it('needs the password of an encrypted key', async () => {
    await expect(createPkcs8Signer({ privateKey: PEM.encrypted, certificates })).rejects.toMatchObject({
      code: 'SIGNER_PIN_INCORRECT',
    });
  });

  it('refuses a key with the certificate of another', async () => {
    const made = createPkcs8Signer({ privateKey: PEM.plain, certificates: [certificateOf('other')] });
    await expect(made).rejects.toMatchObject({ code: 'CERTIFICATE_KEY_MISMATCH' });
  });

  it.each([
    ['rsa1024', '1024'],
    ['brainpool', 'brainpoolP256r1'],
    ['secp256k1', '1.3.132.0.10'],
    ['explicit', 'named curve'],
  ] as const)('refuses %s', async (name, reason) => {
    const made = createPkcs8Signer({ privateKey: pkcs8Of(name), certificates });
    await expect(made).rejects.toMatchObject({
      code: 'SIGNER_KEY_UNUSABLE',
      message: expect.stringContaining(reason),
    });
  });

  it('leaves the caller’s bytes as they are', async () => {
    const privateKey = pkcs8Of('p256');
    await createPkcs8Signer({ privateKey, certificates });
    expect(privateKey).toEqual(pkcs8Of('p256'));
  });
});
