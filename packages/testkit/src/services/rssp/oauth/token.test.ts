import { utf8 } from '@eseal/core';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  APP,
  ASK_FOR_SERVICE,
  CHALLENGE,
  clientsWith,
  NOW,
  openService,
  post,
  redeem,
  VERIFIER,
  visit,
} from './test-oauth.ts';

type Service = Awaited<ReturnType<typeof openService>>['rssp'];

const code = async (rssp: Service): Promise<string | null> =>
  (await visit(rssp, ASK_FOR_SERVICE)).get('code');

describe('a code', () => {
  it('becomes a token for its user, and one to renew it', async () => {
    const { rssp } = await openService();
    const { status, headers, body } = await post(rssp, 'token', redeem(await code(rssp)));
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['is not known', { code: 'guess' }, 'invalid_grant', 'Invalid parameter code'],
    ['is missing', { code: '' }, 'invalid_request', 'Missing parameter code'],
    [
      'is of another application',
      { client_id: 'other-app', client_secret: 'testkit secret of other-app' },
      'invalid_grant',
      'Invalid parameter code',
    ],
    [
      'comes with another verifier',
      { code_verifier: 'b'.repeat(43) },
      'invalid_grant',
      'Invalid parameter code_verifier',
    ],
    [
      'comes with the challenge as verifier',
      { code_verifier: CHALLENGE },
      'invalid_grant',
      'Invalid parameter code_verifier',
    ],
    ['comes without verifier', { code_verifier: '' }, 'invalid_grant', 'Invalid parameter code_verifier'],
    [
      'comes with another address',
      { redirect_uri: 'https://other.test/callback' },
      'invalid_grant',
      'redirect_uri parameter does not match that of the authorization request',
    ],
  ])('is not taken when it %s', async (_name, values, error, description) => {
    const { rssp } = await openService();
    const { status, body } = await post(rssp, 'token', { ...redeem(await code(rssp)), ...values });
    expect({ status, body }).toEqual({ status: 400, body: { error, error_description: description } });
  });

  it('does not survive a minute', async () => {
    const { rssp, clock } = await openService();
    const given = await code(rssp);
    clock.advance(60_000);
    const { body } = await post(rssp, 'token', redeem(given));
    expect(body).toMatchObject({
      error: 'invalid_grant',
      error_description: 'Authorization code is invalid or expired',
    });
  });

  it('ends what came of it when it is used twice', async () => {
    const { rssp } = await openService();
    const given = await code(rssp);
    const first = await post(rssp, 'token', redeem(given));
    expect((await post(rssp, 'token', redeem(given))).body.error).toBe('invalid_grant');
    const renewal = { ...APP, grant_type: 'refresh_token', refresh_token: String(first.body.refresh_token) };
    expect((await post(rssp, 'token', renewal)).body.error_description).toBe(
      'Invalid parameter refresh_token',
    );
  });

  it('is bound to a plain challenge too', async () => {
    const { rssp } = await openService();
    const { code_challenge_method: _, ...rest } = ASK_FOR_SERVICE;
    const given = (await visit(rssp, { ...rest, code_challenge: VERIFIER })).get('code');
    expect((await post(rssp, 'token', redeem(given))).status).toBe(200);
  });

  it('takes no verifier where there was no challenge', async () => {
    const { rssp } = await openService();
    const { code_challenge_method: _, code_challenge: __, ...rest } = ASK_FOR_SERVICE;
    const given = (await visit(rssp, rest)).get('code');
    expect((await post(rssp, 'token', redeem(given))).body.error).toBe('invalid_grant');
  });
});

describe('a refresh token', () => {
  it('is renewed with each use, and taken once', async () => {
    const { rssp } = await openService();
    const { body } = await post(rssp, 'token', redeem(await code(rssp)));
    const renew = (token: unknown) =>
      post(rssp, 'token', { ...APP, grant_type: 'refresh_token', refresh_token: String(token) });
    const renewed = await renew(body.refresh_token);
    expect(renewed.status).toBe(200);
    expect(renewed.body.refresh_token).not.toBe(body.refresh_token);
    expect((await renew(body.refresh_token)).body).toEqual({
      error: 'invalid_grant',
      error_description: 'Invalid parameter refresh_token',
    });
  });

  it('ends', async () => {
    const { rssp, clock } = await openService();
    const { body } = await post(rssp, 'token', redeem(await code(rssp)));
    clock.advance(91 * 24 * 3600 * 1000);
    const renewed = await post(rssp, 'token', {
      ...{ ...APP, grant_type: 'refresh_token', refresh_token: String(body.refresh_token) },
    });
    expect(renewed.body.error_description).toBe('Refresh token expired');
  });

  it('is missing in a request without it', async () => {
    const { rssp } = await openService();
    const { body } = await post(rssp, 'token', { ...APP, grant_type: 'refresh_token' });
    expect(body.error_description).toBe('Missing parameter refresh_token');
  });
});

