import { toHex, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { Rssp } from '../rssp.ts';
import { openService } from './test-oauth.ts';

const BASIC = `Basic ${btoa('keiri:testkit password of keiri')}`;

async function call(rssp: Rssp, method: string, body: object, authorization?: string) {
  const answer = await rssp.handler({
    method: 'POST',
    url: `${rssp.urls.v1}/${method}`,
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body: utf8(JSON.stringify(body)),
  });
  const text = new TextDecoder().decode(answer.body);
  const decoded: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
  return { status: answer.status, headers: answer.headers, body: decoded };
}

describe('auth/login', () => {
  it('gives a token for a password, and one to come back with where it is asked for', async () => {
    const { rssp } = await openService();
    expect((await call(rssp, 'auth/login', {}, BASIC)).body).toEqual({
      access_token: expect.any(String),
      expires_in: 3600,
    });
    const { body } = await call(rssp, 'auth/login', { rememberMe: true }, BASIC);
    const again = await call(rssp, 'auth/login', { refresh_token: body.refresh_token });
    expect(again.status).toBe(200);
    expect((await call(rssp, 'auth/login', { refresh_token: body.refresh_token })).body).toEqual({
      error: 'invalid_request',
      error_description: 'Invalid refresh_token',
    });
  });

  it.each<[string, object, string | undefined, number, string]>([
    ['nothing', {}, undefined, 401, 'Malformed authentication parameter.'],
    ['another scheme', {}, 'Bearer abc', 401, 'Malformed authentication parameter.'],
    ['no password', {}, `Basic ${btoa('keiri')}`, 400, 'Malformed username-password.'],
    [
      'the wrong password',
      {},
      `Basic ${btoa('keiri:x')}`,
      400,
      'An error occurred during authentication process',
    ],
    ['an unknown user', {}, `Basic ${btoa('x:x')}`, 400, 'An error occurred during authentication process'],
    [
      'a token that is no text',
      { refresh_token: 1 },
      undefined,
      400,
      'Invalid string parameter: refresh_token',
    ],
    ['an unknown token', { refresh_token: 'x' }, undefined, 400, 'Invalid refresh_token'],
  ])('refuses %s', async (_name, body, authorization, status, description) => {
    const { rssp } = await openService();
    const refused = await call(rssp, 'auth/login', body, authorization);
    expect(refused).toMatchObject({ status, body: { error_description: description } });
  });

  it('does not tell a wrong password from an unknown user', async () => {
    const { rssp } = await openService();
    const [one, other] = await Promise.all(
      ['keiri:x', 'x:x'].map((pair) => call(rssp, 'auth/login', {}, `Basic ${btoa(pair)}`)),
    );
    expect(one?.body).toEqual(other?.body);
  });
});

describe('Digest access', () => {
  const hash = async (text: string) =>
    toHex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', utf8(text))));

  async function answered(nonce: string, changes: Readonly<Record<string, string>> = {}): Promise<string> {
    const said = {
      username: 'keiri',
      realm: 'rssp',
      uri: '/csc/v1/auth/login',
      nc: '00000001',
      cnonce: 'c',
      ...changes,
    };
    const first = await hash(
      `${said.username}:${said.realm}:${changes.password ?? 'testkit password of keiri'}`,
    );
    const second = await hash(`POST:${said.uri}`);
    const response = await hash(`${first}:${nonce}:${said.nc}:${said.cnonce}:auth:${second}`);
    return (
      `Digest username="${said.username}", realm="${said.realm}", nonce="${nonce}", uri="${said.uri}", ` +
      `algorithm=SHA-256, qop=auth, nc=${said.nc}, cnonce="${said.cnonce}", response="${response}"`
    );
  }

  async function nonceOf(rssp: Rssp): Promise<string> {
    const { headers } = await call(rssp, 'auth/login', {});
    return /nonce="([^"]+)"/.exec(headers['www-authenticate'] ?? '')?.[1] ?? '';
  }

  it('gives a token without the password being sent', async () => {
    const { rssp } = await openService();
    const answer = await call(rssp, 'auth/login', {}, await answered(await nonceOf(rssp)));
    expect(answer.status).toBe(200);
  });

  it('takes no answer twice', async () => {
    const { rssp } = await openService();
    const nonce = await nonceOf(rssp);
    const first = await answered(nonce);
    await call(rssp, 'auth/login', {}, first);
    expect((await call(rssp, 'auth/login', {}, first)).status).toBe(400);
    expect((await call(rssp, 'auth/login', {}, await answered(nonce, { nc: '00000002' }))).status).toBe(200);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['of another password', { password: 'x' }],
    ['of another user', { username: 'nobody' }],
    ['for another realm', { realm: 'elsewhere' }],
    ['for another address', { uri: '/csc/v1/info' }],
    ['with a count that is none', { nc: 'zzzzzzzz' }],
  ])('refuses an answer %s', async (_name, changes) => {
    const { rssp } = await openService();
    const refused = await call(rssp, 'auth/login', {}, await answered(await nonceOf(rssp), changes));
    expect(refused).toMatchObject({ status: 400, body: { error: 'authentication_error' } });
  });

  it('refuses a nonce that it did not give', async () => {
    const { rssp } = await openService();
    expect((await call(rssp, 'auth/login', {}, await answered('made up'))).status).toBe(400);
  });
});

describe('auth/revoke', () => {
  it('ends a token of whoever calls', async () => {
    const { rssp } = await openService();
    const { body } = await call(rssp, 'auth/login', { rememberMe: true }, BASIC);
    const bearer = `Bearer ${body.access_token}`;
    const refused = await call(rssp, 'auth/revoke', { token: rssp.token() }, bearer);
    expect(refused.body.error_description).toBe('Invalid string parameter token');
    const ended = await call(rssp, 'auth/revoke', { token: body.refresh_token }, bearer);
    expect(ended).toMatchObject({ status: 204, body: {} });
    expect(await call(rssp, 'auth/revoke', { token: body.access_token }, bearer)).toMatchObject({
      status: 401,
      body: { error: 'invalid_token' },
    });
  });

  it.each<[object, string]>([
    [{}, 'Missing (or invalid type) string parameter token'],
    [{ token: 5 }, 'Missing (or invalid type) string parameter token'],
    [{ token: 'x', token_type_hint: 'sad' }, 'Invalid string parameter token_type_hint'],
    [{ token: 'x' }, 'Invalid string parameter token'],
  ])('refuses %j', async (body, description) => {
    const { rssp } = await openService();
    const refused = await call(rssp, 'auth/revoke', body, `Bearer ${rssp.token()}`);
    expect(refused.body.error_description).toBe(description);
  });
});
