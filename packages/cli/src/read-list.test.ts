import { utf8 } from '@eseal/core';
import { type HttpServer, listen } from '@eseal/testkit/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readList } from './read-list.ts';
import { captureIo, openBench } from './test-bench.ts';

let server: HttpServer;
beforeAll(async () => {
  server = await listen(
    async () => async (request) => ({
      status: new URL(request.url).pathname === '/list.xml' ? 200 : 404,
      headers: {},
      body: utf8('<list/>'),
    }),
    0,
  );
});
afterAll(() => server.close());

describe('readList', () => {
  it('reads a file, without a network too', async () => {
    using bench = openBench();
    const file = bench.write('list.xml', '<file/>');
    expect(await readList(file, { offline: true }, captureIo())).toEqual(utf8('<file/>'));
  });

  it('asks an address that the user names, private as it may be', async () => {
    expect(await readList(`${server.baseUrl}/list.xml`, {}, captureIo())).toEqual(utf8('<list/>'));
  });

  it.each([
    ['that has no list', '/other.xml', {}, 'LIST_UNAVAILABLE'],
    ['without a network', '/list.xml', { offline: true }, 'USAGE'],
  ])('refuses an address %s', async (_, path, options, code) => {
    await expect(readList(server.baseUrl + path, options, captureIo())).rejects.toMatchObject({ code });
  });
});