describe('an application', () => {
  const own = { ...APP, grant_type: 'client_credentials' } as const;
  const { client_secret, ...withoutSecret } = own;
  const basic = { authorization: `Basic ${btoa(`${own.client_id}:${encodeURIComponent(client_secret)}`)}` };

  it('gets a token of its own for scope service, without one to renew it', async () => {
    const { rssp } = await openService();
    expect((await post(rssp, 'token', own)).body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
    });
    expect((await post(rssp, 'token', withoutSecret, { headers: basic })).status).toBe(200);
    expect((await post(rssp, 'token', { ...own, scope: 'credential' })).body.error).toBe('invalid_scope');
  });

  it.each<[string, Readonly<Record<string, string>>, number, string, string]>([
    ['another grant', { grant_type: 'password' }, 400, 'invalid_request', 'Invalid parameter grant_type'],
    ['no grant', { grant_type: '' }, 400, 'invalid_request', 'Missing parameter grant_type'],
    ['no name', { client_id: '' }, 400, 'invalid_request', 'Missing parameter client_id'],
    ['another name', { client_id: 'nobody' }, 401, 'invalid_client', 'Invalid parameter client_id'],
    [
      'the name of no application',
      { client_id: 'auth-login', client_secret: '' },
      401,
      'invalid_client',
      'Client authorization required',
    ],
    ['no secret', { client_secret: '' }, 401, 'invalid_client', 'Client authorization required'],
    ['another secret', { client_secret: 'guess' }, 401, 'invalid_client', 'Invalid parameter client_secret'],
    [
      'a registration authority',
      { client_id: 'registration-authority', client_secret: 'testkit secret of registration-authority' },
      400,
      'unauthorized_client',
      'The client may not use this method',
    ],
  ])('is refused with %s', async (_name, values, status, error, description) => {
    const { rssp } = await openService();
    const refused = await post(rssp, 'token', { ...own, ...values });
    expect(refused).toMatchObject({ status, body: { error, error_description: description } });
  });

  it('authenticates in one way only', async () => {
    const { rssp } = await openService();
    const { body } = await post(rssp, 'token', own, { headers: basic });
    expect(body.error_description).toBe('The client authenticates in more than one way');
  });

  it('authenticates by its certificate where it is registered so', async () => {
    const certificate = Uint8Array.of(1, 2, 3);
    const clients = clientsWith({ authentication: ['tls_client_auth'], testCertificate: certificate });
    const { rssp } = await openService({ clients });
    expect((await post(rssp, 'token', withoutSecret, { certificate })).status).toBe(200);
    expect((await post(rssp, 'token', withoutSecret, { certificate: Uint8Array.of(4) })).status).toBe(401);
    expect((await post(rssp, 'token', own)).status).toBe(401);
  });

  it('without any secret gets no token of its own', async () => {
    const { rssp } = await openService({ clients: clientsWith({ authentication: ['none'] }) });
    expect((await post(rssp, 'token', withoutSecret)).body.error).toBe('unauthorized_client');
  });

  it('may send JSON where the service wants it', async () => {
    const { rssp } = await openService({ oauth: { tokenBody: 'json' } });
    const send = (type: string, body: string) =>
      rssp.handler({
        method: 'POST',
        url: `${rssp.urls.oauth}/oauth2/token`,
        headers: { 'content-type': type },
        body: utf8(body),
      });
    expect(await send('application/json', JSON.stringify(own))).toMatchObject({ status: 200 });
    expect(await send('application/json', '[]')).toMatchObject({ status: 400 });
    expect(await send('application/x-www-form-urlencoded', String(new URLSearchParams(own)))).toMatchObject({
      status: 400,
    });
  });
});

describe('an assertion of an application', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1' };
  const clients = clientsWith({ authentication: ['private_key_jwt'], jwks: [jwk] });
  const seconds = NOW.getTime() / 1000;
  const USUAL = {
    iss: 'sealing-app',
    sub: 'sealing-app',
    aud: 'https://rssp.test/oauth2/token',
    jti: '1',
    exp: seconds + 60,
  };

  async function present(rssp: Service, claims: object, key = privateKey): Promise<number> {
    const assertion = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'key-1' })
      .sign(key);
    const { status } = await post(rssp, 'token', {
      grant_type: 'client_credentials',
      client_id: 'sealing-app',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    return status;
  }

  it('is taken once', async () => {
    const { rssp } = await openService({ clients });
    expect(await present(rssp, USUAL)).toBe(200);
    expect(await present(rssp, USUAL)).toBe(401);
    expect(await present(rssp, { ...USUAL, jti: '2' })).toBe(200);
  });

  it.each<[string, object]>([
    ['for another server', { ...USUAL, aud: 'https://elsewhere.test/' }],
    ['by another application', { ...USUAL, iss: 'other-app' }],
    ['about another application', { ...USUAL, sub: 'other-app' }],
    ['that has ended', { ...USUAL, exp: seconds - 60 }],
    ['without end', { ...USUAL, exp: undefined }],
    ['without name', { ...USUAL, jti: undefined }],
  ])('%s is refused', async (_name, claims) => {
    const { rssp } = await openService({ clients });
    expect(await present(rssp, claims)).toBe(401);
  });

  it('by another key, or none, is refused', async () => {
    const { rssp } = await openService({ clients });
    const other = await generateKeyPair('ES256');
    expect(await present(rssp, USUAL, other.privateKey)).toBe(401);
    expect((await post(rssp, 'token', { ...APP, grant_type: 'client_credentials' })).status).toBe(401);
  });
});

