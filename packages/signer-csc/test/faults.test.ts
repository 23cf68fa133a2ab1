/** What a service may answer that is not what it was asked for, each refused with its own code and outcome. */
import { isEsealError, type SignRequest, utf8 } from '@eseal/core';
import type { Transport } from '@eseal/core/http';
import {
  type CredentialDefinition,
  createClock,
  createRssp,
  type RsspFault,
  type RsspOptions,
} from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCscClient } from '../src/client/create-client.ts';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import { STRICT_PROFILE } from '../src/profile/profiles.ts';
import { createCscSigner } from '../src/signer/create-csc-signer.ts';
import type { SigningEvent } from '../src/signer/signing-event.ts';
import { external } from '../src/use-authentication/external.ts';
import { callsOf, DIALECTS, openRemote, QUICK } from './remote.ts';

const PIN = '482915';

function requestsOf(algorithm: SignRequest['algorithm'], count: number): readonly SignRequest[] {
  return Array.from({ length: count }, (_, at) => ({ algorithm, dataToBeSigned: utf8(`document ${at}`) }));
}

async function openSigner(
  dialect: (typeof DIALECTS)[number],
  credentialId = 'seal-pin',
  service: RsspOptions = {},
) {
  const remote = await openRemote(dialect, { service });
  const events: SigningEvent[] = [];
  const signer = await createCscSigner({
    client: remote.client,
    credentialId,
    authorizer: askForFactors(() => PIN),
    onEvent: (event) => events.push(event),
  });
  const [algorithm = 'ecdsa-sha256'] = signer.algorithms;
  return { ...remote, signer, events, sign: (count = 3) => signer.sign(requestsOf(algorithm, count)) };
}

type Row = readonly [fault: RsspFault, code: string, facts: Readonly<Record<string, unknown>>];

/** Faults of values: a signature has been made, so the outcome is unknown and nothing is asked for again. */
const VALUES: readonly Row[] = [
  [{ kind: 'permuted' }, 'SIGNER_ANSWER_INVALID', { problem: 'permuted' }],
  [{ kind: 'duplicated-first' }, 'SIGNER_ANSWER_INVALID', { problem: 'repeated', index: 1 }],
  [{ kind: 'flipped-bit' }, 'SIGNER_ANSWER_INVALID', { problem: 'unverifiable', index: 0 }],
  [{ kind: 'wrong-key' }, 'SIGNER_ANSWER_INVALID', { problem: 'unverifiable', index: 0 }],
  [{ kind: 'short-list' }, 'SIGNER_ANSWER_INVALID', {}],
  [{ kind: 'long-list' }, 'SIGNER_ANSWER_INVALID', {}],
  [{ kind: 'dropped-answer' }, 'CSC_OUTCOME_UNKNOWN', {}],
  [{ kind: 'error-after-commit' }, 'CSC_OUTCOME_UNKNOWN', {}],
  [{ kind: 'html-page' }, 'CSC_ANSWER_INVALID', {}],
  [{ kind: 'truncated' }, 'CSC_ANSWER_INVALID', {}],
  [{ kind: 'empty' }, 'CSC_ANSWER_INVALID', {}],
  [{ kind: 'redirect', location: 'https://evil.test/' }, 'CSC_REDIRECTED', {}],
  [{ kind: 'oversize', bytes: 20_000_000 }, 'CSC_ANSWER_INVALID', {}],
];

