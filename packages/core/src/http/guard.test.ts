import { describe, expect, it } from 'vitest';
import { utf8 } from '../util/bytes.ts';
import { createGuardedTransport, type GuardedTransportOptions } from './guard.ts';
import type { HttpRequest, HttpResponse, SendOptions } from './transport.ts';

const OK: HttpResponse = { status: 200, headers: {}, body: utf8('ok') };
const to = (location: string, status = 302): HttpResponse => ({
  status,
  headers: { location },
  body: new Uint8Array(),
});
const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {} });
const refused = { code: 'TRANSPORT_REFUSED' };

/** A guard over answers by address; every other address answers OK. */
function guard(options: GuardedTransportOptions = {}, answers: Readonly<Record<string, HttpResponse>> = {}) {
  const sent: { request: HttpRequest; options: SendOptions }[] = [];
  const transport = createGuardedTransport({
    ...options,
    transport: async (request, sendOptions = {}) => {
      sent.push({ request, options: sendOptions });
      return answers[request.url] ?? OK;
    },
  });
  return { transport, sent, urls: () => sent.map(({ request }) => request.url) };
}

describe('the guarded transport', () => {
  it.each([
    'http://ca.example.jp/ca.crl',
    'https://ca.example.jp/',
    'http://ca.example.jp:443/',
    'http://8.8.8.8/',
  ])('sends to %s', async (url) => {
    const { transport, urls } = guard();
    expect(await transport(get(url))).toBe(OK);
    expect(urls()).toEqual([url]);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://ca.example.jp/',
    'ldap://ca.example.jp/cn=x',
    'data:text/plain,x',
    'javascript:alert(1)',
    'blob:http://ca.example.jp/x',
    'no url',
    '/ca.crl',
    'http://ca.example.jp:8080/',
    'http://ca.example.jp:22/',
    'http://user@ca.example.jp/',
    'http://user:secret@ca.example.jp/',
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://localhost/',
    'http://metadata.google.internal/',
    'http://intranet/',
  ])('K5: sends nothing to %s', async (url) => {
    const { transport, sent } = guard();
    await expect(transport(get(url))).rejects.toMatchObject(refused);
    expect(sent).toEqual([]);
  });

  it('shows no credentials in its errors', async () => {
    const { transport } = guard();
    const error = await transport(get('http://user:secret@ca.example.jp/?token=secret')).catch(
      (thrown: unknown) => thrown,
    );
    expect(JSON.stringify(error, ['message', 'facts', 'url'])).not.toContain('secret');
    expect(error).toMatchObject({ facts: { url: 'http://ca.example.jp/?…' } });
  });
});

describe('hosts that are allowed', () => {
  it('are so at every port, or at the one that is named', async () => {
    const { transport } = guard({
      allowHosts: ['localhost', '10.0.0.1:8080', '[::1]:80', 'CA.Example.jp:444'],
    });
    for (const url of [
      'http://localhost:12345/',
      'https://localhost/',
      'http://10.0.0.1:8080/',
      'http://[::1]/',
      'https://ca.example.jp:444/',
    ])
      expect(await transport(get(url)), url).toBe(OK);
    for (const url of [
      'http://10.0.0.1/',
      'http://10.0.0.1:8081/',
      'http://[::1]:81/',
      'http://127.0.0.1/',
      'http://a.localhost/',
      'https://ca.example.jp:445/',
    ])
      await expect(transport(get(url)), url).rejects.toMatchObject(refused);
  });

  it('are still asked by http and https only, without credentials', async () => {
    const { transport } = guard({ allowHosts: ['localhost'] });
    for (const url of ['ftp://localhost/', 'http://user@localhost/'])
      await expect(transport(get(url))).rejects.toMatchObject(refused);
  });

  it.each([
    '',
    'http://localhost',
    'a b',
    'localhost:',
    'localhost:port',
    'user@localhost',
    'localhost/x',
    '[::1',
    '::1',
    'a:123456',
  ])('cannot be %j', (entry) => {
    expect(() => createGuardedTransport({ allowHosts: [entry] })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });

  it('may be all private ones, but not at every port', async () => {
    const { transport } = guard({ allowPrivateAddresses: true });
    expect(await transport(get('http://127.0.0.1/'))).toBe(OK);
    await expect(transport(get('http://127.0.0.1:8080/'))).rejects.toMatchObject(refused);
  });

  it('may have other ports', async () => {
    const { transport } = guard({ allowPorts: [8080] });
    expect(await transport(get('http://ca.example.jp:8080/'))).toBe(OK);
    await expect(transport(get('http://ca.example.jp/'))).rejects.toMatchObject(refused);
  });
});

describe('redirects', () => {
  const start = 'http://ca.example.jp/a';

  it('are followed one by one, relative ones too', async () => {
    const { transport, urls } = guard(
      {},
      { [start]: to('https://other.example.jp/b', 301), 'https://other.example.jp/b': to('/c#part', 308) },
    );
    expect(await transport(get(start))).toBe(OK);
    expect(urls()).toEqual([start, 'https://other.example.jp/b', 'https://other.example.jp/c']);
  });

  it.each([
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'http://localhost/',
    'http://ca.example.jp:8080/',
    'http://u:p@ca.example.jp/',
    'http://',
  ])('to %s are not followed', async (location) => {
    const { transport, urls } = guard({}, { [start]: to(location) });
    await expect(transport(get(start))).rejects.toMatchObject(refused);
    expect(urls()).toEqual([start]);
  });

  it('from a host that is allowed are checked like any', async () => {
    const { transport, urls } = guard(
      { allowHosts: ['localhost'] },
      { 'http://localhost/': to('http://10.0.0.1/') },
    );
    await expect(transport(get('http://localhost/'))).rejects.toMatchObject(refused);
    expect(urls()).toEqual(['http://localhost/']);
  });

  it('end after a few, in a circle too', async () => {
    const { transport, urls } = guard({}, { [start]: to(start) });
    await expect(transport(get(start))).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('3 redirects'),
    });
    expect(urls()).toHaveLength(4);
    const none = guard({ maxRedirects: 0 }, { [start]: to('/b') });
    await expect(none.transport(get(start))).rejects.toMatchObject(refused);
  });

  it('are not followed where browsers hide them', async () => {
    const { transport } = guard({}, { [start]: { ...OK, status: 0 } });
    await expect(transport(get(start))).rejects.toMatchObject(refused);
  });

  it('take no credentials to another origin, and no body where the standard says so', async () => {
    const post: HttpRequest = {
      method: 'POST',
      url: start,
      headers: { authorization: 'Bearer x', 'content-type': 'application/ocsp-request', accept: '*/*' },
      body: utf8('request'),
    };
    const elsewhere = guard({}, { [start]: to('http://other.example.jp/b', 307) });
    await elsewhere.transport(post);
    expect(elsewhere.sent[1]?.request).toEqual({
      ...post,
      url: 'http://other.example.jp/b',
      headers: { 'content-type': 'application/ocsp-request', accept: '*/*' },
    });
    const seeOther = guard({}, { [start]: to('/b', 303) });
    await seeOther.transport(post);
    expect(seeOther.sent[1]?.request).toEqual({
      method: 'GET',
      url: 'http://ca.example.jp/b',
      headers: { authorization: 'Bearer x', accept: '*/*' },
    });
  });

  it('are only those answers that have a place to go to', async () => {
    const { transport } = guard({}, { [start]: { ...OK, status: 304 } });
    expect((await transport(get(start))).status).toBe(304);
    const missing = guard({}, { [start]: { ...OK, status: 302 } });
    expect((await missing.transport(get(start))).status).toBe(302);
  });
});

