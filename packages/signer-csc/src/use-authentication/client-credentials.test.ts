import { SAMPLE_CLIENTS } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { basicOf, formOf, jsonAnswer, membersOf, openSteps, type Steps } from '../test-steps.ts';
import { secret } from '../util/secret.ts';
import { type ClientCredentialsOptions, clientCredentials } from './client-credentials.ts';

const SECRET = 'testkit secret of sealing-app';
const CLIENT: ClientCredentialsOptions = { clientId: 'sealing-app', clientSecret: () => SECRET };
const TOKEN = '/oauth2/token';

const open = (options: Partial<ClientCredentialsOptions> = {}, rest: Parameters<typeof openSteps>[0] = {}) =>
  openSteps({ credentials: [], authentication: clientCredentials({ ...CLIENT, ...options }), ...rest });

const tokenOf = async ({ client }: Steps) => (await client.authentication.token(client.context))?.reveal();

describe('clientCredentials', () => {
  it('asks once for all who need a token at the same time, and remembers it', async () => {
    const steps = await open();
    const tokens = await Promise.all([tokenOf(steps), tokenOf(steps), tokenOf(steps)]);
    expect(new Set([...tokens, await tokenOf(steps)]).size).toBe(1);
    expect(steps.sent(TOKEN)).toHaveLength(1);
  });

  it('asks again some seconds before the token ends at the service', async () => {
    const steps = await open();
    await tokenOf(steps);
    steps.clock.advance(3_589_999);
    await tokenOf(steps);
    expect(steps.sent(TOKEN)).toHaveLength(1);
    steps.clock.advance(1);
    await tokenOf(steps);
    expect(steps.sent(TOKEN)).toHaveLength(2);
  });

  it('asks for another token after one was refused', async () => {
    const steps = await open();
    const first = await tokenOf(steps);
    await steps.client.authentication.forget(secret(first ?? ''));
    expect(await tokenOf(steps)).not.toBe(first);
  });

  it.each([
    ['basic', (steps: Steps) => basicOf(steps.sent(TOKEN)[0])],
    ['post', (steps: Steps) => formOf(steps.sent(TOKEN)[0]).get('client_secret')],
  ] as const)('sends the secret as the profile says: %s', async (clientAuthentication, secretOf) => {
    const steps = await open({ clientAuthentication });
    expect(await tokenOf(steps)).toBeDefined();
    expect(decodeURIComponent(secretOf(steps)?.replaceAll('+', ' ') ?? '')).toContain(SECRET);
  });

  it('signs an assertion whose times are whole numbers, by the clock of the client', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    const jwks = [await crypto.subtle.exportKey('jwk', pair.publicKey)];
    const clients = SAMPLE_CLIENTS.map((client) => ({
      ...client,
      authentication: ['private_key_jwt'] as const,
      jwks,
    }));
    const steps = await open(
      { clientAuthentication: 'private_key_jwt', privateKey: pair.privateKey },
      { service: { clients } },
    );
    expect(await tokenOf(steps)).toBeDefined();
    const [, payload = ''] = (formOf(steps.sent(TOKEN)[0]).get('client_assertion') ?? '').split('.');
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    expect(claims.iat % 1).toBe(0);
    // The second may change meanwhile.
    expect(Math.abs(claims.iat - steps.clock.now().getTime() / 1000)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['basic', { clientSecret: () => '' }],
    ['private_key_jwt', {}],
  ] as const)('sends nothing when what %s needs is missing', async (clientAuthentication, options) => {
    const steps = await open({ clientAuthentication, ...options });
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', outcome: 'not-sent' });
    expect(steps.sent(TOKEN)).toHaveLength(0);
  });

  it('uses the address for connections with a certificate, where the server has one', async () => {
    const asked: string[] = [];
    const metadata = {
      issuer: 'https://rssp.test',
      token_endpoint: 'https://rssp.test/plain',
      mtls_endpoint_aliases: { token_endpoint: 'https://rssp.test/tls' },
    };
    const steps = await open(
      { clientAuthentication: 'tls', server: { kind: 'issuer', issuer: metadata.issuer } },
      {
        tamper: (request) => {
          asked.push(new URL(request.url).pathname);
          return jsonAnswer(
            200,
            request.method === 'GET' ? metadata : { access_token: 'given', token_type: 'Bearer' },
          );
        },
      },
    );
    expect(await tokenOf(steps)).toBe('given');
    expect(asked).toEqual(['/.well-known/oauth-authorization-server', '/tls']);
  });

  it('sends JSON where a service wants it', async () => {
    const steps = await open(
      {},
      { profile: { tokenBody: 'json' }, service: { oauth: { tokenBody: 'json' } } },
    );
    expect(await tokenOf(steps)).toBeDefined();
    expect(steps.sent(TOKEN)[0]?.headers['content-type']).toBe('application/json');
  });

  it('says that the application is not known, and shows nothing of its secret', async () => {
    const steps = await open({ clientSecret: () => 'canary-wrong-secret' });
    const error = await tokenOf(steps).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'SIGNER_UNAUTHORIZED', outcome: 'rejected' });
    expect(steps.sent(TOKEN)).toHaveLength(1);
  });

  it('asks again after 503, three times in all', async () => {
    const steps = await open(
      {},
      { tamper: (request, answer) => (request.url.endsWith(TOKEN) ? jsonAnswer(503, {}) : answer()) },
    );
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'SIGNER_UNAVAILABLE', retryable: true });
    expect(steps.waits).toEqual([500, 1000]);
  });

  it.each([
    ['scope credential', { scope: 'service credential' }],
    ['type SAD', { token_type: 'SAD' }],
    ['no life', { expires_in: 0 }],
    ['no type', { token_type: undefined }],
  ])('refuses a token with %s', async (_name, change) => {
    const steps = await open(
      {},
      {
        tamper: async (request, answer) => {
          if (!request.url.endsWith(TOKEN)) return answer();
          return jsonAnswer(200, { ...membersOf(await answer()), ...change });
        },
      },
    );
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'CSC_ANSWER_INVALID' });
  });

  it('K30: refuses a token of a scope that touches keys although its answer names none', async () => {
    const steps = await open(
      { scope: 'service credential' },
      {
        tamper: async (request, answer) =>
          request.url.endsWith(TOKEN)
            ? jsonAnswer(200, { access_token: 'wide', token_type: 'Bearer', expires_in: 60 })
            : answer(),
      },
    );
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'CSC_ANSWER_INVALID' });
  });

  it('follows no redirect', async () => {
    const steps = await open(
      {},
      {
        tamper: (request, answer) =>
          request.url.endsWith(TOKEN)
            ? { status: 307, headers: { location: 'https://evil.test/' }, body: new Uint8Array() }
            : answer(),
      },
    );
    await expect(tokenOf(steps)).rejects.toMatchObject({ code: 'CSC_REDIRECTED' });
  });

  it('never sends the token of one service to another', async () => {
    const authentication = clientCredentials(CLIENT);
    const [one, other] = [await open(), await open({}, { dialect: 'v1' })];
    await authentication.token(one.client.context);
    await authentication.token(other.client.context);
    expect([one.sent(TOKEN).length, other.sent(TOKEN).length]).toEqual([1, 1]);
  });

  it('ends its token at the service when asked to', async () => {
    const steps = await open();
    const token = await tokenOf(steps);
    await steps.client.authentication.revoke(steps.client.context);
    expect(formOf(steps.sent('/oauth2/revoke')[0]).get('token')).toBe(token);
    expect(await tokenOf(steps)).not.toBe(token);
  });

  it('knows its own secrets', async () => {
    const steps = await open();
    const { authentication } = steps.client;
    expect(authentication.holds(secret(SECRET))).toBe(false);
    const token = await tokenOf(steps);
    expect(authentication.holds(secret(SECRET))).toBe(true);
    expect(authentication.holds(secret(token ?? ''))).toBe(true);
    expect(authentication.holds(secret(`${SECRET}x`))).toBe(false);
  });
});
