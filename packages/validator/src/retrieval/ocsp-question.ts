/**
 * Questions to OCSP responders (RFC 6960 §4.1, appendix A; nonces by RFC 9654; GET by RFC 5019 §5).
 *
 * @module
 */
import { equalBytes, readable, toHex } from '@eseal/core';
import { randomBytes } from '@eseal/core/crypto';
import type { HttpRequest } from '@eseal/core/http';
import {
  encodeOcspRequest,
  isCertIdOf,
  type OcspResponse,
  ocspGetUrl,
  parseOcspResponse,
  type SingleOcspResponse,
} from '@eseal/core/revocation';
import type { RevocationRequest } from '../revocation/provider.ts';
import { sha256Of } from '../util/sha256.ts';
import {
  type FetchContext,
  type FetchedBody,
  type FetchProblem,
  fetchBody,
  fetchProblem,
} from './fetch-body.ts';
import type { Question } from './retriever.ts';

/** What is done about nonces (RFC 9654). */
export interface NoncePolicy {
  /** Sends one of 32 random bytes. One in the answer that is not the same is refused always. */
  readonly send: boolean;
  /** Refuses answers without it. Most responders answer from a store and repeat none. */
  readonly require: boolean;
}

/** How responders are asked. */
export interface OcspSettings {
  readonly nonce: NoncePolicy;
  /** `GET` where the request is short enough, so that caches between can answer; else `POST`. */
  readonly method: 'POST' | 'GET';
  readonly now: () => Date;
  /** Longest that an answer is kept, in milliseconds. */
  readonly lifetimeMs: number;
}

/** An answer about the certificate that was asked about. */
export interface OcspAnswer {
  readonly raw: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
}

/** For how long an answer is kept that says that there is always a newer one. */
const UNDATED_LIFETIME_MS = 60_000;

/** Length of a nonce (RFC 9654 §2.1). */
const NONCE_LENGTH = 32;

/** The question to one responder. */
export async function ocspQuestion(
  url: string,
  request: RevocationRequest,
  context: FetchContext,
  settings: OcspSettings,
): Promise<Question<OcspAnswer>> {
  const nonce = settings.nonce.send || settings.nonce.require ? randomBytes(NONCE_LENGTH) : undefined;
  return {
    kind: 'ocsp',
    url,
    key: await keyOf(request),
    ask: async () => {
      const received = await fetchBody(await httpRequest(url, request, nonce, settings), context);
      return received.kind === 'body' ? checkNonce(received, nonce, settings.nonce) : received;
    },
    read: (body) => readAnswer(body, request),
    isUseful: ({ thisUpdate }) => request.issuedAfter === undefined || thisUpdate >= request.issuedAfter,
    until: ({ nextUpdate }) => {
      const now = settings.now().getTime();
      return Math.min(nextUpdate?.getTime() ?? now + UNDATED_LIFETIME_MS, now + settings.lifetimeMs);
    },
  };
}

/** An answer speaks of one serial number of one issuer, whoever gives it. */
async function keyOf({ certificate, issuerName, issuerKey }: RevocationRequest): Promise<string> {
  const name = await sha256Of(issuerName.raw);
  const key = await sha256Of(issuerKey.raw);
  return `ocsp ${name} ${key} ${toHex(certificate.serialNumber)}`;
}

async function httpRequest(
  url: string,
  { certificate, issuerKey }: RevocationRequest,
  nonce: Uint8Array | undefined,
  { method }: OcspSettings,
): Promise<HttpRequest> {
  const issuer = { publicKey: issuerKey };
  const body = await encodeOcspRequest({ certificate, issuer, ...(nonce && { nonce }) });
  const address = method === 'GET' ? ocspGetUrl(url, body) : undefined;
  const accept = { accept: 'application/ocsp-response' };
  if (address !== undefined) return { method: 'GET', url: address, headers: accept };
  return { method: 'POST', url, headers: { ...accept, 'content-type': 'application/ocsp-request' }, body };
}

/** Whoever repeats another nonce replays an answer to somebody else. */
function checkNonce(
  received: FetchedBody,
  sent: Uint8Array | undefined,
  { require }: NoncePolicy,
): FetchedBody | FetchProblem {
  const basic = readable(() => parseOcspResponse(received.body))?.basic;
  // What cannot be read, or is no answer, says so itself.
  if (sent === undefined || basic === undefined) return received;
  if (basic.nonce === undefined)
    return require ? fetchProblem('nonce-mismatch', 'the answer has no nonce') : received;
  return equalBytes(basic.nonce, sent) ? received : fetchProblem('nonce-mismatch', 'another nonce');
}

async function readAnswer(
  body: Uint8Array,
  { certificate, issuerKey }: RevocationRequest,
): Promise<OcspAnswer | FetchProblem> {
  const response = readable(() => parseOcspResponse(body));
  if (response === undefined) return fetchProblem('unreadable', 'no OCSPResponse');
  if (response.basic === undefined) return withoutAnswer(response);
  const single = await findSingle(response.basic.responses, {
    certificate,
    issuer: { publicKey: issuerKey },
  });
  if (single === undefined) return fetchProblem('other-subject', 'an answer about another certificate');
  const { thisUpdate, nextUpdate } = single;
  return { raw: body, thisUpdate, nextUpdate };
}

function withoutAnswer({ status }: OcspResponse): FetchProblem {
  return status === 'successful'
    ? fetchProblem('unreadable', 'not of type id-pkix-ocsp-basic')
    : fetchProblem('responder-error', status);
}

async function findSingle(
  responses: readonly SingleOcspResponse[],
  {
    certificate,
    issuer,
  }: {
    readonly certificate: RevocationRequest['certificate'];
    readonly issuer: { readonly publicKey: RevocationRequest['issuerKey'] };
  },
): Promise<SingleOcspResponse | undefined> {
  for (const single of responses) {
    if (await isCertIdOf(single.certId, certificate, issuer)) return single;
  }
  return undefined;
}
