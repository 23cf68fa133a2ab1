import { CoreError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { CscClient } from './client.ts';
import type { CallEvent } from './events.ts';
import { METHOD_RULES } from './method-rules.ts';
import { createTestService, noAnswer, ok, type TestAnswer } from './test-service.ts';

const CALL = { body: { a: 1 } };

/** Sends a method, and says how often it was sent and what came of it. */
async function sendWith(
  method: string,
  answers: readonly (TestAnswer | Error)[],
): Promise<{ times: number; error: unknown; pauses: readonly number[] }> {
  const service = createTestService({ [method]: answers });
  const error = await service.client.call({ method, ...CALL }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { times: service.callsOf(method).length, error, pauses: service.pauses };
}

const BUSY: TestAnswer = { status: 503, body: { error: 'temporarily_unavailable' } };
const LIMITED: TestAnswer = { status: 429, headers: { 'retry-after': '7' } };
const BROKEN: TestAnswer = { status: 502, body: '<html></html>' };
const FAILED: TestAnswer = { status: 500, body: { error: 'server_error' } };
const REFUSED: TestAnswer = { status: 400, body: { error: 'invalid_request' } };

const byRule = (rule: string): readonly string[] =>
  Object.entries(METHOD_RULES).flatMap(([method, { retry }]) => (retry === rule ? [method] : []));

describe('what is sent again', () => {
  it.each(byRule('safe').filter((method) => method !== 'info'))(
    '%s, three times, unless the service refused or failed',
    async (method) => {
      expect((await sendWith(method, [noAnswer()])).times).toBe(4);
      expect((await sendWith(method, [BUSY])).times).toBe(4);
      expect((await sendWith(method, [BROKEN])).times).toBe(4);
      expect((await sendWith(method, [noAnswer(), ok({})])).error).toBeUndefined();
      expect((await sendWith(method, [FAILED])).times).toBe(1);
      expect((await sendWith(method, [REFUSED])).times).toBe(1);
    },
  );

  it.each(byRule('not-sent'))('%s, only when it certainly was not sent', async (method) => {
    expect((await sendWith(method, [noAnswer({ sent: false })])).times).toBe(4);
    expect((await sendWith(method, [noAnswer({ sent: false }), ok({})])).error).toBeUndefined();
    for (const answer of [noAnswer(), BUSY, LIMITED, BROKEN, FAILED, REFUSED]) {
      expect((await sendWith(method, [answer])).times).toBe(1);
    }
  });

  it.each([...byRule('never'), 'anything/else'])('%s, never', async (method) => {
    for (const answer of [noAnswer({ sent: false }), noAnswer(), BUSY, LIMITED, BROKEN, FAILED]) {
      expect((await sendWith(method, [answer])).times).toBe(1);
    }
  });

  it('has nothing that approves or signs among what is safe', () => {
    const safe = byRule('safe');
    for (const method of [
      'credentials/authorize',
      'credentials/sendOTP',
      'signatures/signHash',
      'signatures/signDoc',
    ])
      expect(safe).not.toContain(method);
  });

  it('comes after pauses that are spread and grow', async () => {
    expect((await sendWith('credentials/info', [noAnswer()])).pauses).toEqual([250, 500, 1000]);
  });

  it('comes not before the service wants it, and not at all when that is too late', async () => {
    expect((await sendWith('credentials/info', [LIMITED, ok({})])).pauses).toEqual([7_000]);
    const tomorrow = { status: 429, headers: { 'retry-after': '86400' } };
    const { times, error } = await sendWith('credentials/info', [tomorrow]);
    expect(times).toBe(1);
    expect(error).toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      retryable: true,
      facts: { retryAfterMs: 3_600_000 },
    });
  });

  it('may be decided by an extension for a method of its own', async () => {
    const service = createTestService({ 'manages/linkCert': [noAnswer(), ok({})] });
    await service.client.call({ method: 'manages/linkCert', ...CALL, retry: 'safe' });
    expect(service.calls).toHaveLength(2);
  });
});

describe('what is known of a call without answer', () => {
  it.each([
    [noAnswer(), 'CSC_OUTCOME_UNKNOWN', 'unknown'],
    [noAnswer({ sent: false }), 'SIGNER_UNAVAILABLE', 'not-sent'],
    [FAILED, 'CSC_OUTCOME_UNKNOWN', 'unknown'],
    [BROKEN, 'CSC_OUTCOME_UNKNOWN', 'unknown'],
    [BUSY, 'SIGNER_UNAVAILABLE', 'rejected'],
    [REFUSED, 'CSC_REQUEST_INVALID', 'rejected'],
    [new CoreError('ABORTED', 'aborted'), 'ABORTED', 'unknown'],
  ])('that signs', async (answer, code, outcome) => {
    expect((await sendWith('signatures/signHash', [answer])).error).toMatchObject({ code, outcome });
  });

  it('that was given up before it began: it was not sent', async () => {
    const service = createTestService({ 'credentials/info': [noAnswer()] });
    await service.client.info();
    const controller = new AbortController();
    const sent = service.client.call({ method: 'credentials/info', ...CALL }, { signal: controller.signal });
    controller.abort();
    await expect(sent).rejects.toMatchObject({ code: 'ABORTED', outcome: 'not-sent' });
  });
});

