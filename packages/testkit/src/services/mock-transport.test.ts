import { isEsealError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { createGoodWorld } from '../pki/worlds/good.ts';
import { type Handler, textAnswer } from './handler.ts';
import { createMockTransport } from './mock-transport.ts';
import { createRouter } from './router.ts';

const get = (url: string) => ({ method: 'GET' as const, url, headers: {} });
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error) => error,
  );

describe('a mock transport', async () => {
  const world = await createGoodWorld();

  it('fails the test for an address outside of the world, in a way no fallback catches', async () => {
    const error = await rejection(world.transport(get('http://elsewhere.test/crl')));
    expect(error).toBeInstanceOf(Error);
    expect(isEsealError(error)).toBe(false);
  });

  it('remembers the requests, also those that fail', async () => {
    const { transport, requests } = createMockTransport({
      'http://a.test': async () => textAnswer(200, 'a'),
    });
    await transport(get('http://a.test/1'));
    await rejection(transport(get('http://b.test/2')));
    expect(requests.map(({ url }) => url)).toEqual(['http://a.test/1', 'http://b.test/2']);
  });

  it('throws TRANSPORT_FAILED, retryable, where the service closes the connection', async () => {
    const closed = world.withFaults({ crl: { kind: 'no-answer', how: 'closed' } });
    expect(await rejection(closed.transport(get(world.urls.crl)))).toMatchObject({
      code: 'TRANSPORT_FAILED',
      retryable: true,
    });
  });

  it('waits where the service hangs, until the call is aborted', async () => {
    const hanging = world.withFaults({ crl: { kind: 'no-answer', how: 'hanging' } });
    const controller = new AbortController();
    const call = rejection(hanging.transport(get(world.urls.crl), { signal: controller.signal }));
    controller.abort();
    expect(await call).toMatchObject({ code: 'ABORTED' });
  });

  it('throws TRANSPORT_FAILED where the service hangs for the time of the call', async () => {
    const hanging = world.withFaults({ crl: { kind: 'no-answer', how: 'hanging' } });
    expect(await rejection(hanging.transport(get(world.urls.crl), { timeoutMs: 1 }))).toMatchObject({
      code: 'TRANSPORT_FAILED',
    });
  });

  it('throws ABORTED for a signal that is aborted already', async () => {
    const call = world.transport(get(world.urls.crl), { signal: AbortSignal.abort() });
    expect(await rejection(call)).toMatchObject({ code: 'ABORTED' });
  });

  it('throws TRANSPORT_REFUSED for an answer above the limit', async () => {
    expect(await rejection(world.transport(get(world.urls.crl), { maxBytes: 10 }))).toMatchObject({
      code: 'TRANSPORT_REFUSED',
    });
  });
});

describe('a router', () => {
  const named =
    (name: string): Handler =>
    async () =>
      textAnswer(200, name);
  const router = createRouter('http://a.test', [
    { path: '/tsa', handler: named('tsa') },
    { path: '/ocsp/', handler: named('ocsp') },
  ]);
  const status = async (url: string): Promise<number> => (await router(get(url))).status;

  it('finds a service by its path, and everything below a path that ends in a slash', async () => {
    expect(await status('http://a.test/tsa')).toBe(200);
    expect(await status('http://a.test/tsa?x=1')).toBe(200);
    expect(await status('http://a.test/ocsp/abc/def')).toBe(200);
  });

  it('answers 404 elsewhere', async () => {
    expect(await status('http://a.test/tsa/more')).toBe(404);
    expect(await status('http://a.test/ocsp')).toBe(404);
    expect(await status('http://b.test/tsa')).toBe(404);
  });
});
