import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGuardedTransport } from '@eseal/core/http';
import { createFolderCache } from '@eseal/core/node';
import type { HttpFault, ListFault, ListWorld } from '@eseal/testkit';
import { type HttpServer, listen } from '@eseal/testkit/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenTrustedListsOptions, openTrustedLists } from './open.ts';
import type { ListStore } from './store/list-store.ts';
import { after, DAY_MS, nextOf, type OpenedJapan, openJapan, openWorld, optionsFor } from './test-opening.ts';

let world: ListWorld;
let server: HttpServer;
let fault: ListFault | HttpFault | undefined;
const requested: { url: string; status: number }[] = [];
beforeAll(async () => {
  server = await listen(async (baseUrl) => {
    world = await openWorld({ baseUrl });
    return async (request) => {
      const { handler } = world.withFaults(fault === undefined ? {} : { japan: fault });
      const response = await handler(request);
      requested.push({ url: new URL(request.url).pathname, status: response.status });
      return response;
    };
  }, 0);
  await (await fetch(`${server.baseUrl}/lists/jp.xml`)).arrayBuffer();
});
afterAll(() => server.close());

let folder: string;
let store: ListStore;
beforeEach(() => {
  fault = undefined;
  requested.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'eseal-lists-'));
  store = createFolderCache(folder);
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Opens the list over HTTP; only the server of the test may be called. */
function open(options: Partial<OpenTrustedListsOptions> = {}): Promise<OpenedJapan> {
  const transport = createGuardedTransport({ allowHosts: [new URL(server.baseUrl).host] });
  return openJapan(world, { transport, store, retryAfterMs: 0, ...options });
}

describe('trusted lists over HTTP, kept in a folder', () => {
  it('are asked for once, and then whether they changed', async () => {
    expect((await open()).outcomes).toEqual(['fetched']);
    expect((await open()).outcomes).toEqual(['unchanged']);
    expect(requested.map(({ status }) => status)).toEqual([200, 304]);
  });

  it.each<ListFault | HttpFault>([
    { kind: 'altered-list' },
    { kind: 'truncated' },
    { kind: 'empty' },
    { kind: 'html-page' },
    { kind: 'http-status', status: 500 },
    { kind: 'redirect', location: 'http://127.0.0.1:1/jp.xml' },
    { kind: 'redirect', location: 'http://169.254.169.254/latest/meta-data' },
    { kind: 'no-answer', how: 'closed' },
    { kind: 'no-answer', how: 'broken-off' },
    { kind: 'no-answer', how: 'hanging' },
  ])('stay as they were good, whatever their location answers: %j', async (wrong) => {
    await open();
    fault = wrong;
    const kept = await open({ timeoutMs: 300 });
    expect(kept.numbers).toEqual([1]);
    fault = undefined;
    expect((await open()).numbers).toEqual([1]);
    fault = wrong;
    const without = await open({ timeoutMs: 300, store: createFolderCache(join(folder, 'empty')) });
    expect(without.lists).toEqual([]);
    expect(without.refused).toHaveLength(1);
  });

  it('K23: are not rolled back by a server that replays an older list', async () => {
    const moved = world.published('japan');
    await open();
    await world.publish('japan', nextOf(world, 'japan', after(0)));
    expect((await open()).numbers).toEqual([2]);
    fault = { kind: 'other-list', list: moved };
    expect(await open()).toMatchObject({ numbers: [2], remarks: [{ id: 'LIST_SEQUENCE_BACKWARDS' }] });
    expect(await open({ transport: 'offline' })).toMatchObject({ numbers: [2] });
    await world.publish('japan', world.descriptions.japan);
  });

  it('are refused when they are larger than allowed, without being read whole', async () => {
    const { refused } = await open({ maxListBytes: 1000 });
    expect(refused).toMatchObject([
      { finding: { facts: { reason: expect.stringMatching(/^too-large: .*1000 bytes$/) } } },
    ]);
  });

  it('are opened by two at once', async () => {
    const both = await Promise.all([open(), open()]);
    expect(both.map(({ numbers }) => numbers)).toEqual([[1], [1]]);
    expect((await open({ transport: 'offline' })).numbers).toEqual([1]);
  });

  it('tell their age when nothing else is to be had', async () => {
    await open();
    fault = { kind: 'http-status', status: 404 };
    const late = await open({ now: () => after(5 * DAY_MS) });
    expect(late.lists[0]?.findings).toMatchObject([{ id: 'LIST_LAST_GOOD_COPY', facts: { days: 5 } }]);
  });

  it('are not fetched from private addresses that only a pointer names', async () => {
    const lists = optionsFor(world, 'listOfLists').lists.map((source) => ({
      ...source,
      list: world.published('listOfLists').bytes,
      location: world.urls.listOfLists,
    }));
    const options = { ...optionsFor(world, 'listOfLists'), lists, transport: createGuardedTransport() };
    const { refused } = await openTrustedLists(options);
    expect(refused).toHaveLength(1);
    expect(requested).toEqual([]);
  });
});
