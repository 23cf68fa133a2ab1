/** The client over the platform's own `fetch`, with servers that break connections. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Timer } from '@eseal/core';
import { afterEach, describe, expect, it } from 'vitest';
import { external } from '../use-authentication/external.ts';
import type { CscClient } from './client.ts';
import { type CscClientOptions, createCscClient } from './create-client.ts';

const QUICK: Timer = { now: () => 0, wait: async () => undefined };

const servers = new Set<Server>();

afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers.clear();
});

/** A server; `info` is answered, the rest is up to the test. */
async function serve(
  respond: RequestListener,
): Promise<{ baseUrl: string; calls: string[]; server: Server }> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    if (request.url === '/csc/v2/info') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"specs":"2.0.0.2"}');
      return;
    }
    calls.push(request.url ?? '');
    request.on('end', () => respond(request, response));
  });
  servers.add(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/csc/v2`, calls, server };
}

function clientOf(baseUrl: string, options: Partial<CscClientOptions> = {}): CscClient {
  return createCscClient({
    baseUrl,
    authentication: external(async () => 'canary-token'),
    allowInsecureLoopback: true,
    timer: QUICK,
    ...options,
  });
}

const SIGN = { method: 'signatures/signHash', body: {} };
const READ = { method: 'credentials/info', body: {} };

describe('a connection', () => {
  it('that never came about: nothing was sent, and it is tried again', async () => {
    const { baseUrl, server } = await serve(() => undefined);
    const attempts: number[] = [];
    const client = clientOf(baseUrl, {
      onEvent: ({ attempt, method }) => method === SIGN.method && attempts.push(attempt),
    });
    await client.info();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(client.call(SIGN)).rejects.toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      outcome: 'not-sent',
      retryable: true,
    });
    expect(attempts).toEqual([1, 2, 3, 4]);
  });

  it('that breaks once the request is there: nobody knows, and it is not tried again', async () => {
    const { baseUrl, calls } = await serve((request) => request.socket.destroy());
    await expect(clientOf(baseUrl).call(SIGN)).rejects.toMatchObject({
      code: 'CSC_OUTCOME_UNKNOWN',
      outcome: 'unknown',
      retryable: false,
    });
    expect(calls).toHaveLength(1);
    const error: unknown = await clientOf(baseUrl)
      .call(SIGN)
      .catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 20 })).not.toContain('canary');
  });

  it('that breaks within the answer', async () => {
    const { baseUrl, calls } = await serve((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"signatures":["', () => request.socket.destroy());
    });
    await expect(clientOf(baseUrl).call(SIGN)).rejects.toMatchObject({ code: 'CSC_OUTCOME_UNKNOWN' });
    expect(calls).toHaveLength(1);
  });

  it('on which nothing comes, or one byte after the other, ends in time', async () => {
    const drip: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    for (const respond of [() => undefined, drip]) {
      const { baseUrl } = await serve(respond);
      const begun = performance.now();
      await expect(clientOf(baseUrl).call({ ...SIGN, timeoutMs: 200 })).rejects.toMatchObject({
        code: 'CSC_OUTCOME_UNKNOWN',
      });
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
  });

  it('that is given up while the service signs: nobody knows', async () => {
    const controller = new AbortController();
    const { baseUrl } = await serve(() => controller.abort());
    await expect(clientOf(baseUrl).call(SIGN, { signal: controller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
      outcome: 'unknown',
    });
  });
});

describe('an answer', () => {
  it('K5: that leads elsewhere is not followed, and the token does not go there', async () => {
    const other = await serve((_, response) => response.end('{}'));
    for (const status of [301, 302, 303, 307, 308]) {
      const { baseUrl } = await serve((_, response) =>
        response.writeHead(status, { location: `${other.baseUrl}/x` }).end(),
      );
      await expect(clientOf(baseUrl).call(READ)).rejects.toMatchObject({
        code: 'CSC_REDIRECTED',
        facts: { status, origin: new URL(other.baseUrl).origin },
      });
    }
    expect(other.calls).toEqual([]);
  });

  it('that is longer than allowed is cut off', async () => {
    const { baseUrl } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"a":"${'x'.repeat(2 << 20)}"}`);
    });
    await expect(clientOf(baseUrl).call(READ)).rejects.toMatchObject({ code: 'CSC_ANSWER_INVALID' });
    const { body } = await clientOf(baseUrl).call({ ...READ, maxBytes: 4 << 20 });
    expect(String(body.a)).toHaveLength(2 << 20);
  });

  it('that sets cookies does not see them again', async () => {
    const cookies: (string | undefined)[] = [];
    const { baseUrl } = await serve((request, response) => {
      cookies.push(request.headers.cookie);
      response
        .writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'session=1; Path=/' })
        .end('{}');
    });
    const client = clientOf(baseUrl);
    await client.call(READ);
    await client.call(READ);
    expect(cookies).toEqual([undefined, undefined]);
  });
});
