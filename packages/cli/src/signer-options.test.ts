import { createGoodWorld, createPfx, encryptPkcs8, toPem } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { chooseAlgorithm, openSigner } from './signer-options.ts';
import { type Bench, captureIo, openBench } from './test-bench.ts';

const world = await createGoodWorld({ key: 'rsa-2048', keyOf: { tsa: 'p384', ocsp: 'ed25519' } });
const PIN = 'himitsu';

async function writeKeys(bench: Bench, { pkcs8, chain } = world.seal) {
  const encrypted = await encryptPkcs8(pkcs8, PIN);
  return {
    pkcs12: bench.write(
      'seal.p12',
      await createPfx({ pkcs8, certificates: chain, friendlyName: 'seal' }, PIN),
    ),
    key: bench.write('seal.key.pem', toPem('PRIVATE KEY', pkcs8)),
    encryptedKey: bench.write('encrypted.key.pem', toPem('ENCRYPTED PRIVATE KEY', encrypted)),
    certificates: bench.write('seal.chain.pem', toPem('CERTIFICATE', ...chain)),
  };
}

describe('openSigner', () => {
  it('opens PKCS #12 with a PIN from the environment, and by the name of the key', async () => {
    using bench = openBench();
    const { pkcs12 } = await writeKeys(bench);
    const io = captureIo({ env: { PIN } });
    const signer = await openSigner({ pkcs12, pinEnv: 'PIN' }, io);
    expect(signer.certificates.map(({ raw }) => raw)).toEqual(world.chain);
    await openSigner({ pkcs12, pinEnv: 'PIN', keyLabel: 'seal' }, io);
    await expect(openSigner({ pkcs12, pinEnv: 'PIN', keyLabel: 'other' }, io)).rejects.toMatchObject({
      code: 'SIGNER_KEY_NOT_FOUND',
    });
  });

  it('opens PEM keys, and asks for a password only when there is one to ask for', async () => {
    using bench = openBench();
    const { key, encryptedKey, certificates } = await writeKeys(bench);
    await openSigner({ key, certificates }, captureIo());
    let asked = '';
    const prompt = async (message: string): Promise<string> => {
      asked = message;
      return PIN;
    };
    await openSigner({ key: encryptedKey, certificates }, captureIo({ prompt }));
    expect(asked).toBe(`password of ${encryptedKey}: `);
  });

  it('tells a wrong PIN from a missing one, and repeats neither', async () => {
    using bench = openBench();
    const { pkcs12 } = await writeKeys(bench);
    const wrong = openSigner({ pkcs12, pinEnv: 'PIN' }, captureIo({ env: { PIN: 'falsch' } }));
    await expect(wrong).rejects.toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('falsch') });
    await expect(openSigner({ pkcs12, pinEnv: 'PIN' }, captureIo())).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses none, several, and half a key', async () => {
    const ways = [{}, { pinEnv: 'PIN' }, { pkcs12: 'a', key: 'b', certificates: 'c' }, { key: 'b' }];
    for (const options of ways)
      await expect(openSigner(options, captureIo())).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses a key that is not that of the certificates', async () => {
    using bench = openBench();
    const { certificates } = await writeKeys(bench);
    const other = await createGoodWorld({ key: 'p256' });
    const key = bench.write('other.pem', toPem('PRIVATE KEY', other.seal.pkcs8));
    await expect(openSigner({ key, certificates }, captureIo())).rejects.toMatchObject({
      code: 'CERTIFICATE_KEY_MISMATCH',
    });
  });
});

describe('chooseAlgorithm', () => {
  const rsa = { algorithms: ['rsa-sha256', 'rsa-sha512', 'rsa-pss-sha256', 'rsa-sha3-256'] } as const;

  it.each([
    [{}, 'rsa-sha256'],
    [{ digest: 'sha512' }, 'rsa-sha512'],
    [{ signatureAlgorithm: 'rsa-pss' }, 'rsa-pss-sha256'],
    [{ signatureAlgorithm: 'rsa', digest: 'sha3-256' }, 'rsa-sha3-256'],
  ])('takes the first that fits %j', async (wanted, algorithm) => {
    expect(await chooseAlgorithm(rsa, wanted)).toBe(algorithm);
  });

  it('leaves EdDSA its own digest', async () => {
    const wanted = { signatureAlgorithm: 'ed25519', digest: 'sha256' };
    expect(await chooseAlgorithm({ algorithms: ['ed25519'] }, wanted)).toBe('ed25519');
  });

  it.each([
    { digest: 'md5' },
    { digest: 'toString' },
    { signatureAlgorithm: 'dsa' },
    { signatureAlgorithm: 'ecdsa' },
    { signatureAlgorithm: 'rsa-pss', digest: 'sha512' },
  ])('refuses %j', async (wanted) => {
    await expect(chooseAlgorithm(rsa, wanted)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
