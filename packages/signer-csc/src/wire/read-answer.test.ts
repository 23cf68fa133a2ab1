import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { CscError } from '../errors.ts';
import { secret } from '../util/secret.ts';
import { type AnswerContext, readAnswer } from './read-answer.ts';

const CONTEXT: AnswerContext = {
  method: 'signatures/signHash',
  url: 'https://rssp.test/csc/v2/signatures/signHash',
  profile: { asyncPending: '202' },
  secrets: [],
  spends: true,
  now: new Date('2026-11-21T23:00:00Z'),
};

interface Given {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function read(
  { status = 200, body = '{}', headers = { 'content-type': 'application/json' } }: Given,
  context = {},
) {
  return readAnswer({ status, headers, body: utf8(body) }, { ...CONTEXT, ...context });
}

function errorOf(given: Given, context = {}): CscError {
  try {
    read(given, context);
  } catch (error) {
    if (error instanceof CscError) return error;
    throw error;
  }
  throw new Error('no error');
}

describe('a success', () => {
  it.each([
    'application/json',
    'application/json;charset=UTF-8',
    'text/json; charset=utf-8',
    'application/vnd.csc+json',
    ' Application/JSON ',
  ])('is JSON of type %s', (type) => {
    expect(read({ body: '{"a":1}', headers: { 'content-type': type } })).toEqual({
      status: 200,
      body: { a: 1 },
      retryAfterMs: undefined,
    });
  });

  it('needs no type and no body', () => {
    expect(read({ body: '{"a":1}', headers: {} }).body).toEqual({ a: 1 });
    for (const status of [200, 201, 204]) expect(read({ status, body: '', headers: {} }).body).toEqual({});
  });

  it.each([
    ['a page for people', '<!DOCTYPE html><html></html>', 'text/html; charset=utf-8'],
    ['JSON that calls itself a page', '{"signatures":[]}', 'text/html'],
    ['a text', 'ok', 'text/plain'],
    ['a list', '[]', 'application/json'],
    ['half of an object', '{"signatures":["', 'application/json'],
  ])('is not %s', (_, body, type) => {
    expect(errorOf({ body, headers: { 'content-type': type } })).toMatchObject({
      code: 'CSC_ANSWER_INVALID',
      outcome: 'unknown',
      retryable: false,
    });
  });

  it('is not an answer that has an error in it', () => {
    expect(errorOf({ body: '{"error":"invalid_otp"}' })).toMatchObject({
      code: 'SIGNER_PIN_INCORRECT',
      facts: { status: 200 },
    });
    expect(read({ body: '{"error":null,"SAD":"x"}' }).body).toMatchObject({ SAD: 'x' });
  });

  it.each(['', '{"error":"accepted_request"}', '{"handle":"h-1"}', 'Accepted'])(
    'may be on its way: 202 %s',
    (body) => {
      expect(read({ status: 202, body, headers: { 'retry-after': '3' } })).toMatchObject({
        status: 202,
        retryAfterMs: 3_000,
      });
    },
  );

  it('may be on its way with status 400, at a service whose profile says so, when it is polled', () => {
    const given = {
      status: 400,
      body: '{"error":"invalid_request","error_description":"Previous asynchronous request running"}',
    };
    const polling = { method: 'signatures/signPolling', profile: { asyncPending: '400-previous-request' } };
    expect(read(given, polling).status).toBe(202);
    expect(errorOf(given, { ...polling, profile: CONTEXT.profile }).code).toBe('CSC_REQUEST_INVALID');
    expect(errorOf(given, { ...polling, method: 'signatures/signHash' }).code).toBe('CSC_REQUEST_INVALID');
    expect(errorOf({ status: 400 }, polling).code).toBe('CSC_REQUEST_INVALID');
  });
});

describe('a redirect', () => {
  it.each([
    [302, 'https://evil.test/login?sad=1', 'https://evil.test'],
    [307, '/login', 'https://rssp.test'],
    [308, 'http://[', 'an address that is not told'],
    [303, '', 'an address that is not told'],
    [0, '', 'an address that is not told'],
  ])('%d to %s is an error that names the origin only', (status, location, origin) => {
    const error = errorOf({ status, headers: { location } });
    expect(error).toMatchObject({ code: 'CSC_REDIRECTED', outcome: 'unknown', facts: { origin } });
    expect(error.message).not.toMatch(/login|sad/);
  });
});

describe('a refusal', () => {
  it('says what the service said, in words of the SDK', () => {
    const error = errorOf({
      status: 400,
      body: '{"error":"invalid_pin","error_description":"The PIN is invalid"}',
      headers: { 'content-type': 'application/json', 'x-request-id': 'r-7' },
    });
    expect(error).toMatchObject({
      code: 'SIGNER_PIN_INCORRECT',
      outcome: 'rejected',
      retryable: false,
      message: 'signatures/signHash: the PIN is wrong (400 invalid_pin "The PIN is invalid")',
      facts: {
        method: 'signatures/signHash',
        status: 400,
        reason: 'pin-incorrect',
        serviceError: 'invalid_pin',
        description: 'The PIN is invalid',
        correlationId: 'r-7',
      },
    });
  });

  it.each([
    [400, '{"error":"invalid_request"}', 'CSC_REQUEST_INVALID', 'rejected', false],
    [422, '', 'CSC_REQUEST_INVALID', 'rejected', false],
    [401, '', 'SIGNER_UNAUTHORIZED', 'rejected', false],
    [403, '{"error":"access_denied"}', 'SIGNER_UNAUTHORIZED', 'rejected', false],
    [404, 'Not found', 'CSC_METHOD_MISSING', 'rejected', false],
    [501, '', 'CSC_METHOD_MISSING', 'rejected', false],
    [429, '', 'SIGNER_UNAVAILABLE', 'rejected', true],
    [503, '{"error":"temporarily_unavailable"}', 'SIGNER_UNAVAILABLE', 'rejected', true],
    // A server that failed may have failed after it signed.
    [500, '{"error":"server_error"}', 'CSC_OUTCOME_UNKNOWN', 'unknown', false],
    [400, '{"error":"server_error"}', 'CSC_OUTCOME_UNKNOWN', 'unknown', false],
    [200, '{"error":"server_error"}', 'CSC_OUTCOME_UNKNOWN', 'unknown', false],
    // Of a gateway whose connection to the service broke.
    [
      503,
      'upstream connect error or disconnect/reset before headers',
      'CSC_OUTCOME_UNKNOWN',
      'unknown',
      false,
    ],
    [502, '<html></html>', 'CSC_OUTCOME_UNKNOWN', 'unknown', false],
    [504, '', 'CSC_OUTCOME_UNKNOWN', 'unknown', false],
  ])('%d %s to what spends something is %s, %s', (status, body, code, outcome, retryable) => {
    expect(errorOf({ status, body })).toMatchObject({ code, outcome, retryable });
  });

  it('takes a 503 that says when to come again for one of a service that has not begun', () => {
    const headers = { 'retry-after': '5' };
    expect(errorOf({ status: 503, body: '', headers })).toMatchObject({
      outcome: 'rejected',
      retryable: true,
    });
  });

  it.each([500, 502, 503, 504])('%d to what only reads may be asked again', (status) => {
    expect(errorOf({ status }, { spends: false, method: 'credentials/info' })).toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      retryable: true,
    });
  });

