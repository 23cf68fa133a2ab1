import { utf8 } from '@eseal/core';
import type { HttpRequest, SendOptions } from '@eseal/core/http';
import { describe, expect, it } from 'vitest';
import { STRICT_PROFILE } from '../profile/profiles.ts';
import { secret } from '../util/secret.ts';
import { type Exchange, exchange } from './exchange.ts';

const REQUEST: Exchange = {
  method: 'auth/login',
  body: { rememberMe: true },
  spends: true,
  timeoutMs: 15_000,
};

async function send(request: Partial<Exchange>, answer = { status: 200, headers: {}, body: '{"a":1}' }) {
  const sent: { request: HttpRequest; options: SendOptions | undefined }[] = [];
  const result = await exchange(
    {
      baseUrl: 'https://rssp.test/csc/v2',
      profile: STRICT_PROFILE,
      now: () => new Date(0),
      transport: async (httpRequest, options) => {
        sent.push({ request: httpRequest, options });
        return { ...answer, body: utf8(answer.body) };
      },
    },
    { ...REQUEST, ...request },
  ).catch((error: unknown) => error);
  return { result, sent };
}

describe('one request', () => {
  it('is sent by POST as JSON, with its limits', async () => {
    const { result, sent } = await send({ authorization: { scheme: 'Basic', credentials: secret('dTpw') } });
    expect(result).toMatchObject({ status: 200, body: { a: 1 } });
    expect(sent[0]?.request).toMatchObject({
      method: 'POST',
      url: 'https://rssp.test/csc/v2/auth/login',
      headers: { authorization: 'Basic dTpw' },
    });
    expect(new TextDecoder().decode(sent[0]?.request.body)).toBe('{"rememberMe":true}');
    expect(sent[0]?.options).toEqual({ timeoutMs: 15_000, maxBytes: 1 << 20 });
  });

  it.each(['a\r\nx-evil: 1', 'a b', 'ключ', '', 'a\u0000', 'a\n'])(
    'has no header in which more than a token stands: %j',
    async (token) => {
      const { result, sent } = await send({
        authorization: { scheme: 'Bearer', credentials: secret(token) },
      });
      expect(result).toMatchObject({ code: 'INVALID_ARGUMENT', outcome: 'not-sent' });
      expect(sent).toEqual([]);
    },
  );

  it('may have parameters of digest access, on one line', async () => {
    const parameters = 'username="u", realm="r", response="00"';
    const digest = (text: string) => send({ authorization: { scheme: 'Digest', credentials: secret(text) } });
    expect((await digest(parameters)).sent[0]?.request.headers.authorization).toBe(`Digest ${parameters}`);
    expect((await digest(`${parameters}\r\nx: y`)).sent).toEqual([]);
  });

  it('is read with header names in any case', async () => {
    const { result } = await send(
      {},
      { status: 429, headers: { 'Retry-After': '3' } as Record<string, string>, body: '' },
    );
    expect(result).toMatchObject({ facts: { retryAfterMs: 3_000 } });
  });

  it('has no credentials in what is said of it', async () => {
    const credentials = secret('canary-credentials');
    const body =
      '{"error":"invalid_token","error_description":"canary-credentials is not known, nor canary-pin"}';
    const { result } = await send(
      { authorization: { scheme: 'Bearer', credentials }, body: { PIN: secret('canary-pin') } },
      { status: 401, headers: {}, body },
    );
    expect(result).toMatchObject({ code: 'SIGNER_UNAUTHORIZED' });
    expect(String(result)).toContain('[redacted] is not known, nor [redacted]');
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});
