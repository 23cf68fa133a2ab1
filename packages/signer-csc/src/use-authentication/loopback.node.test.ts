/** The first step over real connections: redirects of the platform's `fetch`, forms and headers as a server gets them. */
import { createRssp, type Rssp, SAMPLE_CREDENTIALS } from '@eseal/testkit';
import { type HttpServer, listen } from '@eseal/testkit/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK, CLIENT } from '../../test/remote.ts';
import { createCscClient } from '../client/create-client.ts';
import { authorizationCode } from './authorization-code.ts';
import { basic } from './basic.ts';
import { clientCredentials } from './client-credentials.ts';
import { digest } from './digest.ts';
import type { UseAuthentication } from './use-authentication.ts';

const LOGIN = { user: 'keiri', password: () => 'testkit password of keiri' };

/** A browser that does not follow where it is sent, as the address is the application's. */
const open = async (address: string): Promise<string> =>
  (await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '';

const WAYS: Readonly<Record<string, UseAuthentication>> = {
  clientCredentials: clientCredentials(CLIENT),
  authorizationCode: authorizationCode({ ...CLIENT, redirectUri: CALLBACK, open }),
  basic: basic(LOGIN),
  digest: digest(LOGIN),
};

describe('over loopback', () => {
  let rssp: Rssp;
  let server: HttpServer;
  beforeAll(async () => {
    server = await listen(async (baseUrl) => {
      const credentials = SAMPLE_CREDENTIALS.filter(({ id }) => id === 'seal-pin');
      rssp = await createRssp({ baseUrl, credentials });
      return rssp.handler;
    }, 0);
  });
  afterAll(() => server.close());

  it.each(Object.keys(WAYS))('%s opens the service, and is ended by it', async (way) => {
    const authentication = WAYS[way];
    if (authentication === undefined) return expect.unreachable();
    const client = createCscClient({ baseUrl: rssp.urls.v2, authentication, allowInsecureLoopback: true });
    expect(await client.credential('seal-pin')).toMatchObject({ id: 'seal-pin' });
    const token = await authentication.token(client.context);
    await authentication.revoke(client.context);
    expect((await authentication.token(client.context))?.reveal()).not.toBe(token?.reveal());
  });

  it('asks an issuer over http on this machine only where the service is there too', async () => {
    const server = { kind: 'issuer', issuer: rssp.urls.oauth } as const;
    const authentication = clientCredentials({ ...CLIENT, server });
    const { context } = createCscClient({
      baseUrl: rssp.urls.v2,
      authentication,
      allowInsecureLoopback: true,
    });
    expect(await authentication.token(context)).toBeDefined();
    const elsewhere = { ...context, baseUrl: 'https://rssp.test/csc/v2' };
    await expect(authentication.token(elsewhere)).rejects.toMatchObject({ code: 'CSC_POLICY_REFUSED' });
  });
});