  it('says when to come again', () => {
    const error = errorOf({
      status: 429,
      body: '',
      headers: { 'retry-after': 'Sat, 21 Nov 2026 23:00:05 GMT' },
    });
    expect(error.facts).toMatchObject({ reason: 'rate-limited', retryAfterMs: 5_000 });
  });

  it('shows no secret that was sent, in any spelling of it', () => {
    const canaries = ['PIN-canary-4711', 'tok+en/canary==', 'SAD "quoted" canary'].map(secret);
    const spellings = canaries.flatMap((one) => [
      one.reveal(),
      encodeURIComponent(one.reveal()),
      btoa(one.reveal()),
    ]);
    for (const spelling of spellings) {
      const body = JSON.stringify({
        error: spelling,
        error_description: `bad: ${spelling}!`,
        errorReference: spelling,
      });
      const error = errorOf({ status: 400, body }, { secrets: canaries });
      const shown = `${error.message} ${JSON.stringify(error.facts)} ${error.stack}`;
      expect(shown).not.toContain('canary');
      expect(shown).not.toContain(spelling);
      expect(shown).toContain('[redacted]');
    }
  });

  it('has no control characters, and is not longer than a message bears', () => {
    const description = `a\u0000b\r\nc\u001b[31md\u202ee${'x'.repeat(5000)}`;
    const { message, facts } = errorOf({
      status: 400,
      body: JSON.stringify({ error_description: description }),
    });
    expect(message).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(message.length).toBeLessThan(500);
    expect(facts.description).toMatch(/^a b {2}c \[31md ex+…$/);
  });
});