describe('limits', () => {
  it('are those of the guard where a call asks for more', async () => {
    const { transport, sent } = guard({ maxBytes: 1000, timeoutMs: 500 });
    await transport(get('http://ca.example.jp/'), { maxBytes: 5000, timeoutMs: 60_000 });
    await transport(get('http://ca.example.jp/'), { maxBytes: 10, timeoutMs: 20 });
    await transport(get('http://ca.example.jp/'));
    expect(sent.map(({ options }) => options.maxBytes)).toEqual([1000, 10, 1000]);
    for (const [at, most] of [500, 20, 500].entries())
      expect(sent[at]?.options.timeoutMs).toBeLessThanOrEqual(most);
  });

  it('of time are for a request with all its redirects', async () => {
    let calls = 0;
    const transport = createGuardedTransport({
      timeoutMs: 10_000,
      transport: async (_, options = {}) => {
        calls++;
        if (calls === 2) return { ...OK, body: utf8(String(options.timeoutMs)) };
        const end = performance.now() + 25;
        while (performance.now() < end);
        return to('/b');
      },
    });
    const { body } = await transport(get('http://ca.example.jp/'));
    expect(Number(new TextDecoder().decode(body))).toBeLessThanOrEqual(9_980);
  });

  it('pass the signal on', async () => {
    const { signal } = new AbortController();
    const { transport, sent } = guard();
    await transport(get('http://ca.example.jp/'), { signal });
    expect(sent[0]?.options.signal).toBe(signal);
  });
});

describe('a look-up of names', () => {
  const resolving = (addresses: readonly string[]) => guard({ resolve: async () => addresses });

  it('lets public addresses pass', async () => {
    expect(await resolving(['8.8.8.8', '2400:8500::1']).transport(get('http://ca.example.jp/'))).toBe(OK);
  });

  it.each([
    [['10.0.0.1']],
    [['8.8.8.8', '127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['not an address']],
  ])('refuses a name with the addresses %j', async (addresses) => {
    const { transport, sent } = resolving(addresses);
    await expect(transport(get('http://ca.example.jp/'))).rejects.toMatchObject(refused);
    expect(sent).toEqual([]);
  });

  it('that fails is a failed request', async () => {
    const { transport } = guard({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(transport(get('http://ca.example.jp/'))).rejects.toMatchObject({
      code: 'TRANSPORT_FAILED',
      retryable: true,
    });
  });

  it('is made for each redirect, and not for addresses and allowed hosts', async () => {
    const asked: string[] = [];
    const resolve = async (host: string): Promise<readonly string[]> => {
      asked.push(host);
      return ['8.8.8.8'];
    };
    const { transport } = guard(
      { resolve, allowHosts: ['ca.corp'] },
      { 'http://a.example.jp/': to('http://b.example.jp/') },
    );
    for (const url of ['http://a.example.jp/', 'http://8.8.8.8/', 'http://ca.corp/'])
      await transport(get(url));
    expect(asked).toEqual(['a.example.jp', 'b.example.jp']);
  });
});
