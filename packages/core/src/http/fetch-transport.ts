/**
 * The default Transport over the platform's `fetch`; the only file that calls it.
 *
 * @module
 */
import { CoreError, isEsealError } from '../errors.ts';
import { concatBytes, toBase64, utf8 } from '../util/bytes.ts';
import { wasNeverSent } from './never-sent.ts';
import { redactUrl } from './redact-url.ts';
import type { HttpRequest, HttpResponse, SendOptions } from './transport.ts';

/**
 * Sends a request with `fetch`; redirects are answers, not followed. For addresses the caller configured: user
 * information in one is sent as Basic authentication (RFC 7617 §2). Errors show no user information and no query string.
 */
export async function fetchTransport(request: HttpRequest, options: SendOptions = {}): Promise<HttpResponse> {
  const { url, headers } = withAuthorization(request);
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  try {
    const response = await fetch(url, {
      method: request.method,
      headers,
      redirect: 'manual',
      credentials: 'omit',
      signal,
      ...(request.body && { body: request.body as Uint8Array<ArrayBuffer> }),
    });
    const body = await readBody(response, options.maxBytes ?? 16 << 20, request.url);
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (cause) {
    if (isEsealError(cause)) throw cause;
    if (options.signal?.aborted) throw new CoreError('ABORTED', 'the request was aborted', { cause });
    const reason = timeout.aborted ? 'no answer in time' : 'no answer';
    throw new CoreError('TRANSPORT_FAILED', `${redactUrl(request.url)}: ${reason}`, {
      cause,
      retryable: true,
      facts: { url: redactUrl(request.url), ...(wasNeverSent(cause) && { sent: false }) },
    });
  }
}

/** `fetch` refuses addresses with user information, and its error would show it. */
function withAuthorization(request: HttpRequest): { url: string; headers: Record<string, string> } {
  if (!URL.canParse(request.url) || !/^https?:/i.test(request.url)) {
    throw new CoreError('TRANSPORT_REFUSED', `${redactUrl(request.url)}: not an address of http or https`);
  }
  const url = new URL(request.url);
  const { username, password } = url;
  if (username === '' && password === '') return { url: request.url, headers: { ...request.headers } };
  url.username = '';
  url.password = '';
  const credentials = `${percentDecoded(username)}:${percentDecoded(password)}`;
  return {
    url: url.href,
    headers: { authorization: `Basic ${toBase64(utf8(credentials))}`, ...request.headers },
  };
}

/** The text itself where its percent signs are no escapes, as URLs allow. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function readBody(response: Response, maxBytes: number, url: string): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new CoreError(
        'TRANSPORT_REFUSED',
        `${redactUrl(url)}: the answer is longer than ${maxBytes} bytes`,
        { facts: { url: redactUrl(url), maxBytes } },
      );
    }
    parts.push(value);
  }
  return concatBytes(parts);
}
