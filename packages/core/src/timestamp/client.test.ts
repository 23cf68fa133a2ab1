import { createGoodWorld, type HttpFault, type TimestampFault, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { CoreError } from '../errors.ts';
import type { HttpRequest, Transport } from '../http/transport.ts';
import { equalBytes } from '../util/bytes.ts';
import { createTimestampClient, type TimestampClientOptions } from './client.ts';
import { parseTimestampToken } from './token.ts';

const NOW = new Date('2026-11-01T09:00:00Z');
const DIGEST = new Uint8Array(32).fill(9);
const world = await createGoodWorld({ now: NOW });

function clientOf(of: World, options: Partial<TimestampClientOptions> = {}) {
  return createTimestampClient({ url: of.urls.tsa, transport: of.transport, now: () => NOW, ...options });
}

const failing = (fault: TimestampFault | HttpFault): World => world.withFaults({ tsa: fault });

describe('a time-stamping client', () => {
  it('gives a token over the digest, checked', async () => {
    const client = clientOf(world);
    const { tstInfo } = parseTimestampToken(await client.stamp(DIGEST));
    expect(tstInfo).toMatchObject({ imprint: DIGEST, imprintAlgorithm: 'SHA-256', genTime: NOW });
    expect(client.digestAlgorithm).toBe('SHA-256');
  });

  it.each(['SHA-384', 'SHA-512'] as const)('stamps digests by %s', async (digestAlgorithm) => {
    const digest = new Uint8Array(digestAlgorithm === 'SHA-384' ? 48 : 64).fill(1);
    const token = await clientOf(world, { digestAlgorithm }).stamp(digest);
    expect(parseTimestampToken(token).tstInfo).toMatchObject({
      imprintAlgorithm: digestAlgorithm,
      imprint: digest,
    });
  });

  it('sends a nonce of its own with each request, always of the same length', async () => {
    const fresh = failing({ kind: 'granted-with-modifications' });
    const client = clientOf(fresh);
    const nonces = await Promise.all(
      Array.from(
        { length: 20 },
        async () => parseTimestampToken(await client.stamp(DIGEST)).tstInfo.nonce ?? new Uint8Array(),
      ),
    );
    expect(new Set(nonces.map(String)).size).toBe(20);
    expect(nonces.every((nonce) => nonce.length === 16 && (nonce[0] ?? 0) < 0x80)).toBe(true);
    expect(
      fresh.requests.every(({ headers }) => headers['content-type'] === 'application/timestamp-query'),
    ).toBe(true);
  });

  it('asks for a policy, and takes no other', async () => {
    const token = await clientOf(world, { policy: '2.999.2.1' }).stamp(DIGEST);
    expect(parseTimestampToken(token).tstInfo.policy).toBe('2.999.2.1');
    await expect(clientOf(world, { policy: '2.999.7' }).stamp(DIGEST)).rejects.toMatchObject({
      code: 'TIMESTAMP_REFUSED',
      facts: { status: 'rejection', failInfo: 'unacceptedPolicy' },
    });
    expect(() => clientOf(world, { policy: 'my policy' })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });

  it('sends headers, made anew for each request where they are a function', async () => {
    const sent: HttpRequest[] = [];
    const transport: Transport = (request, options) => {
      sent.push(request);
      return world.transport(request, options);
    };
    let count = 0;
    await clientOf(world, { transport, headers: { authorization: 'Bearer fixed' } }).stamp(DIGEST);
    const changing = clientOf(world, {
      transport,
      headers: async () => ({ authorization: `Bearer ${++count}` }),
    });
    await changing.stamp(DIGEST);
    await changing.stamp(DIGEST);
    expect(sent.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer fixed',
      'Bearer 1',
      'Bearer 2',
    ]);
  });
});

describe('an authority', () => {
  it.each<[TimestampFault | HttpFault, string, string]>([
    [{ kind: 'html-page' }, 'TIMESTAMP_INVALID', 'text/html instead of application/timestamp-reply'],
    [{ kind: 'empty' }, 'TIMESTAMP_INVALID', 'no timestamp'],
    [{ kind: 'truncated' }, 'TIMESTAMP_INVALID', 'no timestamp'],
    [{ kind: 'http-status', status: 503 }, 'TIMESTAMP_UNAVAILABLE', 'HTTP 503'],
    [{ kind: 'http-status', status: 401 }, 'TIMESTAMP_UNAVAILABLE', 'HTTP 401'],
    [{ kind: 'redirect', location: 'http://elsewhere.example/' }, 'TIMESTAMP_UNAVAILABLE', 'HTTP 302'],
    [{ kind: 'no-answer', how: 'closed' }, 'TIMESTAMP_UNAVAILABLE', 'gave no answer'],
    [
      { kind: 'rejection', failure: 'badAlg', text: '使えません' },
      'TIMESTAMP_REFUSED',
      'rejection, badAlg, 使えません',
    ],
    [{ kind: 'rejection', failure: 'timeNotAvailable' }, 'TIMESTAMP_REFUSED', 'timeNotAvailable'],
    [{ kind: 'granted-without-token' }, 'TIMESTAMP_INVALID', 'without a token'],
    [{ kind: 'wrong-nonce' }, 'TIMESTAMP_INVALID', 'nonce'],
    [{ kind: 'without-nonce' }, 'TIMESTAMP_INVALID', 'nonce'],
    [{ kind: 'wrong-imprint' }, 'TIMESTAMP_INVALID', 'stamps something else'],
    [{ kind: 'wrong-imprint-algorithm' }, 'TIMESTAMP_INVALID', 'stamps something else'],
    [{ kind: 'without-certificate' }, 'TIMESTAMP_INVALID', 'certificate-missing'],
    [{ kind: 'wrong-certificate-reference' }, 'TIMESTAMP_INVALID', 'certificate-reference'],
    [{ kind: 'broken-signature' }, 'TIMESTAMP_INVALID', 'signature'],
    [{ kind: 'wrong-time', offset: 600_000 }, 'TIMESTAMP_INVALID', 'is not now'],
    [{ kind: 'wrong-time', offset: -600_000 }, 'TIMESTAMP_INVALID', 'is not now'],
  ])('K20: with the fault %j gives %s', async (fault, code, message) => {
    await expect(clientOf(failing(fault)).stamp(DIGEST)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
      facts: { url: world.urls.tsa },
    });
  });

  it('K20: with another policy than was asked for is refused, and taken where none was', async () => {
    const fault = { kind: 'wrong-policy' } as const;
    await expect(clientOf(failing(fault), { policy: '2.999.2.1' }).stamp(DIGEST)).rejects.toMatchObject({
      code: 'TIMESTAMP_INVALID',
      message: expect.stringContaining('2.999.2.666'),
    });
    expect(await clientOf(failing(fault)).stamp(DIGEST)).toBeInstanceOf(Uint8Array);
  });

  it('K17, K20: with a certificate for other purposes is refused', async () => {
    const { createTimestampAuthority, createMockTransport } = await import('@eseal/testkit');
    const { handler } = createTimestampAuthority({ authority: world.seal, clock: world.clock });
    const { transport } = createMockTransport({ 'http://eseal.test': handler });
    await expect(clientOf(world, { transport }).stamp(DIGEST)).rejects.toMatchObject({
      code: 'TIMESTAMP_INVALID',
      message: expect.stringContaining('key-purpose'),
    });
  });

  it('may be asked again later when it was busy, not when it said no', async () => {
    const retryable = async (fault: TimestampFault | HttpFault): Promise<boolean> => {
      const error: unknown = await clientOf(failing(fault))
        .stamp(DIGEST)
        .catch((thrown: unknown) => thrown);
      return error instanceof CoreError && error.retryable;
    };
    expect(await retryable({ kind: 'http-status', status: 503 })).toBe(true);
    expect(await retryable({ kind: 'http-status', status: 429 })).toBe(true);
    expect(await retryable({ kind: 'no-answer', how: 'closed' })).toBe(true);
    expect(await retryable({ kind: 'rejection', failure: 'timeNotAvailable' })).toBe(true);
    expect(await retryable({ kind: 'http-status', status: 401 })).toBe(false);
    expect(await retryable({ kind: 'rejection', failure: 'badAlg' })).toBe(false);
    expect(await retryable({ kind: 'broken-signature' })).toBe(false);
  });

  it('is not repeated at length', async () => {
    const text = `${'\u001b[31m\n'}${'x'.repeat(5000)}`;
    const error: unknown = await clientOf(failing({ kind: 'rejection', failure: 'badAlg', text }))
      .stamp(DIGEST)
      .catch((thrown: unknown) => thrown);
    const { message } = error as CoreError;
    expect(message.length).toBeLessThan(400);
    expect(message).not.toMatch(/\p{C}/u);
  });

  it('that never answers is given up after its time', async () => {
    const hanging = failing({ kind: 'no-answer', how: 'hanging' });
    await expect(clientOf(hanging, { timeoutMs: 30 }).stamp(DIGEST)).rejects.toMatchObject({
      code: 'TIMESTAMP_UNAVAILABLE',
      retryable: true,
    });
  });

  it('may have a clock that is a little off', async () => {
    const fault = { kind: 'wrong-time', offset: 200_000 } as const;
    expect(await clientOf(failing(fault)).stamp(DIGEST)).toBeInstanceOf(Uint8Array);
    await expect(clientOf(failing(fault), { maxClockSkewMs: 100_000 }).stamp(DIGEST)).rejects.toMatchObject({
      code: 'TIMESTAMP_INVALID',
    });
  });
});