describe('an account token', async () => {
  const secret = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', utf8(APP.client_secret)));
  const USUAL = { sub: 'keiri', azp: 'sealing-app', jti: 'a', iat: NOW.getTime() / 1000 };
  const token = (claims: object, key = secret) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key);

  it('says who is asked, once', async () => {
    const { rssp } = await openService({ oauth: { requiresAccountToken: true } });
    expect((await visit(rssp, ASK_FOR_SERVICE)).get('error_description')).toBe(
      'Missing parameter account_token',
    );
    const account_token = await token(USUAL);
    expect((await visit(rssp, { ...ASK_FOR_SERVICE, account_token })).has('code')).toBe(true);
    expect(rssp.consents).toMatchObject([{ account: 'keiri' }]);
    expect((await visit(rssp, { ...ASK_FOR_SERVICE, account_token })).has('code')).toBe(false);
  });

  it.each<[string, object]>([
    ['of nobody', { ...USUAL, sub: 'nobody' }],
    ['of another application', { ...USUAL, azp: 'other-app' }],
    ['with a time in fractions', { ...USUAL, iat: USUAL.iat + 0.5 }],
    ['without name', { ...USUAL, jti: undefined }],
  ])('%s is refused', async (_name, claims) => {
    const { rssp } = await openService();
    const answer = await visit(rssp, { ...ASK_FOR_SERVICE, account_token: await token(claims) });
    expect(answer.get('error_description')).toBe('Invalid parameter account_token');
  });

  it('under the secret itself in place of its digest is refused', async () => {
    const { rssp } = await openService();
    const account_token = await token(USUAL, utf8(APP.client_secret));
    expect((await visit(rssp, { ...ASK_FOR_SERVICE, account_token })).has('code')).toBe(false);
  });
});

describe('oauth2/revoke', () => {
  it('ends an access token, or with the token to renew it all of them', async () => {
    const { rssp } = await openService();
    const { body } = await post(rssp, 'token', redeem(await code(rssp)));
    const renewed = { ...APP, grant_type: 'refresh_token', refresh_token: String(body.refresh_token) };
    const ended = await post(rssp, 'revoke', {
      ...APP,
      token: String(body.access_token),
      token_type_hint: 'access_token',
    });
    expect(ended).toMatchObject({ status: 204, body: {} });
    const next = await post(rssp, 'token', renewed);
    expect(next.status).toBe(200);
    expect((await post(rssp, 'revoke', { ...APP, token: String(next.body.refresh_token) })).status).toBe(204);
    const again = { ...renewed, refresh_token: String(next.body.refresh_token) };
    expect((await post(rssp, 'token', again)).body.error).toBe('invalid_grant');
    expect((await post(rssp, 'revoke', { ...APP, token: String(next.body.access_token) })).status).toBe(400);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['no token', { token: '' }, 'Missing parameter token'],
    ['an unknown token', { token: 'guess' }, 'Invalid string parameter token'],
    ['an unknown kind', { token: 'guess', token_type_hint: 'sad' }, 'Invalid parameter token_type_hint'],
    ['the wrong secret', { token: 'guess', client_secret: 'guess' }, 'Invalid parameter client_secret'],
  ])('refuses %s', async (_name, values, description) => {
    const { rssp } = await openService();
    expect((await post(rssp, 'revoke', { ...APP, ...values })).body.error_description).toBe(description);
  });

  it('ends no token of others', async () => {
    const { rssp } = await openService();
    const { body } = await post(rssp, 'token', redeem(await code(rssp)));
    const other = { client_id: 'other-app', client_secret: 'testkit secret of other-app' };
    const refused = await post(rssp, 'revoke', { ...other, token: String(body.access_token) });
    expect(refused.body.error_description).toBe('Invalid string parameter token');
  });
});

describe('metadata', () => {
  it('stand at the well-known place and name their issuer', async () => {
    const { rssp } = await openService();
    const url = 'https://rssp.test/.well-known/oauth-authorization-server';
    const { body, status } = await rssp.handler({ method: 'GET', url, headers: {} });
    expect(status).toBe(200);
    expect(JSON.parse(new TextDecoder().decode(body))).toMatchObject({
      issuer: rssp.urls.oauth,
      token_endpoint: 'https://rssp.test/oauth2/token',
      authorization_response_iss_parameter_supported: true,
    });
  });
});
