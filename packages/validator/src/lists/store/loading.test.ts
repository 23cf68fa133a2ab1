import type { HttpRequest, Transport } from '@eseal/core/http';
import type { ListFault, ListWorld } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTrustedLists } from '../open.ts';
import { after, alteredList, DAY_MS, nextOf, openJapan, openWorld, optionsFor } from '../test-opening.ts';
import { createMemoryListStore, type ListStore } from './list-store.ts';
import { writeSnapshot } from './snapshot-file.ts';

let world: ListWorld;
beforeAll(async () => {
  world = await openWorld();
});

/** A store with the Japanese list of a world as it is now. */
async function storeOf(from: ListWorld): Promise<ListStore> {
  const store = createMemoryListStore();
  expect((await openJapan(from, { store })).outcomes).toEqual(['fetched']);
  return store;
}

describe('lists that are kept', () => {
  it('are asked for again by what their location called them', async () => {
    const fresh = world.withFaults({});
    const store = await storeOf(fresh);
    const again = await openJapan(fresh, { store });
    expect(again.outcomes).toEqual(['unchanged']);
    expect(again.numbers).toEqual([1]);
    expect(again.remarks).toEqual([]);
    const [first, second] = fresh.requests;
    expect(first?.headers).not.toHaveProperty('if-none-match');
    expect(second?.headers).toMatchObject({
      'if-none-match': expect.stringMatching(/^"[0-9a-f]{64}"$/),
      'if-modified-since': expect.stringMatching(/GMT$/),
    });
  });

  it('give way to a list that changed', async () => {
    const moved = await openWorld();
    const store = await storeOf(moved);
    await moved.publish('japan', nextOf(moved, 'japan', after(0)));
    expect(await openJapan(moved, { store })).toMatchObject({ outcomes: ['fetched'], numbers: [2] });
    expect(await openJapan(moved, { store, transport: 'offline' })).toMatchObject({
      outcomes: ['kept'],
      numbers: [2],
    });
  });

  it('stand in for a location that fails, with their age', async () => {
    const store = await storeOf(world);
    const faulty = world.withFaults({ japan: { kind: 'http-status', status: 503 } });
    const now = () => after(3 * DAY_MS + 5000);
    const kept = await openJapan(faulty, { store, transport: faulty.transport, now });
    expect(kept).toMatchObject({ outcomes: ['kept'], numbers: [1], refused: [] });
    expect(kept.remarks).toMatchObject([
      {
        id: 'LIST_LAST_GOOD_COPY',
        severity: 'warning',
        facts: { reason: 'http-status: 503', days: 3, fetchedAt: after(0).toISOString() },
      },
    ]);
    expect(await openJapan(faulty, { transport: faulty.transport })).toMatchObject({
      outcomes: ['failed'],
      refused: [{ finding: { id: 'LIST_UNAVAILABLE', facts: { reason: 'http-status: 503' } } }],
    });
  });

  it.each<ListFault | { readonly kind: 'html-page' | 'truncated' | 'empty' }>([
    { kind: 'altered-list' },
    { kind: 'truncated' },
    { kind: 'html-page' },
    { kind: 'empty' },
  ])('are never replaced by what is not authentic: %j', async (fault) => {
    const store = await storeOf(world);
    const before = await store.get(world.urls.japan);
    const faulty = world.withFaults({ japan: fault });
    // A whole answer, whatever was asked.
    const transport: Transport = (request) => faulty.transport({ ...request, headers: {} });
    const kept = await openJapan(world, { store, transport });
    expect(kept.numbers).toEqual([1]);
    expect(kept.remarks).toHaveLength(1);
    expect(kept.remarks[0]?.severity).toBe('warning');
    expect(await store.get(world.urls.japan)).toBe(before);
    expect((await openJapan(world, { store })).outcomes).toEqual(['unchanged']);
  });

  it('are not believed: one that was exchanged in the store is refused', async () => {
    const store = createMemoryListStore();
    const location = world.urls.japan;
    const copy = { location, bytes: await alteredList(world), fetchedAt: after(0) };
    await store.put(location, await writeSnapshot({ roots: [], copies: [copy] }));
    const opened = await openJapan(world, { store, transport: 'offline' });
    expect(opened).toMatchObject({ outcomes: ['kept'], lists: [], refused: [{ location }] });
    expect(opened.refused[0]?.finding.id).not.toBe('LIST_UNAVAILABLE');
    expect((await openJapan(world, { store })).numbers).toEqual([1]);
  });

  it('count for nothing when they are damaged, which is told', async () => {
    const store = await storeOf(world);
    const entry = (await store.get(world.urls.japan)) ?? new Uint8Array();
    await store.put(world.urls.japan, entry.subarray(0, entry.length - 1));
    const opened = await openJapan(world, { store });
    expect(opened).toMatchObject({ outcomes: ['fetched'], remarks: [{ id: 'LIST_STORE_FAILED' }] });
    expect((await openJapan(world, { store })).outcomes).toEqual(['unchanged']);
  });

  it('are used alone without a network', async () => {
    const store = await storeOf(world);
    const offline = await openJapan(world, { store, transport: 'offline' });
    expect(offline).toMatchObject({ outcomes: ['kept'], numbers: [1] });
    expect(offline.remarks).toMatchObject([{ id: 'LIST_LAST_GOOD_COPY', severity: 'information' }]);
    const empty = await openJapan(world, { store: createMemoryListStore(), transport: 'offline' });
    expect(empty).toMatchObject({ outcomes: ['failed'], refused: [{ location: world.urls.japan }] });
  });

  it('spare a location that just failed another question', async () => {
    const store = await storeOf(world);
    const faulty = world.withFaults({ japan: { kind: 'http-status', status: 500 } });
    const open = (milliseconds: number, retryAfterMs?: number) =>
      openJapan(faulty, {
        store,
        transport: faulty.transport,
        now: () => after(milliseconds),
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      });
    expect((await open(1000)).outcomes).toEqual(['kept']);
    const second = await open(2000);
    expect(second.remarks).toMatchObject([{ facts: { reason: 'http-status: 500, a moment ago' } }]);
    expect(faulty.requests).toHaveLength(1);
    await open(3000, 0);
    await open(70_000);
    expect(faulty.requests).toHaveLength(3);
  });

  it('are compared by the digest beside the list, where that is wanted', async () => {
    const store = await storeOf(world);
    const seen: HttpRequest[] = [];
    const noted: Transport = (request, options) => {
      seen.push(request);
      return world.transport(request, options);
    };
    const same = await openJapan(world, { store, transport: noted, digestFirst: true });
    expect(same.outcomes).toEqual(['unchanged']);
    expect(seen.map(({ url }) => url)).toEqual([world.urls.japan.replace(/xml$/, 'sha2')]);
    const moved = await openWorld();
    const old = await storeOf(moved);
    await moved.publish('japan', nextOf(moved, 'japan', after(0)));
    const changed = await openJapan(moved, { store: old, digestFirst: true });
    expect(changed).toMatchObject({ outcomes: ['fetched'], numbers: [2] });
  });

  it('cannot be lost by a store that fails, nor is its failure silent', async () => {
    const broken: ListStore = {
      get: () => {
        throw new TypeError('no disk');
      },
      put: () => Promise.reject(new TypeError('no disk')),
    };
    const opened = await openJapan(world, { store: broken });
    expect(opened.numbers).toEqual([1]);
    expect(opened.remarks).toMatchObject([{ id: 'LIST_STORE_FAILED', severity: 'warning' }]);
    expect(opened.findings.filter(({ id }) => id === 'LIST_STORE_FAILED')).toHaveLength(1);
  });

  it('are the same for two who open them at once', async () => {
    const store = createMemoryListStore();
    const both = await Promise.all([openJapan(world, { store }), openJapan(world, { store })]);
    expect(both.map(({ numbers }) => numbers)).toEqual([[1], [1]]);
    expect((await openJapan(world, { store })).outcomes).toEqual(['unchanged']);
  });

  it('do not go back when one who was slow has an older list', async () => {
    const moved = await openWorld();
    const store = createMemoryListStore();
    const old = moved.published('japan');
    const slow: Transport = async () => {
      await moved.publish('japan', nextOf(moved, 'japan', after(0)));
      await openJapan(moved, { store });
      return { status: 200, headers: {}, body: old.bytes };
    };
    expect((await openJapan(moved, { store, transport: slow, now: () => after(1000) })).numbers).toEqual([1]);
    expect((await openJapan(moved, { store, transport: 'offline' })).numbers).toEqual([2]);
  });
});