describe('a token that the service no longer takes', () => {
  const EXPIRED: TestAnswer = { status: 401, body: { error: 'expired_token' } };

  it('is forgotten, and what only reads is sent once more with another', async () => {
    const service = createTestService({ 'credentials/info': [EXPIRED, ok({})] });
    await service.client.call({ method: 'credentials/info', ...CALL });
    expect(service.calls.map(({ request }) => request.headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(service.forgotten).toEqual(['token-1']);
  });

  it('is not asked for for ever', async () => {
    const service = createTestService({ 'credentials/info': [EXPIRED] });
    await expect(service.client.call({ method: 'credentials/info', ...CALL })).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
      facts: { reason: 'token-expired' },
    });
    expect(service.calls).toHaveLength(2);
  });

  it.each(['credentials/authorize', 'signatures/signHash'])(
    'is forgotten, and %s is not repeated',
    async (method) => {
      const service = createTestService({ [method]: [EXPIRED, ok({})] });
      await expect(service.client.call({ method, ...CALL })).rejects.toMatchObject({ outcome: 'rejected' });
      expect(service.calls).toHaveLength(1);
      expect(service.forgotten).toEqual(['token-1']);
    },
  );

  it('is not blamed for an authorisation that went in its place', async () => {
    const service = createTestService({ 'signatures/signHash': [EXPIRED] });
    const bearer = (await service.client.authentication.token(service.client.context)) as NonNullable<
      Parameters<CscClient['call']>[0]['bearer']
    >;
    await expect(
      service.client.call({ method: 'signatures/signHash', ...CALL, bearer }),
    ).rejects.toMatchObject({ code: 'SIGNER_UNAUTHORIZED' });
    expect(service.forgotten).toEqual([]);
  });
});

describe('a request', () => {
  it('is JSON by POST with the token, and info has none', async () => {
    const service = createTestService({ 'credentials/info': [ok({})] });
    await service.client.call({ method: 'credentials/info', ...CALL });
    expect(service.callsOf('info')[0]?.request).toMatchObject({
      method: 'POST',
      url: 'https://rssp.test/csc/v2/info',
      headers: { 'content-type': 'application/json' },
    });
    expect(service.callsOf('info')[0]?.request.headers).not.toHaveProperty('authorization');
    expect(service.calls[0]?.request).toMatchObject({
      method: 'POST',
      url: 'https://rssp.test/csc/v2/credentials/info',
      headers: {
        authorization: 'Bearer token-1',
        'content-type': 'application/json',
        accept: 'application/json',
      },
    });
    expect(service.calls[0]?.options).toMatchObject({ timeoutMs: 15_000, maxBytes: 1 << 20 });
  });

  it.each(['../oauth2/token', 'info?x', 'a//b', '', 'a/b/', 'https://evil.test', 'a b', 'a\r\nb'])(
    'has no method "%s"',
    async (method) => {
      const service = createTestService({});
      await expect(service.client.call({ method, ...CALL })).rejects.toMatchObject({
        code: 'INVALID_ARGUMENT',
        outcome: 'not-sent',
      });
      expect(service.calls).toHaveLength(0);
    },
  );

  it('keeps the pace that a contract allows', async () => {
    const service = createTestService(
      { 'credentials/info': [ok({})] },
      { rateLimits: [{ requests: 2, perMs: 60_000 }] },
    );
    for (let times = 0; times < 3; times++)
      await service.client.call({ method: 'credentials/info', ...CALL });
    expect(service.pauses).toEqual([60_000]);
  });

  it('is told of, without anything that was sent', async () => {
    const events: CallEvent[] = [];
    const service = createTestService(
      { 'credentials/info': [noAnswer(), ok({})], 'signatures/signHash': [{ status: 202 }, REFUSED] },
      { onEvent: (event) => events.push(event) },
    );
    const { client } = service;
    await client.call({ method: 'credentials/info', ...CALL });
    await client.call({ method: 'signatures/signHash', ...CALL });
    await client.call({ method: 'signatures/signHash', ...CALL }).catch(() => undefined);
    const told = events.map(({ method, attempt, outcome, status, code }) => [
      method,
      attempt,
      outcome,
      status,
      code,
    ]);
    expect(told).toEqual([
      ['info', 1, 'done', 200, undefined],
      ['credentials/info', 1, 'unknown', undefined, 'SIGNER_UNAVAILABLE'],
      ['credentials/info', 2, 'done', 200, undefined],
      ['signatures/signHash', 1, 'pending', 202, undefined],
      ['signatures/signHash', 1, 'rejected', 400, 'CSC_REQUEST_INVALID'],
    ]);
    expect(JSON.stringify(events)).not.toContain('token-');
  });

  it('is not lost for a listener that throws', async () => {
    const onEvent = (): never => {
      throw new Error('the log is full');
    };
    const service = createTestService({ 'credentials/info': [ok({ a: 1 })] }, { onEvent });
    expect((await service.client.call({ method: 'credentials/info', ...CALL })).body).toEqual({ a: 1 });
  });
});
