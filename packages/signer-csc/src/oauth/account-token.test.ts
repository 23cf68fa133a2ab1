import { fromBase64, toHex, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { secret } from '../util/secret.ts';
import { createAccountToken } from './account-token.ts';

const NOW = new Date('2026-11-01T09:00:00.750Z');
const claimsOf = (part = '') => JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));

describe('createAccountToken', () => {
  it('names the account, with a time in whole seconds and a number of its own', async () => {
    const claims = { account: 'keiri', clientId: 'app', issuer: 'https://app.test' };
    const tokens = await Promise.all([1, 2].map(() => createAccountToken(claims, secret('s'), NOW)));
    const [first, second] = tokens.map((token) => claimsOf(token.reveal().split('.')[1]));
    expect(first).toEqual({
      sub: 'keiri',
      azp: 'app',
      iss: 'https://app.test',
      iat: 1793523600,
      jti: first.jti,
    });
    expect(first.jti).not.toBe(second.jti);
    expect(String(tokens[0])).toBe('[redacted]');
  });

  it('is an HMAC under the bytes of the digest of the secret', async () => {
    const token = await createAccountToken({ account: 'a', clientId: 'b' }, secret('client secret'), NOW);
    const [header = '', payload = '', value = ''] = token.reveal().split('.');
    const digest = await crypto.subtle.digest('SHA-256', utf8('client secret'));
    const key = await crypto.subtle.importKey('raw', digest, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ]);
    const expected = await crypto.subtle.sign('HMAC', key, utf8(`${header}.${payload}`));
    expect(claimsOf(header)).toEqual({ typ: 'JWT', alg: 'HS256' });
    const standard = value.replaceAll('-', '+').replaceAll('_', '/');
    expect(toHex(fromBase64(`${standard}=`) ?? new Uint8Array())).toBe(toHex(new Uint8Array(expected)));
  });
});
