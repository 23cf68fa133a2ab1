/**
 * Requests to methods: what is common to all of them (CSC API v1.0.4.0 §8 to §10, v2.0.0.2 §8 to §10).
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import { answer, textAnswer } from '../handler.ts';
import type { RsspContext } from './context.ts';
import type { Caller, Method, MethodAccess, MethodAnswer, MethodCall } from './method.ts';
import type { Dialect } from './model.ts';
import { asObject, type Parameters } from './parameters.ts';
import { sent as sentBy, shaped, understood } from './presets/habit.ts';
import { invalidRequest, Problem } from './problem.ts';
import type { AccessToken } from './store.ts';

/** One call as it was answered. Its request holds whatever secrets the application sent. */
export interface RsspCall {
  readonly dialect: Dialect;
  readonly method: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** The bearer token, as sent. */
  readonly bearer: string | undefined;
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>> | undefined;
}

/** What a connection shows of its client. */
export interface Connection {
  readonly clientCertificate: Uint8Array | undefined;
}

interface Answered {
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers one request of a method. */
export async function serveMethod(
  context: RsspContext,
  methods: readonly Method[],
  {
    dialect,
    name,
    connection,
  }: { readonly dialect: Dialect; readonly name: string; readonly connection: Connection },
  request: HttpRequest,
): Promise<RsspCall & Answered> {
  const sent = jsonObject(request.body);
  const values = sent && understood(context.habits, name, sent);
  const seen = { dialect, method: name, request: sent ?? {}, bearer: bearerOf(request) };
  try {
    if (request.method !== 'POST') throw invalidRequest('Methods are called by POST');
    if (values === undefined) throw invalidRequest('The body is not a JSON object');
    const parameters: Parameters = { values, isStrict: context.settings.strictness === 'strict' };
    const call = { dialect, parameters, request, clientCertificate: connection.clientCertificate };
    const { status, body, headers = {} } = await dispatch(context, methods, name, call);
    return { ...seen, status, answer: body, headers };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const body = { error: error.code, error_description: error.message };
    return { ...seen, status: error.status, answer: body, headers: error.headers };
  }
}

/** The answer as bytes, in the way of the service. */
export function toShapedResponse(
  { habits }: RsspContext,
  { status, method, answer: body, headers }: Pick<RsspCall, 'answer' | 'method' | 'status'> & Answered,
): HttpResponse {
  const shape = shaped(habits, method, { status, body });
  const response =
    typeof shape.body === 'string'
      ? textAnswer(shape.status, shape.body)
      : toResponse({ status: shape.status, answer: shape.body, headers });
  return sentBy(habits, method, response);
}

/** The bytes of an answer. */
export function toResponse({
  status,
  answer: body,
  headers,
}: Pick<RsspCall, 'answer' | 'status'> & Answered): HttpResponse {
  if (body === undefined) return { status, headers, body: new Uint8Array() };
  const json = answer(status, 'application/json;charset=UTF-8', JSON.stringify(body));
  return { ...json, headers: { ...json.headers, 'cache-control': 'no-store', ...headers } };
}

async function dispatch(
  context: RsspContext,
  methods: readonly Method[],
  name: string,
  call: MethodCall,
): Promise<MethodAnswer> {
  const method = methods.find((each) => each.name === name && each.dialects.includes(call.dialect));
  if (method === undefined) throw new Problem('not_implemented', `There is no method ${name}`, 501);
  if (method.access === 'open') return method.answer(call);
  const caller = identify(context, call);
  if (!isAllowed(method.access, caller)) {
    throw new Problem('unauthorized_client', 'The client may not use this method');
  }
  assertNotTooOften(context, caller);
  return method.answer({ ...call, caller });
}

/** So many calls of an application within so many seconds, and no more. */
function assertNotTooOften({ settings: { rateLimit }, clock, store }: RsspContext, { client }: Caller): void {
  if (rateLimit === undefined) return;
  const now = clock.now().getTime();
  const start = now - rateLimit.seconds * 1000;
  const recent = (store.calls.get(client.id) ?? []).filter((time) => time > start);
  const [first = now] = recent;
  if (recent.length >= rateLimit.calls) {
    const seconds = Math.ceil((first - start) / 1000);
    throw new Problem('temporarily_unavailable', 'Too many requests', 429, {
      'retry-after': String(seconds),
    });
  }
  store.calls.set(client.id, [...recent, now]);
}

function isAllowed(access: MethodAccess, { client, token }: Caller): boolean {
  const manages = token === undefined ? client.role === 'manage' : token.scope === 'manage';
  return access === 'seal-or-manage' || access === (manages ? 'manage' : 'seal');
}

/** Who calls, by bearer token (RFC 6750 §2.1) or by the certificate of the connection. */
function identify(context: RsspContext, call: MethodCall): Caller {
  const header = call.request.headers.authorization;
  if (header === undefined && call.clientCertificate !== undefined)
    return byCertificate(context, call.clientCertificate);
  const value = /^Bearer +([\x21-\x7e]+)$/i.exec(header ?? '')?.[1];
  if (value === undefined) throw invalidRequest(MALFORMED_HEADER[call.dialect]);
  const token = context.store.tokens.get(value) ?? tokenOfSad(context, value);
  if (token === undefined || token.kind !== 'access') {
    throw new Problem('invalid_token', 'The access token is not valid', 401);
  }
  if (token.expiresAt <= context.clock.now().getTime()) {
    throw new Problem('expired_token', 'The access token is expired', 401);
  }
  const client = context.clients.find(({ id }) => id === token.clientId);
  if (client === undefined) throw new Problem('invalid_token', 'The access token is not valid', 401);
  return { client, user: token.user, token };
}

/** Services whose SAD is itself a bearer token, after an extension or always. */
function tokenOfSad({ store, settings }: RsspContext, value: string): AccessToken | undefined {
  const activation = settings.sadAsBearer ? store.activations.get(value) : undefined;
  if (activation === undefined) return undefined;
  const { clientId, user, expiresAt } = activation;
  return { value, kind: 'access', scope: 'credential', clientId, user, expiresAt, grant: value, activation };
}

const MALFORMED_HEADER: Readonly<Record<Dialect, string>> = {
  v1: 'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.',
  v2: 'Malformed authorization header',
};

function byCertificate(context: RsspContext, certificate: Uint8Array): Caller {
  const client = context.clients.find(
    ({ testCertificate: known }) => known && equalBytes(known, certificate),
  );
  if (client === undefined)
    throw new Problem('unauthorized_client', 'The client certificate is not known', 401);
  return { client, user: undefined, token: undefined };
}

function bearerOf(request: HttpRequest): string | undefined {
  return /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function jsonObject(body: Uint8Array | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return undefined;
  }
}
