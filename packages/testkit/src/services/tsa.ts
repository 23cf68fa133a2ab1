/**
 * A time-stamping authority (RFC 3161) as a pure handler.
 *
 * @module
 */
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import type { Clock } from '../clock.ts';
import { type Der, encode, integer, namedBits, sequence, utf8String } from '../der.ts';
import type { Entity } from '../pki/define.ts';
import { DIGEST_OIDS, digestAlgorithmIdentifier } from './digests.ts';
import { answer, type Handler, textAnswer } from './handler.ts';
import { faultyToken, type TimestampFault } from './timestamp-fault.ts';
import { readTimestampRequest, TIMESTAMP_FAILURES, type TimestampFailure } from './timestamp-request.ts';
import { issueTimestampToken, type TimestampTokenTemplate } from './timestamp-token.ts';

/** Policy of tokens when the options name none. */
export const TIMESTAMP_POLICY = '2.999.2.1';

/** Options of {@link createTimestampAuthority}. */
export interface TimestampAuthorityOptions {
  /** Certificate and key of the time-stamping unit. */
  readonly authority: Entity;
  readonly clock: Clock;
  /** Policy of its tokens; a request for another is refused. Default {@link TIMESTAMP_POLICY}. */
  readonly policy?: string;
  /** Accuracy it states in milliseconds, 0 for none. Default 1000. */
  readonly accuracy?: number;
  /** States `ordering TRUE`. Default false. */
  readonly ordering?: boolean;
  /** Names itself in `tsa`. Default true. */
  readonly namesAuthority?: boolean;
  /** Default none. */
  readonly fault?: TimestampFault;
}

/** A time-stamping authority. */
export interface TimestampAuthority {
  /** Answers `application/timestamp-query` by POST. */
  readonly handler: Handler;
  /** A token over a SHA-256 digest without any HTTP or fault, for making fixtures. */
  stamp(digest: Uint8Array): Promise<Uint8Array>;
}

/** An authority around one certificate and a clock. */
export function createTimestampAuthority(options: TimestampAuthorityOptions): TimestampAuthority {
  const sha256 = digestAlgorithmIdentifier(DIGEST_OIDS['SHA-256']);
  return {
    handler: (request) => serve(request, options),
    stamp: (digest) =>
      issueTimestampToken({
        ...tokenOf(options),
        imprintAlgorithm: sha256,
        imprint: digest,
        certificates: options.authority.chain,
      }),
  };
}

async function serve(http: HttpRequest, options: TimestampAuthorityOptions): Promise<HttpResponse> {
  if (http.method !== 'POST') return textAnswer(405, 'a time-stamp request is a POST');
  if (http.headers['content-type'] !== 'application/timestamp-query') {
    return textAnswer(415, 'a time-stamp request is application/timestamp-query');
  }
  const body = encode(await respond(http.body ?? new Uint8Array(), options));
  return answer(200, 'application/timestamp-reply', body);
}

async function respond(body: Uint8Array, options: TimestampAuthorityOptions): Promise<Der> {
  const { fault } = options;
  const request = readTimestampRequest(body, options.policy ?? TIMESTAMP_POLICY);
  if (typeof request === 'string') return rejection(request);
  if (fault?.kind === 'rejection') return rejection(fault.failure, fault.text);
  if (fault?.kind === 'granted-without-token') return sequence(sequence(integer(0)));
  const token: TimestampTokenTemplate = {
    ...tokenOf(options),
    imprintAlgorithm: request.imprintAlgorithm,
    imprint: request.imprint,
    certificates: request.wantsCertificates ? options.authority.chain : [],
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
  };
  if (fault === undefined) return sequence(sequence(integer(0)), await issueTimestampToken(token));
  if (fault.kind === 'granted-with-modifications')
    return sequence(sequence(integer(1)), await issueTimestampToken(token));
  return sequence(sequence(integer(0)), await issueTimestampToken(faultyToken(token, fault)));
}

/** PKIStatusInfo with status `rejection` (2), its reason in words and as a bit. */
function rejection(failure: TimestampFailure, text = `refused: ${failure}`): Der {
  return sequence(sequence(integer(2), sequence(utf8String(text)), namedBits([TIMESTAMP_FAILURES[failure]])));
}

function tokenOf(
  options: TimestampAuthorityOptions,
): Omit<TimestampTokenTemplate, 'imprintAlgorithm' | 'imprint' | 'certificates'> {
  const { accuracy = 1000 } = options;
  return {
    policy: options.policy ?? TIMESTAMP_POLICY,
    serialNumber: globalThis.crypto.getRandomValues(new Uint8Array(16)),
    time: options.clock.now(),
    ...(accuracy === 0 ? {} : { accuracy }),
    ordering: options.ordering ?? false,
    namesAuthority: options.namesAuthority ?? true,
    authority: options.authority,
  };
}
