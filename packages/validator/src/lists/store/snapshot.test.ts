import { concatBytes, utf8 } from '@eseal/core';
import type { ListWorld } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ListUseOptions, openSnapshot, openTrustedLists, type TrustedLists } from '../open.ts';
import { after, alteredList, DAY_MS, nextOf, openWorld, optionsFor } from '../test-opening.ts';
import type { ListCopy, ListSnapshot } from './list-copy.ts';
import { isSnapshot, mergeSnapshots, readSnapshot, writeSnapshot } from './snapshot-file.ts';

let world: ListWorld;
let opened: TrustedLists;
beforeAll(async () => {
  world = await openWorld();
  opened = await openTrustedLists(optionsFor(world, 'listOfLists'));
});

/** What opens lists of the world without a network. */
function use(from: ListWorld, options: Partial<ListUseOptions> = {}): ListUseOptions {
  const { lists, now, schemes } = optionsFor(from, 'listOfLists');
  return { lists, ...(now && { now }), ...(schemes && { schemes }), ...options };
}

const copies: fc.Arbitrary<ListCopy> = fc.record(
  {
    location: fc.webUrl(),
    bytes: fc.uint8Array({ maxLength: 50 }),
    fetchedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
    etag: fc.string(),
    lastModified: fc.string(),
  },
  { requiredKeys: ['location', 'bytes', 'fetchedAt'] },
);
const snapshots: fc.Arbitrary<ListSnapshot> = fc.record({
  roots: fc.uniqueArray(fc.webUrl()),
  copies: fc.array(copies, { maxLength: 5 }),
});

describe('snapshots as files', () => {
  it('are read as they were written, and written in one way', async () => {
    await fc.assert(
      fc.asyncProperty(snapshots, async (snapshot) => {
        const file = await writeSnapshot(snapshot);
        expect(isSnapshot(file)).toBe(true);
        const reversed = {
          roots: snapshot.roots.toReversed(),
          copies: (await readSnapshot(file)).copies.toReversed(),
        };
        expect(await writeSnapshot(reversed)).toEqual(file);
      }),
      { numRuns: 30 },
    );
  });

  it('hold every version once, with the last time it was current', async () => {
    const [copy] = opened.snapshot.copies;
    if (copy === undefined) throw new TypeError('the world has no list');
    const later = { roots: [], copies: [{ ...copy, fetchedAt: after(DAY_MS) }] };
    const merged = await readSnapshot(await writeSnapshot(mergeSnapshots(later, opened.snapshot)));
    expect(merged.copies).toHaveLength(4);
    expect(merged.copies.find(({ location }) => location === copy.location)?.fetchedAt).toEqual(
      after(DAY_MS),
    );
  });

  it('are refused when anything in them was changed', async () => {
    const file = await writeSnapshot({ roots: ['urn:a'], copies: [] });
    const whole = await writeSnapshot(opened.snapshot);
    const described = (json: unknown) => utf8(`${JSON.stringify(json)}\n`);
    const head = { format: 'eseal-trusted-lists', version: 1, roots: [], copies: [] };
    const entry = { location: 'urn:a', fetchedAt: '2026-01-01T00:00:00Z', size: 0, sha256: '00' };
    const broken: readonly Uint8Array[] = [
      new Uint8Array(),
      utf8('<TrustServiceStatusList/>'),
      file.subarray(0, file.length - 1),
      concatBytes([file, utf8('x')]),
      whole.subarray(0, whole.length - 1),
      whole.map((byte, at) => (at === whole.length - 1000 ? byte ^ 1 : byte)),
      described({ ...head, format: 'other' }),
      described({ ...head, version: 2 }),
      described({ ...head, roots: 'urn:a' }),
      described({ ...head, copies: [{ ...entry, size: -1 }] }),
      described({ ...head, copies: [{ ...entry, size: 2 ** 60 }] }),
      described({ ...head, copies: [{ ...entry, fetchedAt: 'today' }] }),
      described({ ...head, copies: [entry] }),
      described({ ...head, copies: [null] }),
    ];
    for (const bytes of broken)
      await expect(readSnapshot(bytes)).rejects.toMatchObject({ code: 'LIST_SNAPSHOT_INVALID' });
    expect((await readSnapshot(described(head))).copies).toEqual([]);
  });
});

