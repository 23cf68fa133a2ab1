/** A certification request by a key at a service, and the seal that follows, as OpenSSL sees them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seal } from '@eseal/core';
import { encodeSealSubject } from '@eseal/core/identity';
import { cades } from '@eseal/formats/cades';
import { addDays, createRssp, ENROLLED_PIN, flipBit, SAMPLE_POLICIES, toPem } from '@eseal/testkit';
import { describeWithPrograms } from '@eseal/testkit/server';
import { afterAll, describe, expect, it } from 'vitest';
import { createCscClient } from '../client/create-client.ts';
import { askForFactors } from '../key-authorization/ask-for-factors.ts';
import { createCscSigner } from '../signer/create-csc-signer.ts';
import { external } from '../use-authentication/external.ts';
import { createKeyManagement } from './key-management.ts';
import { managementLogin } from './management-login.ts';

const folder = mkdtempSync(join(tmpdir(), 'eseal-enrolment-'));
afterAll(() => rmSync(folder, { recursive: true }));

const openssl = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  return { status, text: stdout + stderr };
};
const write = (name: string, content: Uint8Array | string): void =>
  writeFileSync(join(folder, name), content);

const KINDS = [
  [{ type: 'ec', curve: 'P-256' }, 'ecdsa-sha256', 'ecdsa-with-SHA256'],
  [{ type: 'ec', curve: 'P-521' }, 'ecdsa-sha512', 'ecdsa-with-SHA512'],
  [{ type: 'rsa', bits: 2048 }, 'rsa-sha256', 'sha256WithRSAEncryption'],
  [{ type: 'rsa', bits: 2048 }, 'rsa-pss-sha256', 'rsassaPss'],
] as const;

describeWithPrograms(['openssl'], 'a key enrolled at a service', { describe, it }, () => {
  it.each(KINDS)(
    'F10: %j with %s asks for its certificate and seals, and OpenSSL agrees',
    async (kind, algorithm, name) => {
      const rssp = await createRssp({ credentials: [] });
      const usual = { baseUrl: rssp.urls.v2, transport: rssp.transport, now: () => rssp.clock.now() };
      const password = () => 'testkit secret of registration-authority';
      const authentication = managementLogin({ user: 'registration-authority', password });
      const keys = createKeyManagement(createCscClient({ ...usual, authentication }));
      const key = await keys.generateKey({ requestId: 'enrolment-1', userId: 'keiri', kind });
      await keys.linkEid(key.credentialId, [
        { type: 'oidc', issuer: 'https://idp.example', subject: 'keiri' },
      ]);
      const subject = encodeSealSubject({
        organizationName: '株式会社サンプル',
        organizationIdentifier: { scheme: 'NTR', country: 'JP', reference: '1555666777888' },
      });
      const request = await keys.requestCertification({ key, subject, algorithm });
      write('request.der', request);
      const read = ['req', '-in', 'request.der', '-inform', 'DER', '-verify', '-noout'];
      const verified = openssl(...read, '-text', '-nameopt', 'utf8,sep_comma_plus');
      expect(verified.text).toContain('verify OK');
      expect(verified.text).toContain('NTRJP-1555666777888');
      expect(verified.text).toContain(`Signature Algorithm: ${name}`);
      write('request.der', flipBit(request, -1));
      expect(openssl(...read).text).not.toContain('verify OK');

      const { world } = rssp;
      const profile = { kind: 'seal', policies: SAMPLE_POLICIES } as const;
      const times = { notBefore: addDays(world.now, -1), notAfter: addDays(world.now, 365) };
      const wanted = {
        name: 'enrolled',
        issuer: 'issuing-ca',
        subject: [{ CN: 'Enrolled' }],
        profile,
        ...times,
      };
      const chain = await world.pki.certify(wanted, key.publicKey);
      await keys.linkCertificate(key, chain);
      const token = rssp.token({ user: 'keiri' });
      const client = createCscClient({ ...usual, authentication: external(async () => token) });
      const authorizer = askForFactors(() => ENROLLED_PIN);
      const signer = await createCscSigner({ client, credentialId: key.credentialId, authorizer });
      const document = new TextEncoder().encode('請求書');
      const sealed = await seal(document, { signer, algorithm, format: cades(), now: usual.now });
      write('sealed.p7s', await sealed.toBytes());
      write('document', document);
      write('root.pem', toPem('CERTIFICATE', ...world.anchors));
      const verify = [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        'sealed.p7s',
        '-CAfile',
        'root.pem',
      ];
      const judged = () =>
        openssl(...verify, '-purpose', 'any', '-content', 'document', '-out', 'out').status;
      expect(judged()).toBe(0);
      write('document', flipBit(document, 0));
      expect(judged()).not.toBe(0);
    },
  );
});
