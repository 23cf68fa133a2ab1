import { describe, expect, it } from 'vitest';
import type { Authorization } from '../model/authorization.ts';
import type { AuthorizeRequest } from '../model/requests.ts';
import { STRICT_PROFILE } from '../profile/profiles.ts';
import { TEST_CREDENTIAL } from '../test-credential.ts';
import { secret } from '../util/secret.ts';
import { createTestService, noAnswer, ok } from './test-service.ts';

const HASH = new Uint8Array(32).fill(1);

const REQUEST: AuthorizeRequest = {
  credential: TEST_CREDENTIAL,
  digestAlgorithm: 'SHA-256',
  hashes: [HASH],
  factors: [{ id: 'PIN', value: secret('1234') }],
};

const GIVEN = ok({ SAD: 'sad-1', expiresIn: 300 });

async function authorized(): Promise<Authorization> {
  const { client } = createTestService({ 'credentials/authorize': [GIVEN] });
  const given = await client.authorize(REQUEST);
  if (given.kind !== 'authorized') throw new Error('pending');
  return given.authorization;
}

describe('an authorisation', () => {
  it('is for the hashes of its request and no more', async () => {
    expect(await authorized()).toMatchObject({
      credentialId: 'seal-1',
      hashes: [HASH],
      remaining: 1,
      carrier: 'body',
    });
  });

  it.each([
    ['without hashes', { hashes: [] }],
    ['for more hashes than the credential allows', { hashes: [HASH, HASH, HASH, HASH] }],
    ['for more values than the credential allows', { signatures: 4 }],
    ['for fewer values than hashes', { hashes: [HASH, HASH], signatures: 1 }],
    ['for part of a value', { signatures: 1.5 }],
    ['with a description that nobody reads', { description: 'x'.repeat(501) }],
    [
      'at a service that has another place for it',
      { credential: { ...TEST_CREDENTIAL, authorization: { mode: 'oauth2code' } } },
    ],
  ] as const)('%s is not asked for', async (_, changes) => {
    const service = createTestService({ 'credentials/authorize': [GIVEN] });
    await expect(service.client.authorize({ ...REQUEST, ...changes })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      outcome: 'not-sent',
    });
    expect(service.calls).toHaveLength(0);
  });

  it('is asked for one at a time for one credential', async () => {
    let running = 0;
    let most = 0;
    const service = createTestService(
      { info: [ok({ specs: '2.0.0.2' })] },
      {
        transport: async ({ url }) => {
          if (url.endsWith('info'))
            return { status: 200, headers: {}, body: new TextEncoder().encode('{"specs":"2.0.0.2"}') };
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 1));
          running--;
          return { status: 200, headers: {}, body: new TextEncoder().encode('{"SAD":"s"}') };
        },
      },
    );
    await Promise.all([1, 2, 3].map(() => service.client.authorize(REQUEST)));
    expect(most).toBe(1);
  });

  it('takes as long as somebody needs, where the profile says so', async () => {
    const profile = { ...STRICT_PROFILE, authorizeTimeoutMs: 300_000 };
    const service = createTestService({ 'credentials/authorize': [GIVEN] }, { profile });
    await service.client.authorize(REQUEST);
    expect(service.calls[0]?.options?.timeoutMs).toBe(300_000);
  });

  it('may be given later: it is asked for by the latest handle', async () => {
    const service = createTestService({
      'credentials/authorize': [{ status: 202, body: { handle: 'h-1' }, headers: { 'retry-after': '2' } }],
      'credentials/authorizeCheck': [{ status: 202, body: { handle: 'h-2' } }, GIVEN],
    });
    const first = await service.client.authorize(REQUEST);
    if (first.kind !== 'pending') throw new Error('not pending');
    expect(first.retryAfterMs).toBe(2_000);
    const second = await service.client.authorizeCheck(REQUEST, first.handle);
    if (second.kind !== 'pending') throw new Error('not pending');
    const third = await service.client.authorizeCheck(REQUEST, second.handle);
    expect(third).toMatchObject({ kind: 'authorized', authorization: { remaining: 1 } });
    expect(service.callsOf('credentials/authorizeCheck').map(({ body }) => body)).toEqual([
      { handle: 'h-1' },
      { handle: 'h-2' },
    ]);
  });
});

describe('an extension', () => {
  it.each([
    ['body', 'body', 'body'],
    ['bearer-after-extension', 'body', 'bearer'],
    ['bearer-after-extension', 'bearer', 'bearer'],
    ['body', 'bearer', 'bearer'],
  ] as const)(
    'with sadCarrier %s goes on in the %s and then in the %s',
    async (sadCarrier, before, after) => {
      const service = createTestService(
        { 'credentials/extendTransaction': [ok({ SAD: 'sad-2' })] },
        { profile: { ...STRICT_PROFILE, sadCarrier } },
      );
      const authorization = { ...(await authorized()), remaining: 2, carrier: before };
      const other = new Uint8Array(32).fill(2);
      const extended = await service.client.extendTransaction(authorization, {
        digestAlgorithm: 'SHA-256',
        hashes: [other],
      });
      expect(extended).toMatchObject({
        credentialId: 'seal-1',
        hashes: [other],
        remaining: 2,
        carrier: after,
      });
      expect(extended.secret.reveal()).toBe('sad-2');
      const [call] = service.calls;
      expect(call?.request.headers.authorization).toBe(
        before === 'bearer' ? 'Bearer sad-1' : 'Bearer token-1',
      );
      expect(call?.body).toMatchObject(before === 'bearer' ? {} : { SAD: 'sad-1' });
      expect(JSON.stringify(call?.body).includes('sad-1')).toBe(before === 'body');
    },
  );

  it('is not asked for with more hashes than are left', async () => {
    const service = createTestService({});
    const hashes = { digestAlgorithm: 'SHA-256', hashes: [HASH, HASH] } as const;
    await expect(service.client.extendTransaction(await authorized(), hashes)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    expect(service.calls).toHaveLength(0);
  });
});

describe('a message to whoever approves', () => {
  it('is not sent again within half a minute', async () => {
    const service = createTestService({ 'credentials/sendOTP': [{ status: 204 }] });
    await service.client.sendOtp('seal-1');
    await service.advance(29_000);
    await expect(service.client.sendOtp('seal-1')).rejects.toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      outcome: 'not-sent',
      retryable: true,
      facts: { retryAfterMs: 1_000 },
    });
    await service.client.sendOtp('seal-2');
    await service.advance(1_000);
    await service.client.sendOtp('seal-1');
    expect(service.calls.map(({ body }) => body)).toEqual([
      { credentialID: 'seal-1' },
      { credentialID: 'seal-2' },
      { credentialID: 'seal-1' },
    ]);
  });

  it('counts as sent when nobody knows, and not when it certainly was not', async () => {
    const service = createTestService({
      'credentials/getChallenge': [noAnswer({ sent: false }), noAnswer(), ok({})],
    });
    const ask = () => service.client.challenge('seal-1', 'Device');
    await expect(ask()).rejects.toMatchObject({ code: 'SIGNER_UNAVAILABLE', outcome: 'not-sent' });
    await expect(ask()).rejects.toMatchObject({ code: 'CSC_OUTCOME_UNKNOWN' });
    await expect(ask()).rejects.toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      facts: { retryAfterMs: 30_000 },
    });
    await service.advance(30_000);
    expect(await ask()).toBeUndefined();
    expect(service.calls.at(-1)?.body).toEqual({ credentialID: 'seal-1', authObjectID: 'Device' });
  });
});
