/** Answers of a service that is broken or means ill: never anything but an error of the SDK, and soon. */
import { toBase64, utf8 } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CscError } from '../errors.ts';
import { TEST_CREDENTIAL } from '../test-credential.ts';
import { secret } from '../util/secret.ts';
import type { CscClient } from './client.ts';
import { createTestService, ok } from './test-service.ts';

const LIST = { digestAlgorithm: 'SHA-256', hashes: [new Uint8Array(32)] } as const;
const ASK = { ...LIST, credential: TEST_CREDENTIAL, factors: [{ id: 'PIN', value: secret('canary-pin') }] };
const AUTHORIZATION = {
  ...LIST,
  credentialId: 'seal-1',
  secret: secret('canary-sad'),
  carrier: 'body',
  remaining: 1,
  notAfter: new Date('2030-01-01'),
} as const;

/** Every method with a call of it. */
const CALLS: Readonly<Record<string, (client: CscClient) => Promise<unknown>>> = {
  info: (client) => client.info(),
  'credentials/list': (client) => client.listCredentials(),
  'credentials/info': (client) => client.credential('seal-1'),
  'credentials/authorize': (client) => client.authorize(ASK),
  'credentials/authorizeCheck': (client) => client.authorizeCheck(ASK, secret('canary-handle')),
  'credentials/extendTransaction': (client) => client.extendTransaction(AUTHORIZATION, LIST),
  'credentials/getChallenge': (client) => client.challenge('seal-1', 'Device'),
  'credentials/sendOTP': (client) => client.sendOtp('seal-1'),
  'signatures/signHash': (client) =>
    client.signHash({
      ...LIST,
      credential: TEST_CREDENTIAL,
      authorization: AUTHORIZATION,
      signAlgo: '1.2.840.113549.1.1.11',
    }),
  'signatures/signPolling': (client) => client.pollSignatures({ responseId: 'r-1' }, 1),
  'signatures/timestamp': (client) =>
    client.timestamp({ hash: new Uint8Array(32), hashAlgorithm: '2.16.840.1.101.3.4.2.1' }),
};

const METHODS = Object.keys(CALLS);

interface Given {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
}

/** Calls a method of a service that answers like this, and returns the error. */
async function attempt(method: string, { status, type, body }: Given): Promise<unknown> {
  const service = createTestService(
    {},
    {
      transport: async ({ url }) =>
        url.endsWith('/info') && method !== 'info' && !url.endsWith('/credentials/info')
          ? {
              status: 200,
              headers: { 'content-type': 'application/json' },
              body: utf8('{"specs":"2.0.0.2"}'),
            }
          : { status, headers: { 'content-type': type, 'x-request-id': 'token-1' }, body },
    },
  );
  return CALLS[method]?.(service.client).then(
    () => undefined,
    (error: unknown) => error,
  );
}

function expectTyped(error: unknown): void {
  if (error !== undefined) expect(error).toBeInstanceOf(CscError);
}

/** Secrets of a request; the token goes with all but one. */
function sentTo(method: string): readonly string[] {
  const { [method]: own = [] } = {
    'credentials/authorize': ['canary-pin'],
    'credentials/authorizeCheck': ['canary-handle'],
    'credentials/extendTransaction': ['canary-sad'],
    'signatures/signHash': ['canary-sad'],
  } as Readonly<Record<string, readonly string[]>>;
  return method === 'info' ? own : [...own, 'token-1'];
}

const statuses = fc.constantFrom(
  0,
  199,
  200,
  201,
  202,
  204,
  302,
  400,
  401,
  403,
  404,
  418,
  422,
  429,
  500,
  502,
  503,
  600,
);
const types = fc.constantFrom('application/json', 'text/html', 'text/plain', 'text/json; charset=utf-8', '');

describe.each(METHODS)('whatever is answered to %s', (method) => {
  it('of any bytes', async () => {
    const answers = fc.record({ status: statuses, type: types, body: fc.uint8Array({ maxLength: 64 }) });
    await fc.assert(
      fc.asyncProperty(answers, async (given) => expectTyped(await attempt(method, given))),
      { numRuns: 40 },
    );
  });

  it('of any JSON, also under the names of the API', async () => {
    const names = [
      'SAD',
      'handle',
      'expiresIn',
      'signatures',
      'error',
      'error_description',
      'credentialIDs',
      'key',
      'specs',
      'timestamp',
    ];
    const members = Object.fromEntries(names.map((name) => [name, fc.jsonValue()]));
    const answers = fc.record({
      status: statuses,
      type: types,
      body: fc.record(members, { requiredKeys: [] }),
    });
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        expectTyped(await attempt(method, { ...given, body: utf8(JSON.stringify(given.body)) }));
      }),
      { numRuns: 60 },
    );
  });

  it('with the secrets of the request in it', async () => {
    const secrets = sentTo(method);
    const text = JSON.stringify({
      error: secrets[0],
      error_description: `x ${secrets.join(' ')}`,
      traceId: secrets[0],
    });
    for (const status of [400, 401, 500]) {
      const error = await attempt(method, { status, type: 'application/json', body: utf8(text) });
      expect(error).toBeInstanceOf(CscError);
      for (const one of secrets) expect(`${error} ${JSON.stringify(error)}`).not.toContain(one);
    }
  });

  it.each([
    ['deep', `{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`],
    ['wide', `{"signatures":[${'"",'.repeat(200_000)}""]}`],
    ['with many members', `{${Array.from({ length: 50_000 }, (_, at) => `"m${at}":null`).join()}}`],
    [
      'of Base64 without end',
      `{"timestamp":"${'A'.repeat(900_000)}","signatures":["${'A'.repeat(90_000)}"]}`,
    ],
    [
      'with certificates without end',
      JSON.stringify({
        key: { status: 'enabled', algo: ['1'] },
        authMode: 'implicit',
        cert: { certificates: Array(10_000).fill(toBase64(new Uint8Array(40))) },
      }),
    ],
  ])('%s', async (_, text) => {
    const begun = performance.now();
    await attempt(method, { status: 200, type: 'application/json', body: utf8(text) }).then(expectTyped);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('an answer', () => {
  it('that is larger than allowed is asked for with a limit', async () => {
    const service = createTestService({ 'credentials/list': [ok({ credentialIDs: [] })] });
    await service.client.listCredentials();
    expect(service.calls[0]?.options?.maxBytes).toBe(1 << 20);
    await service.client.call({ method: 'credentials/list', body: {}, maxBytes: 1 << 25 });
    expect(service.calls[1]?.options?.maxBytes).toBe(1 << 25);
  });
});