describe('further authorities', () => {
  /** Authorities by path: those named here fail, every other is good. */
  const several = (faults: Readonly<Record<string, TimestampFault | HttpFault>>) => {
    const asked: string[] = [];
    const transport: Transport = (request, options) => {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      const fault = faults[pathname];
      const of = fault === undefined ? world : failing(fault);
      return of.transport({ ...request, url: world.urls.tsa }, options);
    };
    const client = clientOf(world, {
      url: 'http://eseal.test/first?key=secret',
      fallbackUrls: ['http://user:secret@eseal.test/second', 'http://eseal.test/third'],
      transport,
    });
    return { client, asked };
  };

  it('are asked in order until one gives a good token', async () => {
    const { client, asked } = several({
      '/first': { kind: 'html-page' },
      '/second': { kind: 'broken-signature' },
    });
    expect(await client.stamp(DIGEST)).toBeInstanceOf(Uint8Array);
    expect(asked).toEqual(['/first', '/second', '/third']);
  });

  it('are not asked when the first is good', async () => {
    const { client, asked } = several({});
    await client.stamp(DIGEST);
    expect(asked).toEqual(['/first']);
  });

  it('that all fail give every reason, and no credentials', async () => {
    const { client } = several({
      '/first': { kind: 'html-page' },
      '/second': { kind: 'http-status', status: 500 },
      '/third': { kind: 'wrong-nonce' },
    });
    const error: unknown = await client.stamp(DIGEST).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'TIMESTAMP_UNAVAILABLE', retryable: true });
    const { message, cause } = error as CoreError;
    expect(['/first', '/second', '/third'].every((path) => message.includes(path))).toBe(true);
    const failures = (cause as AggregateError).errors as readonly CoreError[];
    expect(failures.map(({ code }) => code)).toEqual([
      'TIMESTAMP_INVALID',
      'TIMESTAMP_UNAVAILABLE',
      'TIMESTAMP_INVALID',
    ]);
    expect(
      message + failures.map((failure) => failure.message + JSON.stringify(failure.facts)).join(),
    ).not.toContain('secret');
  });

  it('that all refuse are refusals, which no repetition changes', async () => {
    const refusal = { kind: 'rejection', failure: 'unacceptedPolicy' } as const;
    const { client } = several({ '/first': refusal, '/second': refusal, '/third': refusal });
    await expect(client.stamp(DIGEST)).rejects.toMatchObject({ code: 'TIMESTAMP_REFUSED', retryable: false });
  });

  it('are not asked when the caller gave up, or a transport is broken', async () => {
    const { client, asked } = several({ '/first': { kind: 'no-answer', how: 'hanging' } });
    const controller = new AbortController();
    const stamping = client.stamp(DIGEST, { signal: controller.signal });
    controller.abort(new Error('given up'));
    await expect(stamping).rejects.toMatchObject({ code: 'ABORTED' });
    expect(asked).toEqual(['/first']);
    await expect(client.stamp(DIGEST, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(asked).toEqual(['/first']);
    const broken = clientOf(world, {
      transport: () => Promise.reject(new TypeError('a mistake')),
      fallbackUrls: [world.urls.tsa],
    });
    await expect(broken.stamp(DIGEST)).rejects.toThrow(TypeError);
  });
});

