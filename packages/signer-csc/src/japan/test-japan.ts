/** A service with the Japanese extension and clients of it, as the tests here need them. */
import { createClock, createRssp, type ManualClock, type Rssp, type RsspOptions } from '@eseal/testkit';
import type { CscClient } from '../client/client.ts';
import { type CscClientOptions, createCscClient } from '../client/create-client.ts';
import { external } from '../use-authentication/external.ts';
import { managementLogin } from './management-login.ts';

export const NOW: Date = new Date('2026-11-01T09:00:00Z');

/** A service, a clock, a client that seals for `keiri`, and one of a registration authority. */
export interface JapaneseService {
  readonly rssp: Rssp;
  readonly clock: ManualClock;
  readonly client: CscClient;
  readonly authority: CscClient;
}

/** Opens them in version 2. Credentials that nobody needs are not made. */
export async function openJapaneseService(
  options: RsspOptions = {},
  clientOptions: Partial<CscClientOptions> = {},
): Promise<JapaneseService> {
  const clock = createClock(NOW);
  const rssp = await createRssp({ now: clock, credentials: [], ...options });
  const usual = { baseUrl: rssp.urls.v2, transport: rssp.transport, now: () => clock.now() };
  const token = rssp.token({ user: 'keiri' });
  const authentication = external(async () => token);
  const login = managementLogin({
    user: 'registration-authority',
    password: async () => 'testkit secret of registration-authority',
  });
  return {
    rssp,
    clock,
    client: createCscClient({ ...usual, authentication, ...clientOptions }),
    authority: createCscClient({ ...usual, authentication: login }),
  };
}

/** Calls of one method so far. */
export function callsOf({ rssp }: JapaneseService, method: string): Rssp['log'] {
  return rssp.log.filter((call) => call.method === method);
}

/** A service that answers one method otherwise than the testkit's does. */
export function answering(
  { rssp }: JapaneseService,
  method: string,
  change: (body: Record<string, unknown>) => unknown,
): NonNullable<CscClientOptions['transport']> {
  return async (request, options) => {
    const answer = await rssp.transport(request, options);
    if (!request.url.endsWith(`/${method}`)) return answer;
    const body: Record<string, unknown> = JSON.parse(new TextDecoder().decode(answer.body));
    return { ...answer, body: new TextEncoder().encode(JSON.stringify(change(body))) };
  };
}
