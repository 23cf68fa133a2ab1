import { fromBase64 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../clock.ts';
import type { Dialect } from '../model.ts';
import { ECDSA_SHA256, hashOf, openTestRssp, SHA256, type TestRssp } from '../test-rssp.ts';

const DIALECTS: readonly Dialect[] = ['v1', 'v2'];
const RSA = { key: '1.2.840.113549.1.1.1', pss: '1.2.840.113549.1.1.10' };
/** RSASSA-PSS-params with SHA-256, written by OpenSSL. */
const PSS_SHA256 = 'MDSgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEFAKIDAgEg';

/** Names of the list and of its algorithm. */
const names = (dialect: Dialect) =>
  dialect === 'v1'
    ? ({ list: 'hash', oid: 'hashAlgo' } as const)
    : ({ list: 'hashes', oid: 'hashAlgorithmOID' } as const);

/** A right call for the digests, changed by `more`. */
async function request(
  service: TestRssp,
  dialect: Dialect,
  more: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const credentialID = 'seal-pin';
  const SAD = await service.sad(credentialID, [hashOf(1)]);
  const body = { credentialID, SAD, [names(dialect).list]: [hashOf(1)], signAlgo: ECDSA_SHA256, ...more };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

describe.each(DIALECTS)('signatures/signHash in %s', (dialect) => {
  const { list, oid } = names(dialect);
  const stop = dialect === 'v1' ? '.' : '';

  it.each<[unknown: string, more: Record<string, unknown>, text: string]>([
    ['no SAD', { SAD: undefined }, 'Missing (or invalid type) string parameter SAD'],
    ['a SAD of another type', { SAD: 7 }, 'Missing (or invalid type) string parameter SAD'],
    ['an unknown SAD', { SAD: 'x' }, 'Invalid parameter SAD'],
    ['no credential', { credentialID: undefined }, 'Missing (or invalid type) string parameter credentialID'],
    ['an unknown credential', { credentialID: 'x' }, 'Invalid parameter credentialID'],
    ["somebody else's credential", { credentialID: 'seal-somu' }, 'Invalid parameter credentialID'],
    [
      'another credential than the authorised one',
      { credentialID: 'seal-implicit' },
      'Invalid parameter SAD',
    ],
    ['no digests', { [list]: undefined }, 'Missing (or invalid type) array parameter hash'],
    ['digests of another type', { [list]: hashOf(1) }, 'Missing (or invalid type) array parameter hash'],
    ['an empty list', { [list]: [] }, 'Empty hash array'],
    ['a digest that is no Base64', { [list]: ['*'] }, 'Invalid Base64 hash string parameter'],
    [
      'a digest in the other alphabet',
      { [list]: [hashOf(0xff).replaceAll('/', '_')] },
      'Invalid Base64 hash string parameter',
    ],
    ['a digest of another length', { [list]: [hashOf(1).slice(0, 40)] }, 'Invalid digest value length'],
    ['a digest that was not authorised', { [list]: [hashOf(2)] }, `Hash is not authorized by the SAD${stop}`],
    [
      'an authorised digest twice',
      { [list]: [hashOf(1), hashOf(1)] },
      `Hash is not authorized by the SAD${stop}`,
    ],
    ['no algorithm', { signAlgo: undefined }, 'Missing (or invalid type) string parameter signAlgo'],
    ["an algorithm that is not the key's", { signAlgo: RSA.key }, 'Invalid parameter signAlgo'],
    ['SHA-1', { signAlgo: '1.2.840.10045.4.1' }, 'Invalid parameter signAlgo'],
    [
      'an algorithm that names no digest, alone',
      { signAlgo: '1.2.840.10045.2.1' },
      `Missing (or invalid type) string parameter ${oid}`,
    ],
    [
      'an unknown digest',
      { signAlgo: '1.2.840.10045.2.1', [oid]: '1.3.14.3.2.26' },
      `Invalid parameter ${oid}`,
    ],
    ['two digests that differ', { [oid]: '2.16.840.1.101.3.4.2.2' }, `Invalid parameter ${oid}`],
    ['client data of another type', { clientData: {} }, 'Invalid parameter clientData'],
    ['an unknown member', { hashs: [] }, 'Unknown parameter hashs'],
  ])('refuses %s', async (_what, more, text) => {
    const service = await openTestRssp(dialect);
    const body = await request(service, dialect, more);
    expect(await service.refusal('signatures/signHash', body)).toBe(`400 invalid_request: ${text}`);
  });

  it('signs what was authorised once, and takes the SAD no more', async () => {
    const service = await openTestRssp(dialect);
    const body = await request(service, dialect);
    const { status, body: answer } = await service.call('signatures/signHash', body);
    expect(status).toBe(200);
    expect(answer.signatures).toHaveLength(1);
    expect(await service.refusal('signatures/signHash', body)).toBe(
      '400 invalid_request: Invalid parameter SAD',
    );
  });

  it('signs a digest as often as it was authorised', async () => {
    const service = await openTestRssp(dialect);
    const SAD = await service.sad('seal-pin', [hashOf(1), hashOf(1), hashOf(2)]);
    const sign = async (...bytes: readonly number[]): Promise<number> => {
      const body = { credentialID: 'seal-pin', SAD, [list]: bytes.map(hashOf), signAlgo: ECDSA_SHA256 };
      return (await service.call('signatures/signHash', body)).status;
    };
    expect([await sign(2, 2), await sign(1, 2), await sign(2), await sign(1), await sign(1)]).toEqual([
      400, 200, 400, 200, 400,
    ]);
  });

  it('counts signatures where no digests were authorised, and signs any digests', async () => {
    const service = await openTestRssp(dialect);
    const withPin = dialect === 'v1' ? { PIN: '482915' } : { authData: [{ id: 'PIN', value: '482915' }] };
    const { body } = await service.call('credentials/authorize', {
      ...{ credentialID: 'seal-pin', numSignatures: 2 },
      ...withPin,
    });
    const sign = (hashes: readonly string[]) =>
      service.call('signatures/signHash', {
        ...{ credentialID: 'seal-pin', SAD: body.SAD, signAlgo: ECDSA_SHA256 },
        [list]: hashes,
      });
    expect((await sign([hashOf(1), hashOf(2), hashOf(3)])).status).toBe(400);
    expect((await sign([hashOf(1), hashOf(2)])).status).toBe(200);
    expect((await sign([hashOf(3)])).status).toBe(400);
  });

  it('takes the SAD of nobody else', async () => {
    const service = await openTestRssp(dialect);
    const body = await request(service, dialect);
    const others = [{ clientId: 'other-app' }, { user: 'keiri' }].map((terms) => service.rssp.token(terms));
    for (const token of others) {
      expect(await service.refusal('signatures/signHash', body, token)).toContain('Invalid parameter SAD');
    }
    expect((await service.call('signatures/signHash', body)).status).toBe(200);
  });

  it('knows when a SAD has expired', async () => {
    const clock = createClock();
    const service = await openTestRssp(dialect, { now: clock, settings: { sadLifetime: 10 } });
    const body = await request(service, dialect);
    clock.advance(9_999);
    const other = await request(service, dialect);
    expect((await service.call('signatures/signHash', other)).status).toBe(200);
    clock.advance(1);
    expect(await service.refusal('signatures/signHash', body)).toBe('400 invalid_request: SAD expired');
  });

  it('knows when the certificate has expired', async () => {
    const service = await openTestRssp(dialect);
    const SAD = await service.sad('seal-expired', [hashOf(1)]);
    const body = await request(service, dialect, { credentialID: 'seal-expired', SAD });
    const refusal = await service.refusal('signatures/signHash', body);
    expect(refusal).toMatch(
      /^400 invalid_request: Signing certificate 'CN=.*O=株式会社サンプル.*' is expired\.$/,
    );
  });

  it('gives the digests back when its device fails', async () => {
    const service = await openTestRssp(dialect);
    const body = await request(service, dialect);
    service.rssp.setFault({ kind: 'failing-device' }, { times: 1 });
    expect(await service.refusal('signatures/signHash', body)).toBe('500 server_error: The device failed');
    expect((await service.call('signatures/signHash', body)).status).toBe(200);
  });

  it('makes RSA and PSS signatures that WebCrypto verifies over the message', async () => {
    const service = await openTestRssp(dialect);
    const message = new TextEncoder().encode('請求書');
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', message));
    const text = btoa(String.fromCharCode(...hash));
    const spki = service.rssp.world.entity('rssp-seal-pin-rsa').key.publicKey;
    const ways = [
      { signAlgo: '1.2.840.113549.1.1.11', name: 'RSASSA-PKCS1-v1_5' },
      { signAlgo: RSA.key, [oid]: SHA256, name: 'RSASSA-PKCS1-v1_5' },
      { signAlgo: RSA.pss, signAlgoParams: PSS_SHA256, name: 'RSA-PSS' },
    ];
    for (const { name, ...algorithm } of ways) {
      const SAD = await service.sad('seal-pin-rsa', [text]);
      const body = { credentialID: 'seal-pin-rsa', SAD, [list]: [text], ...algorithm };
      const { signatures } = (await service.call('signatures/signHash', body)).body;
      const [value] = Array.isArray(signatures) ? signatures.map(String) : [];
      const key = await crypto.subtle.importKey(
        'spki',
        Uint8Array.from(spki),
        { name, hash: 'SHA-256' },
        false,
        ['verify'],
      );
      const bytes = Uint8Array.from(fromBase64(value ?? '') ?? []);
      expect(await crypto.subtle.verify({ name, saltLength: 32 }, key, bytes, message)).toBe(true);
    }
  });

  it('refuses parameters of PSS that it does not know', async () => {
    const service = await openTestRssp(dialect);
    const SAD = await service.sad('seal-pin-rsa', [hashOf(1)]);
    const body = await request(service, dialect, { credentialID: 'seal-pin-rsa', SAD, signAlgo: RSA.pss });
    const sign = (signAlgoParams?: string) =>
      service.refusal(
        'signatures/signHash',
        signAlgoParams === undefined ? body : { ...body, signAlgoParams },
      );
    expect(await sign()).toContain('Missing (or invalid type) string parameter signAlgoParams');
    expect(await sign('MAA=')).toContain('Invalid parameter signAlgoParams');
  });
});

describe('the asynchronous mode of signatures/signHash', () => {
  const start = async (service: TestRssp, more: Record<string, unknown> = {}) =>
    service.call('signatures/signHash', await request(service, 'v2', { operationMode: 'A', ...more }));

  it('keeps the result until it is asked for', async () => {
    const service = await openTestRssp('v2');
    const { responseID } = (await start(service)).body;
    const poll = () => service.call('signatures/signPolling', { requestID: responseID });
    const pending = await poll();
    expect(pending).toMatchObject({ status: 202, body: { error: 'accepted_request' } });
    expect((await poll()).body.signatures).toHaveLength(1);
  });

  it('keeps it no longer than it was asked to, and for nobody else', async () => {
    const clock = createClock();
    const service = await openTestRssp('v2', { now: clock });
    const { responseID: requestID } = (await start(service, { validity_period: 5000 })).body;
    const text = '400 invalid_request: Invalid parameter requestID';
    const other = service.rssp.token({ clientId: 'other-app' });
    expect(await service.refusal('signatures/signPolling', { requestID }, other)).toBe(text);
    expect((await service.call('signatures/signPolling', { requestID })).status).toBe(202);
    clock.advance(5000);
    expect(await service.refusal('signatures/signPolling', { requestID })).toBe(text);
  });

  it.each<[what: string, more: Record<string, unknown>, text: string]>([
    ['an unknown mode', { operationMode: 'X' }, 'Invalid parameter operationMode'],
    ['a period of nothing', { validity_period: 0 }, 'Invalid parameter validity_period'],
    ['a period as text', { validity_period: '5' }, 'Invalid parameter validity_period'],
    ['a long period', { validity_period: 10 ** 9 }, 'Out of bounds parameter validity_period'],
    ['an address that is none', { response_uri: 'here' }, 'Invalid parameter response_uri'],
  ])('refuses %s', async (_what, more, text) => {
    const service = await openTestRssp('v2');
    const body = await request(service, 'v2', { operationMode: 'A', ...more });
    expect(await service.refusal('signatures/signHash', body)).toBe(`400 invalid_request: ${text}`);
  });

  it.each<[what: string, body: Record<string, unknown>, user: string | undefined, text: string]>([
    ['no request', {}, undefined, 'Missing (or invalid type) string parameter requestID'],
    ['an unknown request', { requestID: 'x' }, undefined, 'Invalid parameter requestID'],
    [
      "a user beside a user's token",
      { requestID: 'x', userID: 'keiri' },
      'keiri',
      'userID parameter SHALL be null',
    ],
    ['an unknown user', { requestID: 'x', userID: 'x' }, undefined, 'Invalid parameter userID'],
    [
      'client data of another type',
      { requestID: 'x', clientData: 1 },
      undefined,
      'Invalid parameter clientData',
    ],
  ])('refuses to be polled with %s', async (_what, body, user, text) => {
    const service = await openTestRssp('v2');
    const token = service.rssp.token({ user });
    expect(await service.refusal('signatures/signPolling', body, token)).toBe(`400 invalid_request: ${text}`);
  });
});

describe('a credential-scope token as bearer', () => {
  it('signs alone, and never beside a SAD', async () => {
    const service = await openTestRssp('v2');
    const SAD = await service.sad('seal-pin', [hashOf(1)]);
    const { rssp } = service;
    const activation = {
      ...{ credentialId: 'seal-oauth', clientId: 'sealing-app', user: 'keiri', hashOid: SHA256 },
      rows: [{ hash: hashOf(1), state: 'authorized' as const }],
      ...{ spare: 0, expiresAt: rssp.clock.now().getTime() + 1000, isEnded: false, purpose: 'seal' as const },
    };
    const token = rssp.token({ scope: 'credential', user: 'keiri', activation });
    const body = { credentialID: 'seal-oauth', hashes: [hashOf(1)], signAlgo: ECDSA_SHA256 };
    expect(await service.refusal('signatures/signHash', { ...body, SAD }, token)).toContain(
      'Invalid parameter SAD',
    );
    expect((await service.call('signatures/signHash', body, token)).status).toBe(200);
  });
});
