/**
 * The default Transport over the platform's `fetch`; the only file that calls it.
 *
 * @module
 */
import { CoreError, isEsealError } from '../errors.ts';
import { concatBytes } from '../util/bytes.ts';
import type { HttpRequest, HttpResponse, SendOptions } from './transport.ts';

/** Sends a request with `fetch`; redirects are answers, not followed. For addresses the caller configured. */
export async function fetchTransport(request: HttpRequest, options: SendOptions = {}): Promise<HttpResponse> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'manual',
      signal,
      ...(request.body && { body: request.body as Uint8Array<ArrayBuffer> }),
    });
    const body = await readBody(response, options.maxBytes ?? 16 << 20, request.url);
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (cause) {
    if (isEsealError(cause)) throw cause;
    if (options.signal?.aborted) throw new CoreError('ABORTED', 'the request was aborted', { cause });
    const reason = timeout.aborted ? 'no answer in time' : 'no answer';
    throw new CoreError('TRANSPORT_FAILED', `${request.url}: ${reason}`, {
      cause,
      retryable: true,
      facts: { url: request.url },
    });
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
      await reader.cancel();
      throw new CoreError('TRANSPORT_REFUSED', `${url}: the answer is longer than ${maxBytes} bytes`);
    }
    parts.push(value);
  }
  return concatBytes(parts);
}