describe('the size of a token', () => {
  it('is an upper bound, measured once', async () => {
    const measured = failing({ kind: 'granted-with-modifications' });
    const client = clientOf(measured);
    const [one, two] = await Promise.all([client.tokenSize(), client.tokenSize()]);
    expect([two, await client.tokenSize()]).toEqual([one, one]);
    expect(measured.requests).toHaveLength(1);
    expect((await client.stamp(DIGEST)).length).toBeLessThanOrEqual(one);
  });

  it('is measured over random bytes, not over a document', async () => {
    const measured = failing({ kind: 'granted-with-modifications' });
    await clientOf(measured).tokenSize();
    await clientOf(measured).tokenSize();
    const [first, second] = measured.requests.map(({ body }) => body ?? new Uint8Array());
    expect(equalBytes(first?.subarray(20, 50) ?? DIGEST, second?.subarray(20, 50) ?? DIGEST)).toBe(false);
  });

  it('is measured again after a failure', async () => {
    let broken = true;
    const transport: Transport = (request, options) =>
      (broken ? failing({ kind: 'html-page' }) : world).transport(request, options);
    const client = clientOf(world, { transport });
    await expect(client.tokenSize()).rejects.toMatchObject({ code: 'TIMESTAMP_INVALID' });
    broken = false;
    expect(await client.tokenSize()).toBeGreaterThan(1000);
  });

  it('is not lost to one caller because another gave up', async () => {
    const client = clientOf(world);
    const controller = new AbortController();
    const given = client.tokenSize({ signal: controller.signal });
    const kept = client.tokenSize({ signal: new AbortController().signal });
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await kept).toBeGreaterThan(1000);
    await expect(client.tokenSize({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
