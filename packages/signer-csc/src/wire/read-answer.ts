/**
 * An answer of HTTP as one of the API: decoded, or an error in the SDK's words.
 *
 * @see CSC API v1.0.4.0 §7, §10; v2.0.0.2 §7, §10
 * @module
 */
import type { HttpResponse } from '@eseal/core/http';
import { type CallOutcome, CscError, type CscErrorCode } from '../errors.ts';
import type { MethodAnswer } from '../model/requests.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import { shownText } from '../util/redact.ts';
import type { Secret } from '../util/secret.ts';
import { decodeJsonObject, type JsonObject } from './decode-json.ts';
import { readErrorBody } from './error-body.ts';
import { type RefusalReason, reasonOf, reasonRow } from './refusal.ts';
import { parseRetryAfter } from './retry-after.ts';

/** What an answer is read with. */
export interface AnswerContext {
  readonly method: string;
  /** Where the request went. */
  readonly url: string;
  readonly profile: Pick<ServiceProfile, 'asyncPending'>;
  /** Everything secret that was sent: the service may repeat it. */
  readonly secrets: readonly Secret[];
  /** The call has an effect at the service that must not happen twice. */
  readonly spends: boolean;
  readonly now: Date;
}

/** What some services say of a result that is not ready, with status 400. */
const STILL_RUNNING = /previous\s+(asynchronous\s+)?request|asynchronous\s+request/i;

/**
 * Reads an answer.
 *
 * @throws CscError for everything that is no success: `CSC_REDIRECTED`, `CSC_ANSWER_INVALID`, or by the reason of the service
 */
export function readAnswer(response: HttpResponse, context: AnswerContext): MethodAnswer {
  const { status } = response;
  // A browser hides where it would have been redirected to: status 0.
  if (status === 0 || (status >= 300 && status < 400)) throw redirected(response, context);
  const retryAfterMs = parseRetryAfter(response.headers['retry-after'], context.now);
  if (status === 202 || isStillRunning(response, context)) {
    return { status: 202, body: decodeJsonObject(response.body) ?? {}, retryAfterMs };
  }
  if (status < 200 || status >= 300) throw refusal(response, context, retryAfterMs);
  const body = readBody(response, context);
  if (typeof body.error === 'string' && body.error !== '') throw refusal(response, context, retryAfterMs);
  return { status, body, retryAfterMs };
}

/** The error for an answer that is not what the method answers. It may have been carried out. */
export function answerInvalid(
  { method, spends }: Pick<AnswerContext, 'method' | 'spends'>,
  why: string,
  code: Extract<CscErrorCode, 'CSC_ANSWER_INVALID' | 'SIGNER_ANSWER_INVALID'> = 'CSC_ANSWER_INVALID',
): CscError {
  return new CscError(code, `${method}: ${why}`, {
    outcome: spends ? 'unknown' : 'rejected',
    facts: { method },
  });
}

function readBody(response: HttpResponse, context: AnswerContext): JsonObject {
  if (response.body.length === 0) return {};
  const type = response.headers['content-type'];
  if (type !== undefined && !/^\s*[a-z]+\/([^;\s]+\+)?json\s*(;|$)/i.test(type)) {
    throw answerInvalid(context, `the answer is no JSON but ${shownText(type, context.secrets)}`);
  }
  const body = decodeJsonObject(response.body);
  if (body === undefined) throw answerInvalid(context, 'the answer is no object of JSON');
  return body;
}

function isStillRunning(response: HttpResponse, { method, profile }: AnswerContext): boolean {
  if (response.status !== 400 || method !== 'signatures/signPolling') return false;
  if (profile.asyncPending !== '400-previous-request') return false;
  return STILL_RUNNING.test(readErrorBody(response).description?.slice(0, 500) ?? '');
}

/** Nothing is followed: the token would go to whoever is named. */
function redirected({ status, headers }: HttpResponse, { method, url, spends }: AnswerContext): CscError {
  const { location = '' } = headers;
  const origin =
    location !== '' && URL.canParse(location, url)
      ? new URL(location, url).origin
      : 'an address that is not told';
  return new CscError('CSC_REDIRECTED', `${method}: the service sends the request on to ${origin}`, {
    outcome: spends ? 'unknown' : 'rejected',
    facts: { method, status, origin },
  });
}

function refusal(response: HttpResponse, context: AnswerContext, retryAfterMs: number | undefined): CscError {
  const { method, secrets, spends } = context;
  const { status } = response;
  const said = readErrorBody(response);
  const reason = reasonOf({ status, ...said });
  const { code, words, retryable } = reasonRow(reason);
  const outcome = outcomeOf(status, reason, said.code !== undefined || retryAfterMs !== undefined);
  const isUnknown = spends && outcome === 'unknown';
  const shown = (text: string | undefined): string | undefined => text && shownText(text, secrets);
  const [serviceError, description] = [shown(said.code), shown(said.description)];
  const quoted = [String(status), serviceError, description && `"${description}"`].filter(Boolean).join(' ');
  return new CscError(isUnknown ? 'CSC_OUTCOME_UNKNOWN' : code, `${method}: ${words} (${quoted})`, {
    outcome,
    retryable: retryable === true && !isUnknown,
    facts: defined({
      method,
      status,
      reason,
      serviceError,
      description,
      retryAfterMs,
      correlationId: shown(said.correlationId),
    }),
  });
}

/**
 * A server that failed may have failed after it signed; one that says it is busy has not begun. A bare 503 is said by gateways too,
 * when a connection breaks behind them.
 */
function outcomeOf(status: number, reason: RefusalReason, isExplained: boolean): CallOutcome {
  // Some say so with another status.
  if (reason === 'server-error') return 'unknown';
  if (status < 500 || status === 501) return 'rejected';
  return status === 503 && reason === 'unavailable' && isExplained ? 'rejected' : 'unknown';
}

function defined(
  facts: Readonly<Record<string, string | number | undefined>>,
): Readonly<Record<string, string | number>> {
  const entries = Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