describe('openSnapshot', () => {
  it('gives without a network what the network gave', async () => {
    const file = await writeSnapshot(opened.snapshot);
    const again = await openSnapshot(file, use(world));
    const withoutOrder = ({ lists }: TrustedLists) => lists.map(({ reference }) => reference);
    expect(withoutOrder(again)).toEqual(withoutOrder(opened));
    expect(again.refused).toEqual([]);
    expect(again.trust.size).toBe(opened.trust.size);
    expect(await writeSnapshot(again.snapshot)).toEqual(file);
  });

  it('K23: believes nothing because it stands in the snapshot', async () => {
    const bytes = await alteredList(world);
    const forged = opened.snapshot.copies.map((copy) =>
      copy.location === world.urls.japan ? { ...copy, bytes } : copy,
    );
    const file = await writeSnapshot({ ...opened.snapshot, copies: forged });
    const { lists, refused } = await openSnapshot(file, use(world));
    expect(lists.map(({ reference }) => reference.territory)).toEqual(['EU', 'XE']);
    expect(refused).toMatchObject([{ location: world.urls.japan, territory: 'JP' }]);
    const strangers = [{ list: world.urls.japan, signers: [] }];
    const foreign = await openSnapshot(opened.snapshot, use(world, { lists: strangers }));
    expect(foreign).toMatchObject({ lists: [], refused: [{ location: world.urls.japan }] });
  });

  it('opens the version that was in force at a time', async () => {
    const moved = await openWorld();
    const options = { ...optionsFor(moved, 'japan'), schemes: [moved.scheme] };
    const first = await openTrustedLists(options);
    await moved.publish('japan', nextOf(moved, 'japan', after(10 * DAY_MS)));
    const now = () => after(10 * DAY_MS);
    const second = await openTrustedLists({ ...options, now });
    const file = await writeSnapshot(mergeSnapshots(second.snapshot, first.snapshot));
    const numberAt = async (at?: Date) => {
      const { lists } = await openSnapshot(file, { ...options, now, ...(at && { at }) });
      return lists.map(({ findings, reference }) =>
        [reference.sequenceNumber, ...findings.map(({ id }) => id)].join(' '),
      )[0];
    };
    expect(await numberAt()).toBe('2');
    expect(await numberAt(after(10 * DAY_MS))).toBe('2');
    expect(await numberAt(after(10 * DAY_MS - 1))).toBe('1');
    expect(await numberAt(moved.descriptions.japan.scheme.issueDate)).toBe('1');
    expect(await numberAt(after(-2 * DAY_MS))).toBe('1 LIST_ISSUED_LATER');
  });

  it('goes back to an older version when the newest is not authentic, and says so', async () => {
    const copy = opened.snapshot.copies.find(({ location }) => location === world.urls.japan);
    if (copy === undefined) throw new TypeError('the world has no list');
    const forged = { ...copy, bytes: await alteredList(world), fetchedAt: after(DAY_MS) };
    const snapshot = { ...opened.snapshot, copies: [forged, ...opened.snapshot.copies] };
    const { lists } = await openSnapshot(snapshot, use(world));
    const japan = lists.find(({ reference }) => reference.territory === 'JP');
    expect(japan?.findings.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('K24: names every list that is not in the snapshot', async () => {
    const snapshot = { ...opened.snapshot, copies: [] };
    const { refused, trust } = await openSnapshot(snapshot, use(world));
    expect(refused).toMatchObject([
      { location: world.urls.listOfLists, finding: { id: 'LIST_NOT_IN_SNAPSHOT' } },
    ]);
    expect(trust.size).toBe(0);
    const without = opened.snapshot.copies.filter(({ location }) => location !== world.urls.pivot);
    const unanchored = await openSnapshot({ ...opened.snapshot, copies: without }, use(world));
    expect(unanchored.lists).toEqual([]);
  });
});