describe.each(DIALECTS)('version %s', (dialect) => {
  it.each(VALUES)('refuses %o of signHash, and asks for nothing again', async (fault, code, facts) => {
    const { rssp, sign, events } = await openSigner(dialect);
    rssp.setFault(fault, { method: 'signatures/signHash' });
    await expect(sign()).rejects.toMatchObject({ code, facts, outcome: 'unknown', retryable: false });
    expect(callsOf(rssp, 'credentials/authorize')).toHaveLength(1);
    const sent = rssp.requests.filter(({ url }) => url.endsWith('signatures/signHash'));
    expect(sent).toHaveLength(1);
    expect(events).toMatchObject([{ kind: 'failed', code, outcome: 'unknown', count: 3 }]);
    rssp.setFault(undefined);
    expect(await sign()).toHaveLength(3);
  });

  it('says of RSA over a bare digest what is wrong', async () => {
    const { rssp, sign } = await openSigner(dialect, 'seal-pin-rsa');
    rssp.setFault({ kind: 'bare-digest' });
    await expect(sign(1)).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
      facts: { problem: 'bare-digest' },
      message: expect.stringContaining('DigestInfo'),
    });
  });

  it('takes ECDSA as r and s side by side, unless the profile says that the service writes DER', async () => {
    const { rssp, sign, signer } = await openSigner(dialect);
    rssp.setFault({ kind: 'raw-ecdsa' });
    const [value] = await sign(1);
    expect(value?.[0]).toBe(0x30);
    const strict = await openRemote(dialect, { profile: { ...STRICT_PROFILE, ecdsaOutput: 'der' } });
    strict.rssp.setFault({ kind: 'raw-ecdsa' });
    const other = await createCscSigner({
      client: strict.client,
      credentialId: 'seal-pin',
      authorizer: askForFactors(() => PIN),
    });
    const [algorithm = 'ecdsa-sha256'] = signer.algorithms;
    await expect(other.sign(requestsOf(algorithm, 1))).rejects.toMatchObject({
      code: 'SIGNER_ANSWER_INVALID',
    });
  });

  it('does not know what became of a call that was given up after it was sent', async () => {
    const { rssp, signer } = await openSigner(dialect);
    rssp.setFault({ kind: 'no-answer', how: 'hanging' }, { method: 'signatures/signHash' });
    const controller = new AbortController();
    const [algorithm = 'ecdsa-sha256'] = signer.algorithms;
    const signing = signer.sign(requestsOf(algorithm, 1), { signal: controller.signal });
    const waiting = signer.sign(requestsOf(algorithm, 1), { signal: controller.signal });
    const settled = Promise.allSettled([signing, waiting]);
    while (!rssp.requests.some(({ url }) => url.endsWith('signatures/signHash')))
      await new Promise((resolve) => setTimeout(resolve));
    controller.abort();
    expect(await settled).toMatchObject([
      { reason: { code: 'ABORTED', outcome: 'unknown' } },
      { reason: { code: 'ABORTED' } },
    ]);
    expect(callsOf(rssp, 'credentials/authorize')).toHaveLength(1);
  });

  it('drops an approval whose use was refused, and asks for another', async () => {
    const { rssp, sign } = await openSigner(dialect);
    rssp.setFault(
      { kind: 'refusal', status: 400, error: 'invalid_request', description: 'Invalid parameter SAD' },
      {
        method: 'signatures/signHash',
        times: 1,
      },
    );
    await expect(sign()).rejects.toMatchObject({ outcome: 'rejected' });
    expect(await sign()).toHaveLength(3);
    const sads = callsOf(rssp, 'credentials/authorize').map(({ answer }) => answer?.SAD);
    expect(new Set(sads).size).toBe(2);
  });

  it('reads the certificate again before an approval is spent on one that was replaced', async () => {
    const clock = createClock(new Date('2026-11-01T00:00:00Z'));
    const { rssp, signer, sign } = await openSigner(dialect, 'seal-pin', { now: clock });
    await sign(1);
    await rssp.renew('seal-pin');
    clock.advance(61_000);
    await expect(sign(1)).rejects.toMatchObject({ code: 'CSC_CERTIFICATE_CHANGED', outcome: 'not-sent' });
    expect(callsOf(rssp, 'credentials/authorize')).toHaveLength(1);
    expect(signer.certificates).toHaveLength(2);
  });
});

