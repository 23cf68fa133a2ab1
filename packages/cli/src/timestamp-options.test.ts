import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { utf8 } from '@eseal/core';
import { createDigest } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { TIMESTAMP_POLICY } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureIo, openBench } from './test-bench.ts';
import { type Kit, openKit } from './test-kit.ts';
import { openTimestamps } from './timestamp-options.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

async function open(tsa: string, config?: unknown, env = {}) {
  using bench = openBench();
  const tsaConfig = config === undefined ? [] : [bench.write('tsa.json', JSON.stringify(config))];
  return await openTimestamps({ tsa: [tsa], tsaConfig }, captureIo({ env }));
}

async function stamp(tsa: string, config?: unknown, env = {}): Promise<Uint8Array | undefined> {
  const [timestamps] = await open(tsa, config, env);
  const hash = await createDigest('SHA-256');
  await hash.update(utf8('x'));
  return timestamps?.stamp(await hash.digest());
}

/** Runs a server that refuses everybody, and gives the headers of what it was asked. */
async function headersSentTo(
  ask: (url: string) => Promise<unknown>,
): Promise<readonly (string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on an IP address has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  try {
    await ask(`http://127.0.0.1:${port}/`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return seen;
}

describe('openTimestamps', () => {
  it('is nothing without an authority', async () => {
    expect(await openTimestamps({}, captureIo())).toEqual([]);
  });

  it('asks for the policy and falls back to the authorities of its file', async () => {
    const token = await stamp('http://127.0.0.1:9/', {
      policy: TIMESTAMP_POLICY,
      fallbackUrls: [kit.services.tsa],
      timeoutMs: 5000,
    });
    expect(parseTimestampToken(token ?? new Uint8Array()).tstInfo.policy).toBe(TIMESTAMP_POLICY);
    await expect(stamp(kit.services.tsa, { policy: '2.999.1' })).rejects.toMatchObject({
      code: expect.stringMatching(/^TIMESTAMP_/),
    });
  });

  it('sends a name and a password that the environment holds', async () => {
    const config = { username: 'example', passwordEnv: 'TSA_PASSWORD' };
    const headers = await headersSentTo((url) =>
      expect(stamp(url, config, { TSA_PASSWORD: 'パスワード' })).rejects.toMatchObject({
        code: 'TIMESTAMP_UNAVAILABLE',
        message: expect.not.stringContaining('パスワード'),
      }),
    );
    const credentials = Buffer.from('example:パスワード', 'utf8').toString('base64');
    expect(headers).toEqual([`Basic ${credentials}`]);
  });

  it('asks a further authority in its own way', async () => {
    const config = {
      username: 'example',
      passwordEnv: 'TSA_PASSWORD',
      fallbackUrls: [{ url: kit.services.tsa, policy: TIMESTAMP_POLICY }],
    };
    const headers = await headersSentTo(async (url) => {
      const fallback = { url, username: 'other', passwordEnv: 'OTHER_PASSWORD' };
      const env = { TSA_PASSWORD: 'a', OTHER_PASSWORD: 'b' };
      await expect(
        stamp('http://127.0.0.1:9/', { ...config, fallbackUrls: [fallback] }, env),
      ).rejects.toThrow();
    });
    expect(headers).toEqual([`Basic ${Buffer.from('other:b').toString('base64')}`]);
    const token = await stamp('http://127.0.0.1:9/', config, { TSA_PASSWORD: 'a' });
    expect(parseTimestampToken(token ?? new Uint8Array()).tstInfo.policy).toBe(TIMESTAMP_POLICY);
  });

  it('keeps the rate of a contract', async () => {
    const [timestamps] = await open(kit.services.tsa, { rateLimit: { requests: 1, perMs: 3_600_000 } });
    await timestamps?.stamp(new Uint8Array(32));
    const signal = AbortSignal.timeout(50);
    await expect(timestamps?.stamp(new Uint8Array(32), { signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('opens every authority that is named, each with the file in its place', async () => {
    using bench = openBench();
    const { tsa } = kit.services;
    const tsaConfig = [bench.write('a.json', JSON.stringify({ policy: TIMESTAMP_POLICY }))];
    expect(await openTimestamps({ tsa: [tsa, tsa], tsaConfig }, captureIo())).toHaveLength(2);
    await expect(openTimestamps({ tsaConfig }, captureIo())).rejects.toMatchObject({ code: 'USAGE' });
  });

  it.each([
    [{ username: 'example', passwordEnv: 'ABSENT' }, 'the environment has no ABSENT'],
    [{ password: '1234' }, 'password is unknown'],
    [{ timeoutMs: -1 }, 'timeoutMs'],
    [{ fallbackUrls: 'http://x' }, 'fallbackUrls'],
    [{ fallbackUrls: ['ldap://x'] }, 'http or https'],
    [{ policy: 5 }, 'policy'],
    [{ rateLimit: { requests: 1 } }, 'rateLimit'],
    [{ rateLimit: [{ requests: 1, perMs: 0 }] }, 'rateLimit'],
    [{ fallbackUrls: [{ policy: '2.999.1' }] }, 'fallbackUrls'],
    [{ fallbackUrls: [{ url: 'http://x', password: '1234' }] }, 'fallbackUrls'],
  ])('refuses %j', async (config, reason) => {
    await expect(stamp(kit.services.tsa, config)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(reason),
    });
  });
});
