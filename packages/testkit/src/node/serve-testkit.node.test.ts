import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fetchTransport } from '@eseal/core/http';
import { parseCertificates } from '@eseal/core/x509';
import { EU_SCHEME, openTrustedLists, parseSchemeFile } from '@eseal/validator/trusted-lists';
import { describe, expect, it } from 'vitest';
import { describeWithOpenssl, openBench } from '../../test/openssl.ts';
import { JAPANESE_TEST_RULES, JAPANESE_TEST_SCHEME } from '../lists/schemes.ts';
import { serveTestkit } from './serve-testkit.ts';

const QUERY = { 'content-type': 'application/timestamp-query' };
const post = (url: string, body: Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(url, { method: 'POST', headers: QUERY, body });

describeWithOpenssl('the served testkit', () => {
  it('writes anchors, key and certificates that openssl takes, and services.json by its contract', async () => {
    using bench = openBench();
    await using testkit = await serveTestkit({ directory: bench.path('out'), key: 'p256' });
    const services = JSON.parse(readFileSync(bench.path('out/services.json'), 'utf8'));
    expect(services).toEqual(testkit.services);
    expect(services.anchors).toEqual([bench.path('out/root.pem')]);
    const password = `pass:${services.pin}`;
    expect(bench.openssl('pkcs12', '-in', services.p12, '-passin', password, '-nokeys').ok).toBe(true);
    const chain = ['-untrusted', services.certificates, services.certificates];
    expect(
      bench.openssl('verify', '-x509_strict', '-CAfile', services.anchors[0], ...chain).output,
    ).toContain(': OK');
    const ofKey = bench.openssl('pkey', '-in', services.key, '-pubout').output;
    const ofCertificate = bench.openssl('x509', '-in', services.certificates, '-noout', '-pubkey').output;
    expect(ofKey).toBe(ofCertificate);
    expect(statSync(services.key).mode & 0o077).toBe(0);
  });

  it('answers at the addresses in the certificates', async () => {
    using bench = openBench();
    await using testkit = await serveTestkit({ directory: bench.path('out'), key: 'p256' });
    const { services } = testkit;
    const text = bench.openssl('x509', '-in', services.certificates, '-noout', '-text').output;
    for (const url of [services.ocsp, services.crl, testkit.world.urls.caIssuers])
      expect(text).toContain(`URI:${url}\n`);
    const list = await fetch(services.crl);
    expect(list.headers.get('content-type')).toBe('application/pkix-crl');
    bench.write('list.crl', new Uint8Array(await list.arrayBuffer()));
    expect(bench.openssl('crl', '-inform', 'DER', '-in', 'list.crl', '-noout').ok).toBe(true);
    bench.write('document', 'x');
    bench.openssl('ts', '-query', '-data', 'document', '-cert', '-out', 'query.tsq');
    const reply = await post(services.tsa, bench.read('query.tsq'));
    bench.write('reply.tsr', new Uint8Array(await reply.arrayBuffer()));
    const verify = [
      'ts',
      '-verify',
      '-queryfile',
      'query.tsq',
      '-in',
      'reply.tsr',
      '-CAfile',
      'out/root.pem',
    ];
    expect(bench.openssl(...verify).output).toContain('Verification: OK');
  });
});

describe('the served testkit', () => {
  it('serves lists that are signed by the certificates it writes', async () => {
    using bench = openBench();
    await using testkit = await serveTestkit({ directory: bench.path('out'), key: 'p256' });
    const { services } = testkit;
    const signers = services.listSigners.flatMap((path) => parseCertificates(readFileSync(path)));
    for (const url of [services.trustedList, services.listOfLists]) {
      const { lists, refused } = await openTrustedLists({
        lists: [{ list: url, signers }],
        transport: fetchTransport,
      });
      expect(refused).toEqual([]);
      expect(lists.map(({ reference }) => reference.territory).toSorted()).toEqual(['EU', 'JP', 'XE']);
    }
    const list = await fetch(services.trustedList);
    const headers = { 'if-none-match': list.headers.get('etag') ?? '' };
    expect((await fetch(services.trustedList, { headers })).status).toBe(304);
  });

  it('describes the scheme of a list in the terms of Japan, and the notice of the list of lists', async () => {
    using bench = openBench();
    const directory = bench.path('out');
    await using testkit = await serveTestkit({ directory, key: 'p256', terms: 'japanese' });
    const { journalSigners, listJournal, listOfLists, listScheme } = testkit.services;
    const { japan, scheme } = parseSchemeFile(JSON.parse(readFileSync(listScheme ?? '', 'utf8')));
    expect({ japan, scheme }).toEqual({ japan: JAPANESE_TEST_RULES, scheme: JAPANESE_TEST_SCHEME });
    const signers = journalSigners.flatMap((path) => parseCertificates(readFileSync(path)));
    const { lists, refused } = await openTrustedLists({
      lists: [{ list: listOfLists, signers, pivots: { officialJournal: listJournal } }],
      schemes: [scheme, EU_SCHEME],
      transport: fetchTransport,
    });
    expect(refused).toEqual([]);
    expect(lists.map(({ reference }) => reference.territory).toSorted()).toEqual(['EU', 'JP', 'XE']);
  });

  it('answers as a provider of remote keys, for who has the secrets beside the configuration', async () => {
    using bench = openBench();
    await using testkit = await serveTestkit({ directory: bench.path('out'), key: 'p256' });
    const { rssp, rsspConfig, rsspTestSecrets, rsspV2 } = testkit.services;
    const config = readFileSync(rsspConfig, 'utf8');
    for (const secret of Object.values(rsspTestSecrets)) expect(config).not.toContain(secret);
    const { authentication, authorization, credentialId } = JSON.parse(config);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: authentication.clientId,
      client_secret: rsspTestSecrets[authentication.clientSecretEnv] ?? '',
    });
    const url = new URL('/oauth2/token', rssp);
    const granted = await (await fetch(url, { method: 'POST', body: form })).json();
    const headers = { authorization: `Bearer ${granted.access_token}` };
    const body = JSON.stringify({
      credentialID: credentialId,
      numSignatures: 1,
      PIN: rsspTestSecrets[authorization.factorsEnv.PIN],
    });
    const authorized = await fetch(`${rssp}/credentials/authorize`, { method: 'POST', headers, body });
    expect(await authorized.json()).toMatchObject({ SAD: expect.any(String) });
    const info = await (await fetch(`${rsspV2}/info`, { method: 'POST', body: '{}' })).json();
    expect(info).toMatchObject({ description: expect.stringContaining('For tests only') });
  });

  it('has new keys each time', async () => {
    using bench = openBench();
    await using first = await serveTestkit({ directory: bench.path('a'), key: 'rsa-2048' });
    await using second = await serveTestkit({ directory: bench.path('b'), key: 'rsa-2048' });
    expect(second.world.seal.key.publicKey).not.toEqual(first.world.seal.key.publicKey);
  });

  it('removes the services.json of an earlier run before it starts, and listens where it is told', async () => {
    using bench = openBench();
    const directory = bench.path('out');
    const first = await serveTestkit({ directory, key: 'p256' });
    const port = Number(new URL(first.services.tsa).port);
    await expect(serveTestkit({ directory, key: 'p256', port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    expect(existsSync(join(directory, 'services.json'))).toBe(false);
    await first.close();
    await using second = await serveTestkit({ directory, key: 'p256', port });
    expect(new URL(second.services.tsa).port).toBe(String(port));
  });

  it('stops answering when it is closed', async () => {
    using bench = openBench();
    const testkit = await serveTestkit({ directory: bench.path('out'), key: 'p256' });
    await testkit.close();
    await expect(fetch(testkit.services.crl)).rejects.toThrow();
  });

  it('refuses other methods, long bodies and unknown paths', async () => {
    using bench = openBench();
    await using testkit = await serveTestkit({ directory: bench.path('out'), key: 'p256' });
    const { services, world } = testkit;
    expect((await fetch(services.crl, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(`${world.pki.baseUrl}/elsewhere`)).status).toBe(404);
    expect((await post(services.tsa, new Uint8Array(2 ** 25 + 1))).status).toBe(413);
  });

  it('closes the connection or hangs when told to', async () => {
    using bench = openBench();
    const faults = {
      crl: { kind: 'no-answer', how: 'closed' },
      tsa: { kind: 'no-answer', how: 'hanging' },
    } as const;
    await using testkit = await serveTestkit({ directory: bench.path('out'), key: 'p256', faults });
    const { services } = testkit;
    await expect(fetch(services.crl)).rejects.toThrow();
    const request = { method: 'POST' as const, url: services.tsa, headers: QUERY, body: new Uint8Array() };
    await expect(fetchTransport(request, { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'TRANSPORT_FAILED',
    });
  });

  it('does not leave a socket behind when its folder cannot be made', async () => {
    await expect(serveTestkit({ directory: '/dev/null/x', key: 'p256' })).rejects.toMatchObject({
      code: 'ENOTDIR',
    });
  });
});
