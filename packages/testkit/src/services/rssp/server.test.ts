import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../clock.ts';
import type { Dialect } from './model.ts';
import { SAMPLE_CLIENTS } from './samples.ts';
import { hashOf, openTestRssp, TEST_PIN, type TestRssp } from './test-rssp.ts';

const DIALECTS: readonly Dialect[] = ['v1', 'v2'];

async function send(
  { rssp }: TestRssp,
  dialect: Dialect,
  more: { headers?: Record<string, string>; body?: Uint8Array; method?: 'GET' | 'POST'; name?: string },
): Promise<string> {
  const { headers = {}, body = utf8('{}'), method = 'POST', name = 'credentials/list' } = more;
  const answer = await rssp.handler({ method, url: `${rssp.urls[dialect]}/${name}`, headers, body });
  const { error, error_description: text } = JSON.parse(new TextDecoder().decode(answer.body));
  return `${answer.status} ${error}: ${text}`;
}

describe.each(DIALECTS)('a call in %s', (dialect) => {
  const malformed = dialect === 'v1' ? 'otherwise malformed.' : 'Malformed authorization header';

  it.each([{}, { authorization: 'Basic a2VpcmM6eA==' }, { authorization: 'Bearer' }])(
    'is refused with the headers %o',
    async (headers) => {
      const refusal = await send(await openTestRssp(dialect), dialect, { headers });
      expect(refusal).toMatch(/^400 invalid_request: /);
      expect(refusal).toContain(malformed);
    },
  );

  it('needs a token that was issued, for access, and has not expired', async () => {
    const clock = createClock();
    const service = await openTestRssp(dialect, { now: clock });
    const invalid = '401 invalid_token: The access token is not valid';
    expect(await service.refusal('credentials/list', {}, 'x')).toBe(invalid);
    expect(await service.refusal('credentials/list', {}, service.rssp.token({ kind: 'refresh' }))).toBe(
      invalid,
    );
    clock.advance(3_600_000);
    expect(await service.refusal('credentials/list', {})).toBe(
      '401 expired_token: The access token is expired',
    );
  });

  it.each([
    ['no object', utf8('[]')],
    ['no JSON', utf8('{')],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['nothing', new Uint8Array()],
  ])('is refused when its body is %s', async (_what, body) => {
    const service = await openTestRssp(dialect);
    const refusal = await send(service, dialect, { body, name: 'info' });
    expect(refusal).toBe('400 invalid_request: The body is not a JSON object');
  });

  it('is a POST of a method that there is', async () => {
    const service = await openTestRssp(dialect);
    expect(await send(service, dialect, { method: 'GET', name: 'info' })).toMatch(/^400 invalid_request/);
    expect(await send(service, dialect, { name: 'signatures/sign' })).toMatch(/^501 not_implemented/);
    const other = dialect === 'v1' ? 'credentials/getChallenge' : 'credentials/sendOTP';
    expect(await send(service, dialect, { name: other })).toMatch(/^501 not_implemented/);
  });

  it('is identified by the certificate of the connection where there is no token', async () => {
    const testCertificate = Uint8Array.of(1, 2, 3);
    const clients = SAMPLE_CLIENTS.map((client, index) =>
      index === 0 ? { ...client, testCertificate } : client,
    );
    const { rssp } = await openTestRssp(dialect, { clients });
    const list = async (clientCertificate: Uint8Array | undefined): Promise<number> => {
      const url = `${rssp.urls[dialect]}/credentials/list`;
      return (
        await rssp.connection({ clientCertificate })({ method: 'POST', url, headers: {}, body: utf8('{}') })
      ).status;
    };
    expect([await list(testCertificate), await list(Uint8Array.of(9)), await list(undefined)]).toEqual([
      200, 401, 400,
    ]);
  });

  it('waits when there were too many', async () => {
    const clock = createClock();
    const settings = { rateLimit: { calls: 2, seconds: 10 } };
    const service = await openTestRssp(dialect, { now: clock, settings });
    const statuses = async (): Promise<readonly number[]> => [
      (await service.call('credentials/list')).status,
      (await service.call('credentials/list')).status,
      (await service.call('credentials/list')).status,
    ];
    expect(await statuses()).toEqual([200, 200, 429]);
    const { headers, body } = await service.call('credentials/list');
    expect([headers['retry-after'], body.error]).toEqual(['10', 'temporarily_unavailable']);
    expect(
      (
        await service.call(
          'credentials/list',
          {},
          service.rssp.token({ clientId: 'other-app', user: 'somu' }),
        )
      ).status,
    ).toBe(200);
    clock.advance(10_000);
    expect(await statuses()).toEqual([200, 200, 429]);
  });

  it('is remembered with what was asked and answered', async () => {
    const service = await openTestRssp(dialect);
    await service.call('credentials/info', { credentialID: 'x' });
    expect(service.rssp.log).toEqual([
      {
        ...{ dialect, method: 'credentials/info', request: { credentialID: 'x' } },
        ...{ bearer: service.token, status: 400 },
        answer: { error: 'invalid_request', error_description: 'Invalid parameter credentialID' },
      },
    ]);
  });

  it('may be lenient: numbers as texts, the other Base64, unknown members', async () => {
    const body = {
      ...{ credentialID: 'seal-pin', numSignatures: '1', more: true },
      ...(dialect === 'v1'
        ? { PIN: TEST_PIN, hash: [hashOf(0xff).replaceAll('/', '_').replace('=', '')] }
        : {}),
      ...(dialect === 'v2' && { authData: [{ id: 'PIN', value: TEST_PIN }] }),
    };
    const strict = await openTestRssp(dialect);
    const lenient = await openTestRssp(dialect, { settings: { strictness: 'lenient' } });
    expect((await strict.call('credentials/authorize', body)).status).toBe(400);
    expect((await lenient.call('credentials/authorize', body)).status).toBe(200);
  });
});

