/**
 * One exchange with a service whose address came out of data, its failures as data.
 *
 * @module
 */
import { type CoreError, isEsealError } from '@eseal/core';
import { type HttpRequest, type HttpResponse, redactUrl, type Transport } from '@eseal/core/http';
import type { RetrievalProblem } from '../report/retrieval-attempt.ts';

/** Limits and means of fetching. */
export interface FetchContext {
  readonly transport: Transport;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** What is wrong with an answer, for {@link RetrievalAttempt}. */
export interface FetchProblem {
  readonly kind: 'problem';
  readonly problem: RetrievalProblem;
  readonly detail?: string;
}

/** Body of an answer with status 200 that is no page. */
export interface FetchedBody {
  readonly kind: 'body';
  readonly body: Uint8Array;
  readonly headers: HttpResponse['headers'];
}

/** A problem with its detail. */
export function fetchProblem(problem: RetrievalProblem, detail?: string): FetchProblem {
  return { kind: 'problem', problem, ...(detail !== undefined && { detail }) };
}

/**
 * Sends a request and takes the body of its answer.
 *
 * @throws CoreError `ABORTED`; and what is no error of a Transport, since that is a mistake of its maker
 */
export async function fetchBody(
  request: HttpRequest,
  { transport, timeoutMs, maxBytes, signal }: FetchContext,
): Promise<FetchedBody | FetchProblem> {
  try {
    const response = await transport(request, { timeoutMs, maxBytes, ...(signal && { signal }) });
    return readBody(response);
  } catch (error) {
    if (!isEsealError(error) || error.code === 'ABORTED') throw error;
    return problemOfService(error, request.url);
  }
}

/** What became of a question whose service threw an error of a Transport. */
export function problemOfService(error: Parameters<typeof problemOf>[0] & Error, url: string): FetchProblem {
  return fetchProblem(problemOf(error), withoutAddress(error, url));
}

function problemOf(error: { readonly code: string; readonly facts: CoreError['facts'] }): RetrievalProblem {
  if (error.code !== 'TRANSPORT_REFUSED') return 'unavailable';
  return error.facts.maxBytes === undefined ? 'refused' : 'too-large';
}

/** Messages of transports begin with the address, which an attempt has already. */
function withoutAddress({ message }: Error, url: string): string {
  const prefix = `${redactUrl(url)}: `;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

function readBody({ status, headers, body }: HttpResponse): FetchedBody | FetchProblem {
  if (status !== 200) return fetchProblem('http-status', String(status));
  // RFC 9110 §8.3: what calls itself a page is one; types of services are often wrong, so others are read all the same.
  if (/^\s*(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '') || looksLikePage(body))
    return fetchProblem('html');
  return body.length === 0 ? fetchProblem('unreadable', 'no bytes') : { kind: 'body', body, headers };
}

function looksLikePage(body: Uint8Array): boolean {
  return /^\s*<(!doctype|html|head|body)/i.test(new TextDecoder('latin1').decode(body.subarray(0, 64)));
}
