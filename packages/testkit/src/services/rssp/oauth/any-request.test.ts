import { utf8 } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APP, ASK_FOR_SERVICE, CALLBACK, openService } from './test-oauth.ts';

const { rssp } = await openService();
const names = fc.constantFrom(
  ...[
    'response_type',
    'client_id',
    'redirect_uri',
    'scope',
    'state',
    'code_challenge',
    'code_challenge_method',
  ],
  ...[
    'credentialID',
    'numSignatures',
    'hash',
    'hashes',
    'hashAlgorithmOID',
    'authorization_details',
    'request_uri',
  ],
  ...['grant_type', 'code', 'refresh_token', 'client_secret', 'client_assertion', 'token', 'account_token'],
);
const values = fc.oneof(
  fc.string(),
  fc.json(),
  fc.constantFrom(
    'credential',
    'seal-oauth',
    'code',
    'refresh_token',
    'authorization_code',
    'S256',
    '-1',
    '1e3',
    '%',
  ),
);
const changes = fc.dictionary(names, values, { maxKeys: 4 });

describe('the authorisation server', () => {
  it('sends nobody to an address that is not registered, whatever it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const query = new URLSearchParams({ ...ASK_FOR_SERVICE, ...changed });
        const url = `${rssp.urls.oauth}/oauth2/authorize?${query}`;
        const { status, headers } = await rssp.handler({ method: 'GET', url, headers: {} });
        expect([302, 400]).toContain(status);
        if (status === 302) expect(headers.location?.startsWith(`${CALLBACK}?`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['token', 'revoke', 'pushed_authorize'])(
    'answers or refuses whatever is sent to %s',
    async (endpoint) => {
      await fc.assert(
        fc.asyncProperty(changes, async (changed) => {
          const answer = await rssp.handler({
            method: 'POST',
            url: `${rssp.urls.oauth}/oauth2/${endpoint}`,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: utf8(String(new URLSearchParams({ ...APP, ...changed }))),
          });
          expect([200, 201, 204, 400, 401]).toContain(answer.status);
        }),
        { numRuns: 200 },
      );
    },
  );
});