describe('a credential', () => {
  const open = async (credentialId: string, fault?: RsspFault) => {
    const { client, rssp } = await openRemote('v2');
    rssp.setFault(fault);
    const opened = createCscSigner({ client, credentialId, authorizer: askForFactors(() => PIN) });
    return { opened, rssp };
  };

  it.each([
    ['that is disabled', 'seal-disabled', undefined, 'SIGNER_KEY_UNUSABLE'],
    ['that has expired', 'seal-expired', undefined, 'SIGNER_KEY_UNUSABLE'],
    ['whose certificate has expired since', 'seal-pin', 'expired-certificate', 'SIGNER_KEY_UNUSABLE'],
    ['with a certificate of another key', 'seal-pin-rsa', 'swapped-certificate', 'CERTIFICATE_KEY_MISMATCH'],
    ['of somebody else', 'seal-somu', undefined, 'SIGNER_KEY_NOT_FOUND'],
    ['that there is not', 'nothing', undefined, 'SIGNER_KEY_NOT_FOUND'],
  ] as const)('%s is refused before anyone is asked', async (_name, id, kind, code) => {
    const { opened, rssp } = await open(id, kind === undefined ? undefined : { kind });
    await expect(opened).rejects.toMatchObject({ code });
    expect(callsOf(rssp, 'credentials/authorize')).toHaveLength(0);
  });

  it('is chosen by name where there are several, and found where there is one', async () => {
    const { client } = await openRemote('v2');
    const authorizer = askForFactors(() => PIN);
    await expect(createCscSigner({ client, authorizer })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('seal-pin'),
    });
    const only: CredentialDefinition = { id: 'the one', user: 'keiri', authorization: { mode: 'implicit' } };
    const { client: small } = await openRemote('v1', { service: { credentials: [only] } });
    expect((await createCscSigner({ client: small, authorizer })).maxBatch).toBe(100);
    const { client: empty } = await openRemote('v1', { service: { credentials: [] } });
    await expect(createCscSigner({ client: empty, authorizer })).rejects.toMatchObject({
      code: 'SIGNER_KEY_NOT_FOUND',
    });
  });
});

describe('any answer', () => {
  const answers = fc.record({
    status: fc.constantFrom(200, 200, 200, 202, 204, 400, 401, 403, 429, 500, 503),
    body: fc.oneof(
      fc.jsonValue(),
      fc.record({
        SAD: fc.jsonValue(),
        expiresIn: fc.jsonValue(),
        signatures: fc.oneof(fc.jsonValue(), fc.array(fc.base64String())),
        error: fc.jsonValue(),
        error_description: fc.jsonValue(),
        key: fc.jsonValue(),
        cert: fc.jsonValue(),
        auth: fc.jsonValue(),
        handle: fc.jsonValue(),
      }),
    ),
  });

  it.each(['info', 'credentials/info', 'credentials/authorize', 'signatures/signHash'])(
    'of %s is refused with a typed error, whatever JSON it is',
    async (method) => {
      const rssp = await createRssp();
      const token = rssp.token({ user: 'keiri' });
      await fc.assert(
        fc.asyncProperty(answers, async ({ status, body }) => {
          const headers = { 'content-type': 'application/json' };
          const transport: Transport = async (request, options) =>
            request.url.endsWith(`/v2/${method}`)
              ? { status, headers, body: utf8(JSON.stringify(body)) }
              : rssp.transport(request, options);
          const client = createCscClient({
            baseUrl: rssp.urls.v2,
            authentication: external(async () => token),
            transport,
            now: () => rssp.clock.now(),
            timer: QUICK,
          });
          const authorizer = askForFactors(() => PIN);
          const sealing = createCscSigner({ client, credentialId: 'seal-pin', authorizer }).then((signer) =>
            signer.sign(requestsOf('ecdsa-sha256', 1)),
          );
          const error: unknown = await sealing.then(
            () => undefined,
            (reason: unknown) => reason,
          );
          expect(isEsealError(error)).toBe(true);
        }),
        { numRuns: 100 },
      );
    },
  );
});

it('K30: says that values may exist where one of several algorithms failed after another was signed with', async () => {
  const { client } = await openRemote('v2');
  let count = 0;
  const authorizer = askForFactors(() => (count++ === 0 ? PIN : undefined));
  const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer });
  const [one = 'ecdsa-sha256', other = 'ecdsa-sha256'] = signer.algorithms;
  expect(other).not.toBe(one);
  const signing = signer.sign([...requestsOf(one, 1), ...requestsOf(other, 1)]);
  await expect(signing).rejects.toMatchObject({ code: 'SIGNER_UNAUTHORIZED', outcome: 'unknown' });
});
