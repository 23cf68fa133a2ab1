/**
 * The Transport in the shape that the OAuth library calls: no redirect is followed, and answers are small.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import type { Transport } from '@eseal/core/http';
import type { CustomFetchOptions } from 'oauth4webapi';
import { CscError } from '../errors.ts';

/** Longest answer of an authorisation server. */
const MAX_BYTES = 1 << 20;

/** Time for one request. */
const TIMEOUT_MS = 15_000;

/** Statuses whose answers have no body (Fetch §2.2.6). */
const WITHOUT_BODY = [204, 205, 304];

/** How requests are sent. */
export interface OAuthFetchOptions {
  readonly transport: Transport;
  /** Encoding of the bodies of requests. */
  readonly body: 'form' | 'json';
  readonly signal?: AbortSignal;
}

/** A function for `customFetch`. */
export function createOAuthFetch(
  options: OAuthFetchOptions,
): (
  url: string,
  request: CustomFetchOptions<'GET' | 'POST', URLSearchParams | undefined>,
) => Promise<Response> {
  return async (url, request) => {
    const answer = await options.transport(
      {
        method: request.method,
        url,
        headers: headersOf(request, options.body),
        ...(request.body && { body: utf8(bodyText(request.body, options.body)) }),
      },
      { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, ...(options.signal && { signal: options.signal }) },
    );
    // A browser hides where it would have been redirected to: status 0.
    if (answer.status === 0 || (answer.status >= 300 && answer.status < 400))
      throw redirected(url, answer.status);
    if (answer.status < 200 || answer.status > 599) throw unknownStatus(url, answer.status);
    const body = WITHOUT_BODY.includes(answer.status) ? null : new Uint8Array(answer.body);
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

function headersOf(
  request: CustomFetchOptions<'GET' | 'POST', URLSearchParams | undefined>,
  body: 'form' | 'json',
): Record<string, string> {
  if (request.body === undefined || body === 'form') return request.headers;
  return { ...request.headers, 'content-type': 'application/json' };
}

function bodyText(body: URLSearchParams, encoding: 'form' | 'json'): string {
  return encoding === 'form' ? body.toString() : JSON.stringify(Object.fromEntries(body));
}

/** Names the origin only: the address may hold what was asked for. */
function redirected(url: string, status: number): CscError {
  const { origin } = new URL(url);
  return new CscError('CSC_REDIRECTED', `${origin} answered with a redirect, which is not followed`, {
    outcome: 'unknown',
    facts: { status, origin },
  });
}

/** No answer of HTTP has such a status at its end (RFC 9110 §15). */
function unknownStatus(url: string, status: number): CscError {
  const { origin } = new URL(url);
  return new CscError('CSC_ANSWER_INVALID', `${origin} answered with the status ${status}`, {
    outcome: 'unknown',
    facts: { status, origin },
  });
}
