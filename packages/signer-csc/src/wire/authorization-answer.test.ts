import { describe, expect, it } from 'vitest';
import { readAuthorizationAnswer, readChallenge } from './authorization-answer.ts';
import type { JsonObject } from './decode-json.ts';

const RECEIVED = new Date('2026-11-21T23:00:00Z');
const TERMS = {
  method: 'credentials/authorize',
  credentialId: 'seal-1',
  digestAlgorithm: 'SHA-256',
  hashes: [new Uint8Array(32)],
  carrier: 'body',
} as const;

const read = (body: JsonObject, status = 200, handle?: string) =>
  readAuthorizationAnswer({ status, body, retryAfterMs: 2_000 }, TERMS, {
    received: RECEIVED,
    ...(handle !== undefined && { handle }),
  });

describe('an authorisation', () => {
  it('is for what was asked for, and ends some seconds before the service ends it', () => {
    expect(read({ SAD: 'the-sad', expiresIn: 300 })).toMatchObject({
      kind: 'authorized',
      authorization: {
        credentialId: 'seal-1',
        carrier: 'body',
        remaining: 1,
        hashes: TERMS.hashes,
        notAfter: new Date('2026-11-21T23:04:50Z'),
      },
    });
  });

  it.each([
    [undefined, 3590],
    ['300', 290],
    [10, 9],
    [0, 0],
    [1e9, 86_390],
  ])('that lives for %s is used for %d seconds', (expiresIn, seconds) => {
    const answer = read({ SAD: 'the-sad', expiresIn });
    expect(answer).toMatchObject({
      authorization: { notAfter: new Date(RECEIVED.getTime() + 1000 * seconds) },
    });
  });

  it('may be named as in OAuth', () => {
    expect(read({ sad: 'the-sad', expires_in: '60' })).toMatchObject({
      authorization: { notAfter: new Date('2026-11-21T23:00:54Z') },
    });
  });

  it.each([
    {},
    { SAD: '' },
    { SAD: 7 },
    { SAD: null },
    { SAD: ['x'] },
    { SAD: 'x', expiresIn: 'soon' },
    { SAD: 'x', expiresIn: {} },
  ])('is not %j', (body) => {
    expect(() => read(body)).toThrow(
      expect.objectContaining({ code: 'CSC_ANSWER_INVALID', outcome: 'unknown' }),
    );
  });

  it('shows its secret to nobody', () => {
    expect(JSON.stringify(read({ SAD: 'canary-sad' }))).not.toContain('canary');
    expect(() => read({ SAD: 'canary-sad', expiresIn: 'canary-soon' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('canary') }),
    );
  });
});

describe('an authorisation that somebody still has to give', () => {
  it('is asked for by its handle, the latest one', () => {
    const first = read({ handle: 'h-1' }, 202);
    expect(first.kind === 'pending' && [first.handle.reveal(), first.retryAfterMs]).toEqual(['h-1', 2_000]);
    const second = read({ handle: 'h-2' }, 202, 'h-1');
    expect(second.kind === 'pending' && second.handle.reveal()).toBe('h-2');
    const same = read({}, 202, 'h-1');
    expect(same.kind === 'pending' && same.handle.reveal()).toBe('h-1');
  });

  it.each([{}, { handle: '' }, { handle: 7 }])('needs a handle: %j', (body) => {
    expect(() => read(body, 202)).toThrow(expect.objectContaining({ code: 'CSC_ANSWER_INVALID' }));
  });
});

describe('a challenge', () => {
  it('is told, or reaches whoever approves in another channel', () => {
    expect(readChallenge({ body: { challenge: 'c-1' } })).toBe('c-1');
    expect(readChallenge({ body: {} })).toBeUndefined();
    expect(() => readChallenge({ body: { challenge: 7 } })).toThrow(
      expect.objectContaining({ code: 'CSC_ANSWER_INVALID' }),
    );
  });
});
