/** An application at the authorisation server, as the tests here need it. */
import { utf8 } from '@eseal/core';
import type { HttpResponse } from '@eseal/core/http';
import { createClock, type ManualClock } from '../../../clock.ts';
import type { RsspOptions } from '../options.ts';
import { createRssp, type Rssp } from '../rssp.ts';
import { SAMPLE_CLIENTS, SAMPLE_CREDENTIALS } from '../samples.ts';

export const NOW: Date = new Date('2026-11-01T09:00:00Z');
export const APP: { readonly client_id: string; readonly client_secret: string } = {
  client_id: 'sealing-app',
  client_secret: 'testkit secret of sealing-app',
};
export const CALLBACK = 'https://app.test/callback';
export const VERIFIER: string = 'a'.repeat(43);
/** BASE64URL(SHA256(VERIFIER)), computed with OpenSSL. */
export const CHALLENGE = 'ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA';

const TEST_CREDENTIALS: NonNullable<RsspOptions['credentials']> = SAMPLE_CREDENTIALS.filter(({ id }) =>
  ['seal-oauth', 'seal-pin', 'seal-somu'].includes(id),
);

/** A service with few credentials and a clock of its own. */
export async function openService(
  options: RsspOptions = {},
): Promise<{ readonly clock: ManualClock; readonly rssp: Rssp }> {
  const clock = createClock(NOW);
  const rssp = await createRssp({ now: clock, credentials: TEST_CREDENTIALS, ...options });
  return { clock, rssp };
}

/** Clients of which the first may authenticate otherwise. */
export function clientsWith(
  first: Partial<(typeof SAMPLE_CLIENTS)[number]>,
): NonNullable<RsspOptions['clients']> {
  return SAMPLE_CLIENTS.map((client, index) => (index === 0 ? { ...client, ...first } : client));
}

/** The answer to `oauth2/authorize`: the parameters of the address that the browser is sent to. */
export async function visit(
  rssp: Rssp,
  parameters: Readonly<Record<string, string>>,
): Promise<URLSearchParams> {
  const url = `${rssp.urls.oauth}/oauth2/authorize?${new URLSearchParams(parameters)}`;
  const { status, headers } = await rssp.handler({ method: 'GET', url, headers: {} });
  if (status !== 302) throw new Error(`the page answered ${status}`);
  return new URL(headers.location ?? '').searchParams;
}

/** A POST to an endpoint, its answer decoded. */
export async function post(
  rssp: Rssp,
  endpoint: string,
  parameters: Readonly<Record<string, string>>,
  {
    headers = {},
    certificate,
  }: { headers?: Readonly<Record<string, string>>; certificate?: Uint8Array } = {},
): Promise<{
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  readonly body: Record<string, unknown>;
}> {
  const answer = await rssp.connection({ clientCertificate: certificate })({
    method: 'POST',
    url: `${rssp.urls.oauth}/oauth2/${endpoint}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: utf8(String(new URLSearchParams(parameters))),
  });
  const text = new TextDecoder().decode(answer.body);
  const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
  return { status: answer.status, headers: answer.headers, body };
}

/** A request for leave to use the service. */
export const ASK_FOR_SERVICE: Readonly<
  Record<
    | 'response_type'
    | 'client_id'
    | 'redirect_uri'
    | 'scope'
    | 'state'
    | 'code_challenge'
    | 'code_challenge_method',
    string
  >
> = {
  response_type: 'code',
  client_id: APP.client_id,
  redirect_uri: CALLBACK,
  scope: 'service',
  state: 'xyz',
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
};

/** The token request for a code of {@link ASK_FOR_SERVICE}. */
export function redeem(code: string | null): Readonly<Record<string, string>> {
  return {
    ...APP,
    grant_type: 'authorization_code',
    code: code ?? '',
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
  };
}