describe('limits of loading', () => {
  const all = (options: Partial<Parameters<typeof openTrustedLists>[0]>) =>
    openTrustedLists({ ...optionsFor(world, 'listOfLists'), ...options });

  it('refuse a list that is too large, and then all lists together', async () => {
    const one = await all({ maxListBytes: 1000 });
    expect(one.refused).toMatchObject([
      { finding: { id: 'LIST_UNAVAILABLE', facts: { reason: expect.stringContaining('too-large') } } },
    ]);
    const { length } = world.published('listOfLists').bytes;
    const together = await all({ maxTotalBytes: length + 10_000, concurrency: 1 });
    expect(together.lists).toHaveLength(1);
    expect(together.refused.map(({ finding }) => finding.id)).toEqual([
      'LIST_UNAVAILABLE',
      'LIST_UNAVAILABLE',
    ]);
  });

  it('end waiting for locations that do not answer', async () => {
    const hanging = world.withFaults({ member: { kind: 'no-answer', how: 'hanging' } });
    const { lists, refused } = await all({ transport: hanging.transport, timeoutMs: 20 });
    expect(lists).toHaveLength(2);
    expect(refused).toMatchObject([{ location: world.urls.member, territory: 'XE' }]);
    const late = await all({ transport: hanging.transport, totalTimeoutMs: 200 });
    expect(late.refused).toMatchObject([
      { finding: { facts: { reason: 'unavailable: all lists took more than 200 ms' } } },
    ]);
  });

  it('let only so many requests run at a time', async () => {
    let running = 0;
    let most = 0;
    const counting: Transport = async (request, options) => {
      most = Math.max(most, ++running);
      try {
        return await world.transport(request, options);
      } finally {
        running--;
      }
    };
    expect((await all({ transport: counting, concurrency: 1 })).lists).toHaveLength(3);
    expect(most).toBe(1);
    await all({ transport: counting });
    expect(most).toBeGreaterThan(1);
  });
});
