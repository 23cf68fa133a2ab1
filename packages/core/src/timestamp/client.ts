/**
 * A client of time-stamping authorities over HTTP (RFC 3161 §3.4).
 *
 * @module
 */
import { encodeObjectIdentifier } from '../asn1/object-identifier.ts';
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import { CoreError, isEsealError } from '../errors.ts';
import { fetchTransport } from '../http/fetch-transport.ts';
import { redactUrl } from '../http/redact-url.ts';
import type { HttpRequest, HttpResponse, Transport } from '../http/transport.ts';
import { checkToken, readAnswer } from './check-answer.ts';
import { askInOrder } from './failures.ts';
import { createMeasuredSource } from './measured-source.ts';
import { createNonce } from './nonce.ts';
import { encodeTimestampRequest, type TimestampRequest } from './request.ts';
import type { TimestampSource } from './source.ts';

/** Options of {@link createTimestampClient}. */
export interface TimestampClientOptions {
  /** Address of the authority. */
  readonly url: string;
  /** Further authorities, asked in order when one gives no usable answer. Default none. */
  readonly fallbackUrls?: readonly string[];
  /** Digest of the imprints. Default `SHA-256`. */
  readonly digestAlgorithm?: DigestAlgorithm;
  /** Object identifier of the policy to ask for; another policy in the answer is refused. Default: the authority's own. */
  readonly policy?: string;
  /** Headers of each request, such as `authorization`; a function is called for each request. */
  readonly headers?: Readonly<Record<string, string>> | (() => Promise<Readonly<Record<string, string>>>);
  /** How requests are sent, for client certificates and proxies. Default over `fetch`. */
  readonly transport?: Transport;
  /** Time for one authority's answer in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** Farthest that the stated time may lie from the clock, in milliseconds. Default 5 minutes. */
  readonly maxClockSkewMs?: number;
  /** The clock. Default the system's. */
  readonly now?: () => Date;
}

/** Most bytes of an answer. */
const MAX_ANSWER = 1 << 20;

/**
 * A {@link TimestampSource} over HTTP. Each token is checked before it is returned: status, imprint, nonce, policy, time,
 * certificate reference, key purpose and signature. Whether the authority is to be trusted is the validator's question.
 *
 * @throws CoreError `INVALID_ARGUMENT` when the policy is no object identifier
 *
 * @example
 * ```ts
 * import { createTimestampClient } from '@eseal/core/timestamp';
 *
 * export const timestamps = createTimestampClient({
 *   url: 'https://tsa.example/tsr',
 *   fallbackUrls: ['https://tsa2.example/tsr'],
 * });
 * ```
 * @see RFC 3161 §2.4, §3.4
 */
export function createTimestampClient(options: TimestampClientOptions): TimestampSource {
  const digestAlgorithm = options.digestAlgorithm ?? 'SHA-256';
  if (options.policy !== undefined) encodeObjectIdentifier(options.policy);
  const authorities = [options.url, ...(options.fallbackUrls ?? [])];
  return createMeasuredSource(digestAlgorithm, (digest, call) =>
    askInOrder(
      authorities,
      (url) => ask(url, options, { digestAlgorithm, digest }, call?.signal),
      call?.signal,
    ),
  );
}

type Imprint = Pick<TimestampRequest, 'digestAlgorithm' | 'digest'>;

async function ask(
  url: string,
  options: TimestampClientOptions,
  imprint: Imprint,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  // A nonce of its own for each authority: RFC 3161 §2.4.1.
  const nonce = createNonce();
  const request = { ...imprint, nonce, ...(options.policy !== undefined && { policy: options.policy }) };
  const answer = await send(url, options, encodeTimestampRequest(request), signal);
  const token = readAnswer(url, answer);
  const now = options.now?.() ?? new Date();
  await checkToken(url, token, { request, now, maxClockSkewMs: options.maxClockSkewMs ?? 300_000 });
  return token;
}

async function send(
  url: string,
  options: TimestampClientOptions,
  body: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  const extra = typeof options.headers === 'function' ? await options.headers() : options.headers;
  const headers = { 'content-type': 'application/timestamp-query', ...extra };
  const request: HttpRequest = { method: 'POST', url, headers, body };
  const limits = { maxBytes: MAX_ANSWER, timeoutMs: options.timeoutMs ?? 30_000, ...(signal && { signal }) };
  try {
    return await (options.transport ?? fetchTransport)(request, limits);
  } catch (cause) {
    // What is no error of a Transport is a mistake of its maker, not a service that is down.
    if (!isEsealError(cause) || cause.code === 'ABORTED') throw cause;
    const shown = redactUrl(url);
    throw new CoreError('TIMESTAMP_UNAVAILABLE', `${shown} gave no answer`, {
      cause,
      retryable: true,
      facts: { url: shown },
    });
  }
}
