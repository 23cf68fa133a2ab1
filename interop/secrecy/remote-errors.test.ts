/** No secret stands in an error, an event or a stored token of the client of a provider, whatever the provider does. */
import { inspect } from 'node:util';
import { utf8 } from '@eseal/core';
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import {
  askForFactors,
  type CscClient,
  clientCredentials,
  createCscClient,
  createCscSigner,
  startSigning,
} from '@eseal/signer-csc';
import { createMockTransport, type Handler, type Rssp } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCanaries, formsOf } from './canaries.ts';
import { type MarkedService, SECRETS, startMarkedService } from './marked-service.ts';

let service: MarkedService;
beforeAll(async () => {
  service = await startMarkedService();
});
afterAll(() => service[Symbol.asyncDispose]());

/** A client, and what it tells whoever listens. */
function connect(handler: Handler = service.handler) {
  const told: unknown[] = [];
  const { transport } = createMockTransport({ [new URL(service.baseUrl).origin]: handler });
  const client = createCscClient({
    baseUrl: service.v2,
    authentication: clientCredentials({
      clientId: 'sealing-app',
      clientSecret: async () => SECRETS.clientSecret,
    }),
    transport,
    allowInsecureLoopback: true,
    onEvent: (event) => told.push(event),
  });
  return { client, told };
}

const requests = [{ dataToBeSigned: utf8('signed attributes'), algorithm: 'ecdsa-sha256' as const }];

/** Signs, and gives everything that anybody gets to see of it. */
async function sign(client: CscClient, told: unknown[], { pin = SECRETS.pin as string, key = 'seal' } = {}) {
  const authorizer = askForFactors(() => pin);
  const onEvent = (event: unknown): void => void told.push(event);
  try {
    const signer = await createCscSigner({ client, credentialId: key, authorizer, onEvent });
    await signer.sign(requests);
    return { error: undefined, shown: show(told) };
  } catch (error) {
    return { error, shown: `${show(error)}${show(told)}` };
  }
}

/** As consoles, loggers and reporters of errors do. */
function show(value: unknown): string {
  return `${inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null, maxArrayLength: null })}
${JSON.stringify(value)}\n${String(value)}\n${value instanceof Error ? `${value.stack}${show(value.cause)}` : ''}`;
}

const FAULTS: readonly Parameters<Rssp['setFault']>[] = [
  [{ kind: 'secret-echo' }],
  [{ kind: 'secret-echo' }, { method: 'credentials/info' }],
  [{ kind: 'secret-echo' }, { method: 'credentials/authorize' }],
  [{ kind: 'secret-echo' }, { method: 'signatures/signHash' }],
  [
    { kind: 'refusal', status: 403, error: 'access_denied', description: `PIN ${SECRETS.pin}` },
    { method: 'credentials/authorize' },
  ],
  [
    { kind: 'refusal', status: 403, error: 'access_denied', description: `PIN ${SECRETS.pin}` },
    { method: 'signatures/signHash' },
  ],
  [{ kind: 'failing-device' }],
  [{ kind: 'dropped-answer' }, { method: 'signatures/signHash' }],
  [{ kind: 'error-after-commit' }, { method: 'signatures/signHash' }],
  [{ kind: 'flipped-bit' }],
  [{ kind: 'short-list' }],
  [{ kind: 'long-list' }],
  [{ kind: 'wrong-key' }],
  [{ kind: 'swapped-certificate' }],
  [{ kind: 'expired-certificate' }],
];

const SPELLINGS: Readonly<Record<string, (secret: Buffer) => string>> = {
  'plain text': (secret) => secret.toString('utf8'),
  base64: (secret) => secret.toString('base64'),
  base64url: (secret) => secret.toString('base64url'),
  'hexadecimal digits': (secret) => secret.toString('hex'),
  'upper-case digits': (secret) => secret.toString('hex').toUpperCase(),
  'percent-encoding': (secret) => encodeURIComponent(secret.toString('utf8')),
};

describe('secrets given to a client', () => {
  it('are in nothing that it tells of a signature', async () => {
    service.rssp.setFault(undefined);
    const { client, told } = connect();
    const { error, shown } = await sign(client, told);
    expect(error).toBeUndefined();
    expect(told.length).toBeGreaterThan(4);
    expect(findCanaries(shown, service.canaries())).toEqual([]);
  });

  it.each(FAULTS.map((fault) => ({ name: fault.map((part) => JSON.stringify(part)).join(' '), fault })))(
    'are in nothing that it tells of a failure: $name',
    async ({ fault }) => {
      const { client, told } = connect();
      service.rssp.setFault(...fault);
      const { error, shown } = await sign(client, told);
      expect(error).toBeInstanceOf(Error);
      expect(findCanaries(shown, service.canaries())).toEqual([]);
    },
  );

  it('are in nothing that it tells of wrong factors, nor of a locked key', async () => {
    service.rssp.setFault(undefined);
    const codes = [];
    for (let tries = 0; tries < 6; tries++) {
      const { client, told } = connect();
      const { error, shown } = await sign(client, told, { pin: SECRETS.wrongPin, key: 'to-be-locked' });
      codes.push(error instanceof Error && 'code' in error ? error.code : error);
      expect(findCanaries(shown, service.canaries())).toEqual([]);
    }
    expect(new Set(codes)).toEqual(new Set(['SIGNER_PIN_INCORRECT', 'SIGNER_PIN_LOCKED']));
  });

  it.each(
    ['oauth2/token', 'credentials/info', 'credentials/authorize', 'signatures/signHash'].flatMap((method) =>
      Object.entries(SPELLINGS).map(([spelling, spell]) => ({ method, spelling, spell })),
    ),
  )('are taken out of what $method repeats in $spelling', async ({ method, spell }) => {
    const { client, told } = connect(repeating(method, spell));
    service.rssp.setFault(undefined);
    const { error, shown } = await sign(client, told);
    expect(error).toBeInstanceOf(Error);
    expect(findCanaries(shown, service.canaries())).toEqual([]);
  });

  it('are not in the token that is stored while values are waited for', async () => {
    service.rssp.setFault(undefined);
    const { client } = connect();
    const authorizer = askForFactors(() => SECRETS.pin);
    const tokenKey = Uint8Array.from({ length: 32 }, (_, at) => at);
    const token = await startSigning(requests, { client, credentialId: 'seal', authorizer, tokenKey });
    expect(token.length).toBeGreaterThan(100);
    expect(findCanaries(token, service.canaries())).toEqual([]);
  });
});

/** A service that refuses a method, and writes every secret that was sent to it into the error. */
function repeating(path: string, spell: (secret: Buffer) => string): Handler {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    if (!new URL(request.url).pathname.endsWith(path)) return service.handler(request);
    const sent = `${new TextDecoder().decode(request.body)} ${request.headers.authorization ?? ''}`;
    const received = service
      .canaries()
      .filter(({ bytes }) => formsOf(bytes).some((form) => sent.includes(form)))
      .map(({ bytes }) => spell(Buffer.from(bytes)));
    expect(received).not.toEqual([]);
    const body = JSON.stringify({ error: 'invalid_request', error_description: received.join(' ') });
    return { status: 400, headers: { 'content-type': 'application/json' }, body: utf8(body) };
  };
}
