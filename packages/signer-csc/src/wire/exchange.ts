/**
 * One request of a method and its answer.
 *
 * @see CSC API v1.0.4.0 §7, v2.0.0.2 §7; RFC 6750 §2.1
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { HttpResponse, Transport } from '@eseal/core/http';
import { CscError } from '../errors.ts';
import type { MethodAnswer } from '../model/requests.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import type { Secret } from '../util/secret.ts';
import { encodeBody } from './encode-body.ts';
import { readAnswer } from './read-answer.ts';
import { transportError } from './transport-error.ts';

/** Where requests go, and over what. */
export interface Line {
  /** Without slash at its end. */
  readonly baseUrl: string;
  readonly profile: ServiceProfile;
  readonly transport: Transport;
  readonly now: () => Date;
}

/** A request. */
export interface Exchange {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Scheme and credentials of the header `authorization`; the credentials never appear in an error. */
  readonly authorization?: { readonly scheme: 'Bearer' | 'Basic' | 'Digest'; readonly credentials: Secret };
  /** Further secrets that the service may know and repeat. */
  readonly alsoSecret?: readonly Secret[];
  /** Something is used up or counted at the service: without an answer nobody knows whether it was. */
  readonly spends: boolean;
  readonly timeoutMs: number;
  /** Largest answer. Default 1 MiB. */
  readonly maxBytes?: number;
}

/** Largest answer that is read, unless a request says otherwise. */
const MAX_BYTES = 1 << 20;

/** A method of the API, or of an extension. */
const METHOD = /^[A-Za-z][A-Za-z0-9]*(\/[A-Za-z][A-Za-z0-9]*)*$/;

/**
 * Sends a request once.
 *
 * @throws CscError for everything but a success
 */
export async function exchange(
  line: Line,
  request: Exchange,
  { signal }: CallOptions = {},
): Promise<MethodAnswer> {
  const { method, authorization, alsoSecret = [], spends, timeoutMs, maxBytes = MAX_BYTES } = request;
  const { profile } = line;
  const url = methodUrl(line.baseUrl, method);
  const { bytes, secrets } = encodeBody(request.body, profile);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(authorization && { authorization: authorizationHeader(authorization) }),
  };
  const response = await line
    .transport(
      { method: 'POST', url, headers, body: bytes },
      { timeoutMs, maxBytes, ...(signal && { signal }) },
    )
    .catch((cause: unknown) => {
      throw transportError(cause, request);
    });
  return readAnswer(lowerCased(response), {
    method,
    url,
    profile,
    spends,
    secrets: [...secrets, ...alsoSecret, ...(authorization === undefined ? [] : [authorization.credentials])],
    now: line.now(),
  });
}

/** Transports promise small letters; a caller's own may forget them. */
function lowerCased(response: HttpResponse): HttpResponse {
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...response, headers: Object.fromEntries(headers) };
}

function methodUrl(baseUrl: string, method: string): string {
  if (METHOD.test(method)) return `${baseUrl}/${method}`;
  throw refused('the method is no name of a method');
}

/** Other characters would end the header, or be sent in some other encoding (CWE-113). */
function authorizationHeader({ scheme, credentials }: NonNullable<Exchange['authorization']>): string {
  const text = credentials.reveal();
  const isFit = scheme === 'Digest' ? /^[\x20-\x7e]+$/.test(text) : /^[\x21-\x7e]+$/.test(text);
  if (isFit) return `${scheme} ${text}`;
  throw refused('the credentials have characters that no header may have');
}

function refused(why: string): CscError {
  return new CscError('INVALID_ARGUMENT', why, { outcome: 'not-sent' });
}
