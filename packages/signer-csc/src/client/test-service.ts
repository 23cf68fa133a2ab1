/** A service of a few lines for tests: it answers each method as it is told to, and remembers what it was asked. */
import { CoreError, type Timer, utf8 } from '@eseal/core';
import type { HttpRequest, HttpResponse, SendOptions, Transport } from '@eseal/core/http';
import type { UseAuthentication } from '../use-authentication/use-authentication.ts';
import { secret } from '../util/secret.ts';
import type { CscClient } from './client.ts';
import { type CscClientOptions, createCscClient } from './create-client.ts';

/** An answer; a body that is no text is sent as JSON. */
export interface TestAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a method was asked. */
export interface TestCall {
  readonly method: string;
  readonly body: unknown;
  readonly request: HttpRequest;
  readonly options: SendOptions | undefined;
}

/** A service and a client of it. */
export interface TestService {
  readonly client: CscClient;
  /** Calls but `info`, in order. */
  readonly calls: readonly TestCall[];
  /** Calls of one method. */
  callsOf(method: string): readonly TestCall[];
  /** Tokens that the client said it forgot. */
  readonly forgotten: readonly string[];
  /** Pauses that the client waited for. */
  readonly pauses: readonly number[];
  /** Lets time pass. */
  advance(milliseconds: number): Promise<void>;
}

const BASE_URL = 'https://rssp.test/csc/v2';

/** A 200 with these members. */
export function ok(body: unknown): TestAnswer {
  return { status: 200, body };
}

/**
 * A service. The answers of a method are given in order, the last one again and again.
 *
 * @param answers - by method; `info` has one of version 2 that lists no methods
 */
export function createTestService(
  answers: Readonly<Record<string, readonly (TestAnswer | Error)[]>>,
  options: Partial<CscClientOptions> = {},
): TestService {
  const calls: TestCall[] = [];
  const forgotten: string[] = [];
  const timer = createInstantTimer();
  const all: typeof answers = { info: [ok({ specs: '2.0.0.2' })], ...answers };
  const transport: Transport = async (request, sendOptions) => {
    const method = request.url.slice(BASE_URL.length + 1);
    const body: unknown = JSON.parse(new TextDecoder().decode(request.body));
    calls.push({ method, body, request, options: sendOptions });
    const given = all[method] ?? [];
    const answer = given[Math.min(calls.filter((call) => call.method === method).length, given.length) - 1];
    if (answer === undefined) throw new Error(`the test has no answer for ${method}`);
    if (answer instanceof Error) throw answer;
    return toHttp(answer);
  };
  const client = createCscClient({
    baseUrl: BASE_URL,
    transport,
    timer,
    random: () => 0.5,
    now: () => new Date(timer.now()),
    authentication: createTestAuthentication(forgotten),
    ...options,
  });
  return {
    client,
    get calls() {
      return calls.filter(({ method }) => method !== 'info');
    },
    callsOf: (method) => calls.filter((call) => call.method === method),
    forgotten,
    pauses: timer.pauses,
    advance: (milliseconds) => timer.wait(milliseconds),
  };
}

/** No answer, as a Transport says so. */
export function noAnswer(facts: { readonly sent?: false } = {}): CoreError {
  return new CoreError('TRANSPORT_FAILED', 'https://rssp.test: no answer', { retryable: true, facts });
}

/** `token-1`, and another each time that one was forgotten. */
function createTestAuthentication(forgotten: string[]): UseAuthentication {
  return {
    kind: 'external',
    token: async () => secret(`token-${forgotten.length + 1}`),
    forget: async (token) => {
      forgotten.push(token.reveal());
    },
    revoke: async () => undefined,
    holds: () => false,
  };
}

/** Time that passes as soon as it is waited for. */
function createInstantTimer(): Timer & { readonly pauses: number[] } {
  let now = Date.parse('2026-11-21T23:00:00Z');
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    wait: async (milliseconds, signal) => {
      if (signal?.aborted) throw new CoreError('ABORTED', 'the operation was aborted');
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
}

function toHttp({ status, body, headers = {} }: TestAnswer): HttpResponse {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: utf8(text) };
}
