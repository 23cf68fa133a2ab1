/** A service of the testkit and a client of it. */
import type { Timer } from '@eseal/core';
import { createRssp, type Rssp, type RsspOptions } from '@eseal/testkit';
import type { CscClient } from '../src/client/client.ts';
import { type CscClientOptions, createCscClient } from '../src/client/create-client.ts';
import { external } from '../src/use-authentication/external.ts';

/** Both families of the API. */
export const DIALECTS = ['v1', 'v2'] as const;

/** A service with a client of it. */
export interface Remote {
  readonly rssp: Rssp;
  readonly client: CscClient;
}

/** A timer on which pauses are over at once. */
export const QUICK: Timer = { now: () => 0, wait: async () => undefined };

/** Opens a service and a client that has authenticated already, as its user. */
export async function openRemote(
  dialect: (typeof DIALECTS)[number],
  { service, ...options }: { readonly service?: RsspOptions } & Partial<CscClientOptions> = {},
): Promise<Remote> {
  const rssp = await createRssp(service);
  const token = rssp.token({ user: 'keiri' });
  const client = createCscClient({
    baseUrl: rssp.urls[dialect],
    authentication: external(async () => token),
    transport: rssp.transport,
    now: () => rssp.clock.now(),
    timer: QUICK,
    ...options,
  });
  return { rssp, client };
}

/** Calls of one method, in order. */
export function callsOf(rssp: Rssp, method: string): readonly Rssp['log'][number][] {
  return rssp.log.filter((call) => call.method === method);
}

/** Where a user comes back to. */
export const CALLBACK = 'https://app.test/callback';

/** The secret of the sample application. */
export const CLIENT: { readonly clientId: string; readonly clientSecret: () => Promise<string> } = {
  clientId: 'sealing-app',
  clientSecret: async () => 'testkit secret of sealing-app',
};

/** A browser whose user answers at the page of the service's authorisation server. */
export function browserOf(rssp: Rssp): (address: string) => Promise<string> {
  return async (url) => {
    const { status, headers } = await rssp.handler({ method: 'GET', url, headers: {} });
    const location = headers.location;
    if (location === undefined) throw new Error(`the page answered ${status}`);
    return location;
  };
}

/** Paths that were called, in order, without the base of the API. */
export function pathsOf(rssp: Rssp): readonly string[] {
  return rssp.requests.map(({ url }) => new URL(url).pathname.replace(/^.*\/(csc\/v[12]|(?=oauth2))\/?/, ''));
}
