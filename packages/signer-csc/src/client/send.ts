/**
 * One call of the API: authenticated, paced, sent, and sent again where its method allows.
 *
 * @module
 */
import type { CallOptions } from '@eseal/core';
import { CscError } from '../errors.ts';
import type { MethodAnswer, MethodCall } from '../model/requests.ts';
import type { AuthenticationContext, UseAuthentication } from '../use-authentication/use-authentication.ts';
import type { Secret } from '../util/secret.ts';
import { type Exchange, exchange } from '../wire/exchange.ts';
import { type CallEvent, type CallListener, tell } from './events.ts';
import { type MethodRule, methodRule } from './method-rules.ts';
import type { Pace } from './pace.ts';
import { withRetries } from './retry.ts';

/** What calls are sent with. */
export interface Sending {
  readonly context: AuthenticationContext;
  readonly authentication: UseAuthentication;
  readonly pace: Pace;
  readonly random: () => number;
  readonly onEvent: CallListener | undefined;
  /** Of what the service says to people (RFC 5646). */
  readonly language: string | undefined;
}

/** A call under way. */
interface Attempt {
  readonly call: MethodCall;
  readonly rule: MethodRule;
  readonly number: number;
  /** The token of the attempt before, which the service refused and may name. */
  readonly refused?: Secret;
}

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
  const rule = methodRule(call, profile);
  const retry = { rule: rule.retry, timer, random: sending.random, signal: options.signal };
  return withRetries((number) => authenticated(sending, { call, rule, number }, options), retry);
}

/** A token that the service no longer takes is forgotten; what only reads is sent once more with another. */
async function authenticated(
  sending: Sending,
  attempt: Attempt,
  options: CallOptions,
): Promise<MethodAnswer> {
  const { call, rule, number } = attempt;
  const { authentication, context } = sending;
  if (rule.isOpen) return attempted(sending, attempt, undefined, options);
  if (call.bearer !== undefined) return attempted(sending, attempt, call.bearer, options);
  const token = await authentication.token(context, options);
  try {
    return await attempted(sending, attempt, token, options);
  } catch (error) {
    if (token === undefined || !isTokenRefused(error)) throw error;
    await authentication.forget(token);
    if (rule.retry !== 'safe') throw error;
    const another = await authentication.token(context, options);
    return await attempted(sending, { ...attempt, number: number + 1, refused: token }, another, options);
  }
}

async function attempted(
  { context, pace, onEvent }: Sending,
  { call, rule, number, refused }: Attempt,
  token: Secret | undefined,
  options: CallOptions,
): Promise<MethodAnswer> {
  const { method, body, timeoutMs = rule.timeoutMs, maxBytes } = call;
  const { spends } = rule;
  await pace.next(options.signal);
  const begun = context.timer.now();
  const told = (event: Pick<CallEvent, 'outcome' | 'status' | 'code'>): void =>
    tell(onEvent, { method, attempt: number, durationMs: context.timer.now() - begun, ...event });
  try {
    const request: Exchange = {
      ...{ method, body, spends, timeoutMs, alsoSecret: refused === undefined ? [] : [refused] },
      ...(maxBytes !== undefined && { maxBytes }),
      ...(token !== undefined && { authorization: { scheme: 'Bearer', credentials: token } }),
    };
    const answer = await exchange(context, request, options);
    told({ outcome: answer.status === 202 ? 'pending' : 'done', status: answer.status, code: undefined });
    return answer;
  } catch (error) {
    if (error instanceof CscError) told(failure(error));
    throw error;
  }
}

function failure({ code, outcome, facts }: CscError): Pick<CallEvent, 'outcome' | 'status' | 'code'> {
  return { outcome, status: typeof facts.status === 'number' ? facts.status : undefined, code };
}

function isTokenRefused(error: unknown): boolean {
  if (!(error instanceof CscError)) return false;
  const { reason } = error.facts;
  return reason === 'token-expired' || reason === 'token-invalid';
}
