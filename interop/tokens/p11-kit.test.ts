/** A second module: p11-kit's proxy, which stands before every module of the machine, SoftHSM among them. */
import { existsSync } from 'node:fs';
import { encodeSealSubject } from '@eseal/core/identity';
import { parseCertificationRequest, verifyCertificationRequest } from '@eseal/core/x509';
import {
  createCertificationRequest,
  generateTokenKey,
  installCertificates,
  openPkcs11Module,
  openPkcs11Signer,
  openPkcs11Token,
  type Pkcs11Module,
} from '@eseal/signer-pkcs11';
import { createGoodWorld } from '@eseal/testkit';
import { openSoftHsm, type SoftHsm } from '@eseal/testkit/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { suiteFor } from '../judges.ts';
import { certifySeal } from '../lib/certify-seal.ts';

const PLACES = [
  '/usr/lib/x86_64-linux-gnu/p11-kit-proxy.so',
  '/usr/lib/aarch64-linux-gnu/p11-kit-proxy.so',
  '/usr/lib64/p11-kit-proxy.so',
];

suiteFor(['softhsm2', 'p11-kit', 'pkcs11js'], "p11-kit's proxy", () => {
  let hsm: SoftHsm;
  let module: Pkcs11Module;
  beforeAll(async () => {
    const proxy = PLACES.find((path) => existsSync(path));
    if (proxy === undefined) throw new Error('p11-kit is installed without its proxy');
    hsm = openSoftHsm({ tokens: [{ label: '代理' }] });
    module = await openPkcs11Module(proxy);
  });
  afterAll(() => {
    module[Symbol.dispose]();
    hsm[Symbol.dispose]();
  });

  it('enrols a key, and seals with it in both modes', async () => {
    const onToken = { module, token: { label: '代理' }, pin: () => hsm.token.pin };
    {
      await using token = await openPkcs11Token(onToken);
      const { id, publicKey } = await generateTokenKey(token, { label: 'seal', kind: 'rsa-2048' });
      const subject = encodeSealSubject({
        organizationName: '株式会社サンプル',
        organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
      });
      const request = parseCertificationRequest(await createCertificationRequest(token, { id }, { subject }));
      expect(await verifyCertificationRequest(request)).toBe(true);
      await installCertificates(token, { id }, await certifySeal(await createGoodWorld(), publicKey));
    }
    for (const mode of ['threadpool', 'worker'] as const) {
      await using signer = await openPkcs11Signer({ ...onToken, key: { label: 'seal' }, mode, sessions: 2 });
      const requests = signer.algorithms.map((algorithm) => ({
        algorithm,
        dataToBeSigned: new Uint8Array(64).fill(5),
      }));
      const values = await signer.sign(requests);
      const { publicKey } = signer.certificates[0];
      for (const [at, { algorithm, dataToBeSigned }] of requests.entries())
        expect(await publicKey.verify(algorithm, dataToBeSigned, values[at] ?? new Uint8Array())).toBe(true);
    }
  });

  it('refuses a wrong PIN as the token itself does', async () => {
    const refused = openPkcs11Signer({ module, token: { label: '代理' }, pin: () => 'falsch-1' });
    await expect(refused).rejects.toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
  });
});
