/**
 * One call of the API: authenticated, paced, sent, and sent again where its method allows.
 *
 * @module
 */
import { type CallOptions, isEsealError } from '@eseal/core';
import type { HttpResponse } from '@eseal/core/http';
import { CscError } from '../errors.ts';
import type { MethodAnswer, MethodCall } from '../model/requests.ts';
import type { AuthenticationContext, UseAuthentication } from '../use-authentication/use-authentication.ts';
import type { Secret } from '../util/secret.ts';
import { encodeBody } from '../wire/encode-body.ts';
import { readAnswer } from '../wire/read-answer.ts';
import { bearerHeader, methodUrl } from './addresses.ts';
import { type CallEvent, type CallListener, tell } from './events.ts';
import { type MethodRule, methodRule } from './method-rules.ts';
import type { Pace } from './pace.ts';
import { withRetries } from './retry.ts';
import { transportError } from './transport-error.ts';

/** What calls are sent with. */
export interface Sending {
  readonly context: AuthenticationContext;
  readonly authentication: UseAuthentication;
  readonly pace: Pace;
  readonly random: () => number;
  readonly onEvent: CallListener | undefined;
}

/** Largest answer that is read, unless a call says otherwise. */
const MAX_BYTES = 1 << 20;

/**
 * Sends a call.
 *
 * @throws CscError for everything but a success
 */
export async function send(
  sending: Sending,
  call: MethodCall,
  options: CallOptions = {},
): Promise<MethodAnswer> {
  const { profile, timer } = sending.context;
  const rule = methodRule(call.method, profile);
  const retry = { rule: call.retry ?? rule.retry, timer, random: sending.random, signal: options.signal };
  try {
    return await withRetries((attempt) => authenticated(sending, call, rule, attempt, options), retry);
  } catch (error) {
    if (!isEsealError(error) || error.code !== 'ABORTED' || error instanceof CscError) throw error;
    const details = { outcome: 'not-sent', cause: error, facts: { method: call.method } } as const;
    throw new CscError('ABORTED', `${call.method}: the call was aborted`, details);
  }
}

/** A token that the service no longer takes is forgotten; what only reads is sent once more with another. */
async function authenticated(
  sending: Sending,
  call: MethodCall,
  rule: MethodRule,
  attempt: number,
  options: CallOptions,
): Promise<MethodAnswer> {
  const { authentication, context } = sending;
  if (rule.isOpen) return exchange(sending, call, rule, undefined, attempt, options);
  if (call.bearer !== undefined) return exchange(sending, call, rule, call.bearer, attempt, options);
  const token = await authentication.token(context, options);
  try {
    return await exchange(sending, call, rule, token, attempt, options);
  } catch (error) {
    if (token === undefined || !isTokenRefused(error)) throw error;
    await authentication.forget(token);
    if ((call.retry ?? rule.retry) !== 'safe') throw error;
    const another = await authentication.token(context, options);
    return await exchange(sending, call, rule, another, attempt + 1, options);
  }
}

async function exchange(
  { context, pace, onEvent }: Sending,
  call: MethodCall,
  rule: MethodRule,
  token: Secret | undefined,
  attempt: number,
  { signal }: CallOptions,
): Promise<MethodAnswer> {
  const { profile, timer, baseUrl } = context;
  const { method } = call;
  const { bytes, secrets } = encodeBody(call.body, profile);
  const url = methodUrl(baseUrl, method);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(token && { authorization: bearerHeader(token.reveal()) }),
  };
  const limits = {
    timeoutMs: call.timeoutMs ?? rule.timeoutMs,
    maxBytes: call.maxBytes ?? MAX_BYTES,
    ...(signal && { signal }),
  };
  await pace.next(signal);
  const begun = timer.now();
  const told = (event: Pick<CallEvent, 'outcome' | 'status' | 'code'>): void =>
    tell(onEvent, { method, attempt, durationMs: timer.now() - begun, ...event });
  try {
    const response = await context
      .transport({ method: 'POST', url, headers, body: bytes }, limits)
      .catch((cause: unknown) => {
        throw transportError(cause, method, rule);
      });
    const known = { method, url, profile, spends: rule.spends, now: context.now() };
    const answer = readAnswer(lowerCased(response), {
      ...known,
      secrets: token ? [...secrets, token] : secrets,
    });
    told({ outcome: answer.status === 202 ? 'pending' : 'done', status: answer.status, code: undefined });
    return answer;
  } catch (error) {
    if (error instanceof CscError) {
      const { status } = error.facts;
      told({
        outcome: error.outcome,
        status: typeof status === 'number' ? status : undefined,
        code: error.code,
      });
    }
    throw error;
  }
}

/** Transports promise small letters; a caller's own may forget them. */
function lowerCased(response: HttpResponse): HttpResponse {
  const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...response, headers: Object.fromEntries(headers) };
}

function isTokenRefused(error: unknown): boolean {
  if (!(error instanceof CscError)) return false;
  const { reason } = error.facts;
  return reason === 'token-expired' || reason === 'token-invalid';
}
