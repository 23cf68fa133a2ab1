/**
 * A provider of remote keys whose every secret is marked: those that are configured, and those that it issues.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import {
  createRssp,
  type Handler,
  type Rssp,
  SAMPLE_CLIENTS,
  SAMPLE_USERS,
  systemClock,
} from '@eseal/testkit';
import { listen } from '@eseal/testkit/server';
import { type Canary, canariesOf } from './canaries.ts';

/** Secrets that are given to the service and to whoever uses it. */
export const SECRETS = {
  clientSecret: 'Canary+client/secret=4f81d2',
  userPassword: 'Canary user & password 77ce',
  pin: '739110482650137748209163',
  wrongPin: '110047713902664815937720',
} as const;

/** A marked provider. */
export interface MarkedService extends AsyncDisposable {
  readonly rssp: Rssp;
  readonly baseUrl: string;
  readonly v1: string;
  readonly v2: string;
  /** Answers in this process as it does over the network. */
  readonly handler: Handler;
  /** All secrets so far: tokens, authorisations and one-time values as they were issued. */
  canaries(): readonly Canary[];
}

/** Starts one on loopback. */
export async function startMarkedService(): Promise<MarkedService> {
  const issued = new Set<string>();
  const made: { rssp?: Rssp; handler?: Handler } = {};
  const server = await listen(async (baseUrl) => {
    const rssp = await createMarkedRssp(baseUrl);
    made.rssp = rssp;
    made.handler = noting(rssp.handler, issued);
    return made.handler;
  }, 0);
  const { rssp, handler } = made;
  if (rssp === undefined || handler === undefined) throw new TypeError('the service was not made');
  return {
    rssp,
    handler,
    baseUrl: rssp.baseUrl,
    v1: rssp.urls.v1,
    v2: rssp.urls.v2,
    canaries: () => {
      const values = [...issued].map((value, at) => [`issued ${at}`, value] as const);
      return canariesOf({ ...SECRETS, ...Object.fromEntries(values) });
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

function createMarkedRssp(baseUrl: string): Promise<Rssp> {
  const [user, ...users] = SAMPLE_USERS;
  const [client, ...clients] = SAMPLE_CLIENTS;
  if (user === undefined || client === undefined) throw new TypeError('the service has no users');
  const pin = { kind: 'pin', id: 'PIN', testValue: SECRETS.pin } as const;
  const own = { user: user.id, authorization: { mode: 'explicit', factors: [pin] } } as const;
  return createRssp({
    baseUrl,
    now: systemClock,
    users: [{ ...user, testPassword: SECRETS.userPassword }, ...users],
    clients: [{ ...client, testSecret: SECRETS.clientSecret }, ...clients],
    credentials: [
      { id: 'seal', ...own },
      { id: 'to-be-locked', ...own },
    ],
  });
}

/** Members of answers that are secrets of their receiver. */
const ISSUED = /"(?:access_token|refresh_token|SAD|handle|authorization_code|code)"\s*:\s*"([^"]+)"/g;

function noting(handler: Handler, issued: Set<string>): Handler {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    const answer = await handler(request);
    const text = new TextDecoder().decode(answer.body);
    for (const [, value = ''] of text.matchAll(ISSUED)) issued.add(value);
    return answer;
  };
}

/** The document that is sealed in all runs. */
export const DOCUMENT = utf8('請求書 2026-11-01 ¥1,100,000\n');
