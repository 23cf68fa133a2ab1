import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../util/bytes.ts';
import { fetchTransport } from './fetch-transport.ts';
import type { HttpRequest } from './transport.ts';

/** What the server does at each path. */
const PATHS: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  '/echo': (request, response) => {
    response.writeHead(200, {
      'content-type': 'x/y',
      'x-method': request.method,
      'x-auth': request.headers.authorization ?? '',
    });
    request.pipe(response);
  },
  '/status': (_, response) => response.writeHead(503).end('busy'),
  '/redirect': (_, response) => response.writeHead(302, { location: '/echo' }).end(),
  '/large': (_, response) => response.end(new Uint8Array(100_000)),
  '/endless': (_, response) => {
    const write = (): void => {
      if (!response.destroyed && response.write(new Uint8Array(65_536))) setImmediate(write);
      else response.once('drain', write);
    };
    write();
  },
  '/bomb': (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(new Uint8Array(5_000_000)));
  },
  '/hanging': () => undefined,
  '/half': (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
  },
  '/closed': (request) => request.socket.destroy(),
};

describe('the transport over fetch', () => {
  let base = '';
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    PATHS[path]?.(request, response);
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const get = (path: string): HttpRequest => ({ method: 'GET', url: base + path, headers: {} });

  it('sends bytes and headers, and gives every status as an answer', async () => {
    const body = Uint8Array.of(0x30, 0x80, 0xff);
    const answer = await fetchTransport({
      method: 'POST',
      url: `${base}/echo`,
      headers: { 'content-type': 'a/b' },
      body,
    });
    expect([
      answer.status,
      toHex(answer.body),
      answer.headers['content-type'],
      answer.headers['x-method'],
    ]).toEqual([200, '3080ff', 'x/y', 'POST']);
    expect(await fetchTransport(get('/status'))).toMatchObject({ status: 503, body: utf8('busy') });
  });

  it('does not follow redirects: they are answers', async () => {
    expect(await fetchTransport(get('/redirect'))).toMatchObject({
      status: 302,
      headers: { location: '/echo' },
    });
  });

  it('sends user information of an address as Basic authentication', async () => {
    const url = base.replace('http://', 'http://us%40er:p%C3%A4ss@');
    const { headers } = await fetchTransport({ method: 'GET', url: `${url}/echo`, headers: {} });
    expect(headers['x-auth']).toBe(`Basic ${Buffer.from('us@er:päss').toString('base64')}`);
    const given = await fetchTransport({
      method: 'GET',
      url: `${url}/echo`,
      headers: { authorization: 'Bearer t' },
    });
    expect(given.headers['x-auth']).toBe('Bearer t');
    const odd = await fetchTransport({
      method: 'GET',
      url: `${base.replace('http://', 'http://100%:x@')}/echo`,
      headers: {},
    });
    expect(odd.headers['x-auth']).toBe(`Basic ${Buffer.from('100%:x').toString('base64')}`);
  });

  it('stops an answer that is longer than allowed', async () => {
    expect((await fetchTransport(get('/large'), { maxBytes: 100_000 })).body).toHaveLength(100_000);
    for (const path of ['/large', '/endless', '/bomb']) {
      const sent = fetchTransport(get(path), { maxBytes: 99_999 });
      await expect(sent, path).rejects.toMatchObject({
        code: 'TRANSPORT_REFUSED',
        retryable: false,
        facts: { maxBytes: 99_999 },
      });
    }
  });

  it.each(['/hanging', '/half'])('gives up %s after its time', async (path) => {
    const started = performance.now();
    await expect(fetchTransport(get(path), { timeoutMs: 150 })).rejects.toMatchObject({
      code: 'TRANSPORT_FAILED',
      message: expect.stringContaining('no answer in time'),
      retryable: true,
    });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('ends when it is aborted, before and while it waits', async () => {
    const aborted = fetchTransport(get('/echo'), { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
    const controller = new AbortController();
    const waiting = fetchTransport(get('/hanging'), { signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('says what gave no answer, without credentials', async () => {
    const url = `${base.replace('http://', 'http://user:secret@')}/closed?key=secret`;
    const error = await fetchTransport({ method: 'GET', url, headers: {} }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'TRANSPORT_FAILED',
      retryable: true,
      facts: { url: `${base}/closed?…` },
    });
    expect(error).not.toHaveProperty('facts.sent');
    const shown: string[] = [];
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      shown.push(cause.message, cause.stack ?? '');
    expect(shown.join('\n')).not.toContain('secret');
  });

  it('says so when nobody listens', async () => {
    const left = createServer();
    await new Promise<void>((resolve) => {
      left.listen(0, '127.0.0.1', resolve);
    });
    const { port } = left.address() as AddressInfo;
    await new Promise((resolve) => left.close(resolve));
    const sent = fetchTransport({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {} });
    await expect(sent).rejects.toMatchObject({
      code: 'TRANSPORT_FAILED',
      retryable: true,
      facts: { sent: false },
    });
  });
});
