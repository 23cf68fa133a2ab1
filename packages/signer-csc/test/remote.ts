/** A service of the testkit and a client of it. */
import { createRssp, type Rssp, type RsspOptions } from '@eseal/testkit';
import { type CscClientOptions, createCscClient } from '../src/client/create-client.ts';
import type { CscClient } from '../src/client/client.ts';
import { external } from '../src/use-authentication/external.ts';

/** Both families of the API. */
export const DIALECTS = ['v1', 'v2'] as const;

/** A service with a client of it. */
export interface Remote {
  readonly rssp: Rssp;
  readonly client: CscClient;
}

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
    ...options,
  });
  return { rssp, client };
}

/** Calls of one method, in order. */
export function callsOf(rssp: Rssp, method: string): readonly Rssp['log'][number][] {
  return rssp.log.filter((call) => call.method === method);
}
