/** From a new key to a seal, with keys of both origins (MIC Guidelines on e-Seal, 2nd edition, §1.6.1). */
import { createPublicKey } from 'node:crypto';
import { encodeSealSubject } from '@eseal/core/identity';
import { nameValues, parseCertificationRequest, verifyCertificationRequest } from '@eseal/core/x509';
import { createGoodWorld, type KeyKind } from '@eseal/testkit';
import { describeWithSoftHsm } from '@eseal/testkit/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CKA, CKO } from '../src/cryptoki.ts';
import { createCertificationRequest } from '../src/management/certification-request.ts';
import { generateTokenKey } from '../src/management/generate-key.ts';
import { importTokenKey } from '../src/management/import-key.ts';
import { installCertificates } from '../src/management/install-certificates.ts';
import { type Pkcs11Token, withObjects } from '../src/management/open-token.ts';
import { findObjects, readAttribute, readBoolean } from '../src/objects.ts';
import { shortRsaKey } from '../src/test-fake-binding.ts';
import { openTokenBench, type TokenBench } from './token-bench.ts';

const subject = encodeSealSubject({
  organizationName: '株式会社サンプル',
  organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
});

/** What the token says about private keys of a label. */
function attributesOf(token: Pkcs11Token, label: string) {
  return withObjects(token, 'looking at keys', (from) => {
    const keys = findObjects(from, [
      { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
      { type: CKA.LABEL, value: Buffer.from(label) },
    ]);
    return keys.map((key) => ({
      sensitive: readBoolean(from, key, CKA.SENSITIVE),
      extractable: readBoolean(from, key, CKA.EXTRACTABLE),
      decrypts: readBoolean(from, key, CKA.DECRYPT),
      unwraps: readBoolean(from, key, CKA.UNWRAP),
      exponent: readAttribute(from, key, CKA.PRIVATE_EXPONENT),
      value: readAttribute(from, key, CKA.VALUE),
    }));
  });
}

const CLOSED = {
  sensitive: true,
  extractable: false,
  decrypts: false,
  unwraps: false,
  exponent: undefined,
  value: undefined,
};

describeWithSoftHsm('enrolment', { describe, it }, () => {
  let bench: TokenBench;
  beforeAll(async () => {
    bench = await openTokenBench();
  });
  afterAll(() => bench[Symbol.dispose]());

  it('leads from a key made on the token over a request and a certificate to a signer', async () => {
    const token = await bench.openToken();
    const key = await generateTokenKey(token, { label: 'own', kind: 'p256' });
    const der = await createCertificationRequest(token, { label: 'own' }, { subject });
    const request = parseCertificationRequest(der);
    expect(await verifyCertificationRequest(request)).toBe(true);
    expect(request.publicKey.raw).toEqual(key.publicKey);
    expect(nameValues(request.subject, '2.5.4.97')).toEqual(['NTRJP-1555666777888']);
    const certificates = await bench.certify(request.publicKey.raw, 'own');
    const chain = await installCertificates(token, { id: key.id }, certificates);
    expect(chain.map(({ raw }) => raw)).toEqual(certificates);
    await token[Symbol.asyncDispose]();
    await using signer = await bench.openSigner('own');
    expect(signer.certificates.map(({ raw }) => raw)).toEqual(certificates);
  });

  it.each(['rsa-2048', 'p256', 'ed25519'] as const)(
    'makes %s keys that do not leave the token',
    async (kind) => {
      await using token = await bench.openToken();
      await generateTokenKey(token, { label: `closed ${kind}`, kind });
      expect(await attributesOf(token, `closed ${kind}`)).toEqual([CLOSED]);
    },
  );

  it('signs a request with the algorithm that is wanted, and with no other key', async () => {
    await using token = await bench.openToken();
    await generateTokenKey(token, { label: 'pss', kind: 'rsa-2048' });
    const der = await createCertificationRequest(
      token,
      { label: 'pss' },
      { subject, algorithm: 'rsa-pss-sha512' },
    );
    expect(await verifyCertificationRequest(parseCertificationRequest(der))).toBe(true);
    const wrong = createCertificationRequest(token, { label: 'pss' }, { subject, algorithm: 'ed25519' });
    await expect(wrong).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
    const absent = createCertificationRequest(token, { label: 'none' }, { subject });
    await expect(absent).rejects.toMatchObject({ code: 'SIGNER_KEY_NOT_FOUND' });
  });

  it('makes RSA keys of 3072 bits unless told otherwise, and none that is weak', async () => {
    await using token = await bench.openToken();
    const { publicKey } = await generateTokenKey(token, { label: 'default' });
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(3072);
    const weak: string = 'rsa-1024';
    const options = JSON.parse(JSON.stringify({ label: 'weak', kind: weak }));
    await expect(generateTokenKey(token, options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('gives no two private keys one label or one id', async () => {
    await using token = await bench.openToken();
    const { id } = await generateTokenKey(token, { label: 'taken', kind: 'p256' });
    for (const again of [{ label: 'taken' }, { label: 'free', id }])
      await expect(generateTokenKey(token, { ...again, kind: 'p256' })).rejects.toMatchObject({
        code: 'PKCS11_LABEL_TAKEN',
      });
  });

  it('puts no certificate of another key beside a key, and none twice', async () => {
    await using token = await bench.openToken();
    const key = await generateTokenKey(token, { label: 'one', kind: 'p256' });
    const foreign = installCertificates(token, { id: key.id }, bench.world.chain);
    await expect(foreign).rejects.toMatchObject({ code: 'CERTIFICATE_KEY_MISMATCH' });
    const certificates = await bench.certify(key.publicKey, 'one');
    const count = () =>
      withObjects(
        token,
        'counting',
        (from) => findObjects(from, [{ type: CKA.CLASS, value: CKO.CERTIFICATE }]).length,
      );
    await installCertificates(token, { id: key.id }, certificates);
    const before = await count();
    await installCertificates(token, { id: key.id }, certificates);
    expect(await count()).toBe(before);
  });

  const DELIVERED: readonly KeyKind[] = ['rsa-2048', 'p256', 'p384', 'p521', 'ed25519'];
  it.each(DELIVERED)('brings a %s key that a CA made to the token, and overwrites it', async (kind) => {
    const world = await createGoodWorld({ key: kind });
    const token = await bench.openToken();
    const pkcs8 = Uint8Array.from(world.seal.pkcs8);
    const label = `delivered ${kind}`;
    const { publicKey } = await importTokenKey(token, pkcs8, { label });
    expect(pkcs8.every((byte) => byte === 0)).toBe(true);
    expect(publicKey).toEqual(world.seal.key.publicKey);
    expect(await attributesOf(token, label)).toEqual([CLOSED]);
    await installCertificates(token, { label }, world.chain);
    await token[Symbol.asyncDispose]();
    await using signer = await bench.openSigner(label);
    const [algorithm = 'ed25519'] = signer.algorithms;
    const dataToBeSigned = new Uint8Array(99).fill(9);
    const [value = new Uint8Array()] = await signer.sign([{ algorithm, dataToBeSigned }]);
    expect(await signer.certificates[0].publicKey.verify(algorithm, dataToBeSigned, value)).toBe(true);
  });

  it.each([
    ['a short RSA key', () => shortRsaKey(), 'SIGNER_KEY_UNUSABLE'],
    ['other bytes', () => Uint8Array.of(0x30, 3, 2, 1, 0), 'DECODE_FAILED'],
    [
      'no key inside',
      () => Uint8Array.from(Buffer.from('300c020100300506032b65700400', 'hex')),
      'SIGNER_KEY_UNUSABLE',
    ],
  ])('brings %s nowhere, and overwrites it all the same', async (_, make, code) => {
    await using token = await bench.openToken();
    const pkcs8 = Uint8Array.from(make());
    await expect(importTokenKey(token, pkcs8, { label: 'refused' })).rejects.toMatchObject({ code });
    expect(pkcs8.every((byte) => byte === 0)).toBe(true);
    expect(await attributesOf(token, 'refused')).toEqual([]);
  });

  it('has no way to take a key out', async () => {
    const names = Object.keys(await import('../src/index.ts'));
    expect(names.filter((name) => /export|extract|unwrap|wrap|backup/i.test(name))).toEqual([]);
  });
});
