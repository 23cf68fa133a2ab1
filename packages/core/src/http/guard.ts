/**
 * A Transport for URLs that came out of data (certificates, CRLs, trusted lists): whoever made the data must not be able
 * to make this program ask the hosts around it, nor keep it busy.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import { fetchTransport } from './fetch-transport.ts';
import { createHostGuard, type HostGuard, type HostRules, isPublicAddress } from './host-guard.ts';
import { redactUrl } from './redact-url.ts';
import type { HttpRequest, HttpResponse, SendOptions, Transport } from './transport.ts';

/** Options of {@link createGuardedTransport}. */
export interface GuardedTransportOptions extends HostRules {
  /** How requests are sent once they are allowed; must not follow redirects itself. Default over `fetch`. */
  readonly transport?: Transport;
  /** Most redirects in a row, each checked as the first address was. Default 3. */
  readonly maxRedirects?: number;
  /** Most bytes of an answer, whatever a call asks for. Default 64 MiB. */
  readonly maxBytes?: number;
  /** Most time for a request with its redirects in milliseconds, whatever a call asks for. Default 30 000. */
  readonly timeoutMs?: number;
  /**
   * Addresses of a name, checked before the request. Default none: only addresses in URLs and names known to be local
   * are refused. Browsers cannot look names up, so there it stays so. A name may still change its address between the
   * check and the request; only a transport that connects to the checked address closes that gap.
   */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/**
 * A Transport that sends only what cannot harm: `http` and `https`, usual ports, public hosts, no credentials; with
 * limits of size, time and redirects.
 *
 * @throws CoreError `INVALID_ARGUMENT` for an entry of `allowHosts` that is no host. The transport throws
 * `TRANSPORT_REFUSED` for what is not allowed
 *
 * @example
 * ```ts
 * import { lookup } from 'node:dns/promises';
 * import { createGuardedTransport } from '@eseal/core/http';
 *
 * export const transport = createGuardedTransport({
 *   allowHosts: ['ca.corp.example:8080'],
 *   resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
 * });
 * ```
 */
export function createGuardedTransport(options: GuardedTransportOptions = {}): Transport {
  const guard = createHostGuard(options, [80, 443]);
  return (request, sendOptions = {}) => follow(request, sendOptions, options, guard);
}

async function follow(
  first: HttpRequest,
  sendOptions: SendOptions,
  options: GuardedTransportOptions,
  guard: HostGuard,
): Promise<HttpResponse> {
  const { transport = fetchTransport, maxRedirects = 3, maxBytes = 64 << 20, timeoutMs = 30_000 } = options;
  const deadline = Date.now() + Math.min(timeoutMs, sendOptions.timeoutMs ?? timeoutMs);
  let request = first;
  for (let redirects = 0; ; redirects++) {
    await assertAllowed(request.url, options, guard);
    const response = await transport(request, {
      ...sendOptions,
      maxBytes: Math.min(maxBytes, sendOptions.maxBytes ?? maxBytes),
      timeoutMs: Math.max(deadline - Date.now(), 1),
    });
    const next = redirected(request, response);
    if (next === undefined) return response;
    if (redirects >= maxRedirects) throw refused(first.url, `more than ${maxRedirects} redirects`);
    request = next;
  }
}

async function assertAllowed(
  address: string,
  { resolve }: GuardedTransportOptions,
  guard: HostGuard,
): Promise<void> {
  if (!URL.canParse(address)) throw refused(address, 'not a URL');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(address, 'neither http nor https');
  if (url.username !== '' || url.password !== '') throw refused(address, 'the address has credentials in it');
  const place = { host: url.hostname, port: Number(url.port || (url.protocol === 'http:' ? 80 : 443)) };
  const objection = guard.objection(place);
  if (objection !== undefined) throw refused(address, objection);
  const isName = !/^\[|^\d+(\.\d+){3}$/.test(place.host);
  if (isName && !guard.allowsAnyAddress(place)) await assertResolvesPublicly(address, place.host, resolve);
}

async function assertResolvesPublicly(
  url: string,
  host: string,
  resolve: GuardedTransportOptions['resolve'],
): Promise<void> {
  if (resolve === undefined) return;
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw new CoreError('TRANSPORT_FAILED', `${redactUrl(url)}: the host has no address`, {
      cause,
      retryable: true,
      facts: { url: redactUrl(url) },
    });
  });
  // One private address among public ones is enough: the platform may take any of them.
  if (!addresses.every(isPublicAddress))
    throw refused(url, 'the host has an address outside of the public network');
}

/** The request that an answer redirects to; `undefined` for any other answer (RFC 9110 §15.4). */
function redirected(request: HttpRequest, { status, headers }: HttpResponse): HttpRequest | undefined {
  // `fetch` in browsers hides where a redirect leads.
  if (status === 0) throw refused(request.url, 'redirected to where browsers do not say');
  const location = headers.location;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  if (!URL.canParse(location, request.url)) throw refused(request.url, 'redirected to no URL');
  const next = new URL(location, request.url);
  next.hash = '';
  const sameOrigin = next.origin === new URL(request.url).origin;
  const kept = Object.entries(request.headers).filter(
    ([name]) => sameOrigin || !['authorization', 'cookie'].includes(name),
  );
  if (request.method === 'GET' || status === 307 || status === 308)
    return { ...request, headers: Object.fromEntries(kept), url: next.href };
  const headersOfGet = kept.filter(([name]) => !name.startsWith('content-'));
  return { method: 'GET', headers: Object.fromEntries(headersOfGet), url: next.href };
}

function refused(url: string, reason: string): CoreError {
  const shown = redactUrl(url);
  return new CoreError('TRANSPORT_REFUSED', `${shown}: ${reason}`, { facts: { url: shown } });
}
