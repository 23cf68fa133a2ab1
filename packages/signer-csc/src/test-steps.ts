/** A service of the testkit with a client of it, whose time passes only while something is waited for. */
import { fromBase64, type Timer, utf8 } from '@eseal/core';
import type { HttpRequest, HttpResponse, Transport } from '@eseal/core/http';
import {
  createClock,
  createRssp,
  type ManualClock,
  type Rssp,
  type RsspOptions,
  SAMPLE_CREDENTIALS,
} from '@eseal/testkit';
import { browserOf } from '../test/remote.ts';
import type { CscClient } from './client/client.ts';
import { createCscClient } from './client/create-client.ts';
import { CscError } from './errors.ts';
import type { KeyAuthorizationRequest } from './key-authorization/key-authorizer.ts';
import { createAuthorizationManifest } from './key-authorization/manifest.ts';
import type { HashList } from './model/authorization.ts';
import { DEFAULT_POLICY } from './policy/policies.ts';
import type { RemotePolicy } from './policy/policy.ts';
import type { ServiceProfile } from './profile/profile.ts';
import { STRICT_PROFILE } from './profile/profiles.ts';
import { external } from './use-authentication/external.ts';
import type { UseAuthentication } from './use-authentication/use-authentication.ts';

/** The time at which the services of these tests begin. */
export const NOW: Date = new Date('2026-11-01T09:00:00Z');

/** Options of {@link openSteps}. */
export interface StepsOptions {
  readonly dialect?: 'v1' | 'v2';
  /** Credentials that the service has: few, since each needs a key. Default `seal-pin`. */
  readonly credentials?: readonly string[];
  readonly service?: RsspOptions;
  readonly profile?: Partial<ServiceProfile>;
  /** Default a token that the service issued before. */
  readonly authentication?: UseAuthentication;
  /** Looks at what is sent and changes what comes back. */
  readonly tamper?: Tamper;
}

/** An answer in place of the service's. */
export type Tamper = (
  request: HttpRequest,
  answer: () => Promise<HttpResponse>,
) => Promise<HttpResponse> | HttpResponse;

/** A service and a client of it. */
export interface Steps {
  readonly rssp: Rssp;
  readonly clock: ManualClock;
  readonly client: CscClient;
  /** What was waited for, in milliseconds. */
  readonly waits: readonly number[];
  /** A user at a browser, who approves. */
  readonly browse: (address: string) => Promise<string>;
  /** A request for approval of as many values as texts. */
  request(texts: readonly string[], policy?: RemotePolicy): Promise<KeyAuthorizationRequest>;
  /** Requests to one path so far. */
  sent(path: string): readonly HttpRequest[];
}

/** Opens a service and a client. */
export async function openSteps(options: StepsOptions = {}): Promise<Steps> {
  const { credentials = ['seal-pin'], dialect = 'v2', tamper = (_request, answer) => answer() } = options;
  const clock = createClock(NOW);
  const rssp = await createRssp({
    now: clock,
    credentials: SAMPLE_CREDENTIALS.filter(({ id }) => credentials.includes(id)),
    ...options.service,
  });
  const waits: number[] = [];
  const transport: Transport = async (request, limits) =>
    tamper(request, () => rssp.transport(request, limits));
  const token = rssp.token({ user: 'keiri' });
  const client = createCscClient({
    baseUrl: rssp.urls[dialect],
    authentication: options.authentication ?? external(async () => token),
    transport,
    now: () => clock.now(),
    timer: passingTimer(clock, waits),
    profile: { ...STRICT_PROFILE, ...options.profile },
  });
  const [credentialId = ''] = credentials;
  return {
    rssp,
    clock,
    client,
    waits,
    browse: browserOf(rssp),
    async request(texts, policy = DEFAULT_POLICY) {
      const credential = await client.credential(credentialId);
      const documents = texts.map((text) => ({ id: text, name: `${text}.pdf`, digest: 'ab'.repeat(32) }));
      const manifest = await createAuthorizationManifest(await hashesOf(texts), documents);
      return { client, credential, manifest, policy };
    },
    sent: (path) => rssp.requests.filter(({ url }) => new URL(url).pathname.endsWith(path)),
  };
}

/** Whether something that was thrown is an error of this package. */
export function isCscError(error: unknown): error is CscError {
  return error instanceof CscError;
}

/** The digests of some texts. */
export async function hashesOf(texts: readonly string[]): Promise<HashList> {
  const digests = texts.map(
    async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))),
  );
  return { digestAlgorithm: 'SHA-256', hashes: await Promise.all(digests) };
}

/** The parameters of a form that was sent. */
export function formOf(request: HttpRequest | undefined): URLSearchParams {
  return new URLSearchParams(new TextDecoder().decode(request?.body));
}

/** What a client authenticated with by Basic. */
export function basicOf(request: HttpRequest | undefined): string {
  const [, encoded = ''] = (request?.headers.authorization ?? '').split(' ');
  return new TextDecoder().decode(fromBase64(encoded));
}

/** An answer of JSON. */
export function jsonAnswer(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: utf8(JSON.stringify(body)) };
}

/** The members of an answer of JSON. */
export function membersOf({ body }: HttpResponse): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(body));
}

function passingTimer(clock: ManualClock, waits: number[]): Timer {
  return {
    now: () => clock.now().getTime(),
    async wait(milliseconds) {
      waits.push(milliseconds);
      clock.advance(milliseconds);
    },
  };
}