describe('info', () => {
  it('says that the service is for tests, and names its methods', async () => {
    const { body } = await (await openTestRssp('v1')).call('info', { lang: 'ja' });
    expect(body).toMatchObject({
      specs: '1.0.4.0',
      region: 'JP',
      lang: 'ja-JP',
      authType: expect.arrayContaining(['oauth2client']),
    });
    expect(body.description).toContain('For tests only');
    expect(body.methods).toEqual(
      expect.arrayContaining(['credentials/sendOTP', 'signatures/signHash', 'info']),
    );
    expect(body.methods).not.toContain('signatures/signDoc');
  });

  it.each([
    ['2.0.0.2', { signature_formats: { formats: ['C', 'P'] }, asynchronousOperationMode: true }],
    ['2.1.0.1', { supportsRar: true, supportedHashTypes: ['dtbsr'] }],
    ['2.2.0.0', { supportsRar: true }],
  ] as const)('has the members of %s', async (version2, members) => {
    const { body } = await (await openTestRssp('v2', { settings: { version2 } })).call('info');
    expect(body).toMatchObject({ specs: version2, ...members });
    expect('supportsRar' in body).toBe(version2 !== '2.0.0.2');
  });

  it('refuses a language of another type', async () => {
    const service = await openTestRssp('v2');
    expect(await service.refusal('info', { lang: 1 })).toBe('400 invalid_request: Invalid parameter lang');
  });
});

describe('a provider of remote keys', () => {
  it('answers 404 at addresses that it does not have', async () => {
    const { rssp } = await openTestRssp('v1');
    const answer = await rssp.handler({ method: 'GET', url: `${rssp.baseUrl}/elsewhere`, headers: {} });
    expect(answer.status).toBe(404);
  });

  it('gives a key another certificate', async () => {
    const service = await openTestRssp('v1');
    const shown = async () =>
      Object((await service.call('credentials/info', { credentialID: 'seal-expired' })).body.cert);
    const before = await shown();
    await service.rssp.renew('seal-expired');
    const after = await shown();
    expect([before.status, after.status]).toEqual(['expired', 'valid']);
    expect(after.certificates).not.toEqual(before.certificates);
    await expect(service.rssp.renew('x')).rejects.toThrow(TypeError);
  });

  it('has no key but of the test PKI, each with a certificate that says so', async () => {
    const { rssp } = await openTestRssp('v1');
    const policy = '06048837' + '0701';
    for (const { id } of rssp.credentials) {
      const { certificate } = rssp.world.entity(`rssp-${id}`);
      const hex = [...certificate].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      expect(hex, id).toContain(policy);
    }
  });

  it('refuses keys that sign no digests', async () => {
    const authorization = { mode: 'implicit' } as const;
    const credentials = [{ id: 'x', user: 'keiri', authorization, key: 'ed25519' }] as const;
    await expect(openTestRssp('v1', { credentials })).rejects.toThrow('does not sign digests');
  });
});
