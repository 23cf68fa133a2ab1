import type { ListWorld } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTrustedList } from '../build/build-list.ts';
import type {
  ProviderDescription,
  ServiceDescription,
  TrustedListDescription,
} from '../build/description.ts';
import { nextTrustedList, withStatus } from '../build/next-list.ts';
import type { TrustedList, TrustService } from '../list.ts';
import { parseTrustedList } from '../parse/parse-list.ts';
import { after, DAY_MS, openWorld } from '../test-opening.ts';
import { describeList } from './described-list.ts';
import { diffLists } from './diff-lists.ts';
import { diffSnapshots } from './diff-snapshots.ts';
import { diffToText } from './diff-to-text.ts';
import type { ListChange, SnapshotDifference } from './difference.ts';

let japan: TrustedListDescription;
let world: ListWorld;
beforeAll(async () => {
  world = await openWorld();
  japan = world.descriptions.japan;
});

const LOCATION = 'https://list.example/jp.xml';

/** The difference of two lists at one place. */
async function differenceOf(
  before: TrustedListDescription,
  later: TrustedListDescription,
): Promise<SnapshotDifference> {
  const snapshotOf = (list: TrustedListDescription) => ({
    roots: [],
    copies: [{ location: LOCATION, bytes: buildTrustedList(list), fetchedAt: after(0) }],
  });
  return diffSnapshots(snapshotOf(before), snapshotOf(later));
}

/** The next list, with other providers. */
function nextWith(
  change: (providers: readonly ProviderDescription[]) => readonly ProviderDescription[],
): TrustedListDescription {
  const issueDate = after(DAY_MS);
  const nextUpdate = after(30 * DAY_MS);
  return nextTrustedList(japan, { issueDate, nextUpdate, providers: change(japan.providers) });
}

/** The providers with the first service of the first changed. */
function changeFirst(
  providers: readonly ProviderDescription[],
  change: (service: ServiceDescription) => readonly ServiceDescription[],
): readonly ProviderDescription[] {
  return providers.map((provider, at) =>
    at > 0
      ? provider
      : { ...provider, services: provider.services.flatMap((one, index) => (index > 0 ? one : change(one))) },
  );
}

function changesOf({ lists }: SnapshotDifference): readonly ListChange[] {
  return lists.flatMap(({ changes }) => changes);
}

describe('diffSnapshots', () => {
  it('tells a status that changed, with its times, and no more', async () => {
    const from = after(DAY_MS / 2);
    const withdrawn = 'https://jp-trust.example/Svcstatus/withdrawn';
    const later = nextWith((all) => changeFirst(all, (service) => [withStatus(service, withdrawn, from)]));
    const difference = await differenceOf(japan, later);
    expect(difference.lists).toMatchObject([
      {
        location: LOCATION,
        territory: 'JP',
        before: { sequenceNumber: 1, issueDate: japan.scheme.issueDate },
        after: { sequenceNumber: 2, nextUpdate: after(30 * DAY_MS) },
      },
    ]);
    const [old] = japan.providers[0]?.services[0]?.states ?? [];
    expect(changesOf(difference)).toEqual([
      {
        kind: 'service-status',
        service: expect.objectContaining({ type: old?.type }),
        before: { status: old?.status, from: old?.from },
        after: { status: withdrawn, from },
      },
    ]);
    const text = diffToText(difference, { language: 'en' });
    expect(text).toContain('number: 1 -> 2');
    expect(text).toMatch(/status: accredited since .* -> withdrawn since 2026-11-01T12:00:00Z/);
    expect(diffToText(difference, { language: 'ja' })).toMatch(/状態: accredited（.*から） -> withdrawn（/);
  });

  it('tells services, providers and pointers that are new or gone', async () => {
    const issueDate = after(DAY_MS);
    const [pointer] = japan.pointers;
    if (pointer === undefined) throw new TypeError('the world has no pointer');
    const signers = world.descriptions.member.pointers[0]?.signers ?? [];
    const later: TrustedListDescription = {
      scheme: { ...japan.scheme, sequenceNumber: 2, issueDate, nextUpdate: after(30 * DAY_MS) },
      pointers: [{ ...pointer, location: 'https://list.example/other.xml', signers }],
      providers: [],
    };
    const kinds = (changes: readonly ListChange[]) =>
      changes.map(({ kind, before, after: now }) => `${kind} ${before ? '-' : ''}${now ? '+' : ''}`);
    const gone = kinds(changesOf(await differenceOf(japan, later)));
    const back = kinds(changesOf(await differenceOf(later, japan)));
    expect(gone).toEqual(expect.arrayContaining(['pointer -', 'pointer +', 'provider -', 'service -']));
    expect(back).toEqual(expect.arrayContaining(['pointer -', 'pointer +', 'provider +', 'service +']));
    expect(gone).not.toContain('service +');
  });

  it('tells of a past that was written anew', async () => {
    const later = nextWith((all) => all);
    const rewritten = {
      ...later,
      providers: changeFirst(later.providers, (service) => [
        { ...service, states: service.states.map((state) => ({ ...state, from: after(-400 * DAY_MS) })) },
      ]),
    };
    const changes = changesOf(await differenceOf(japan, rewritten));
    expect(changes.map(({ kind }) => kind)).toEqual(['service-status', 'service-history']);
    const text = diffToText(await differenceOf(japan, rewritten));
    expect(text).toContain('! history rewritten: ');
  });

  it('keeps a provider together that changed its name, by its registration', async () => {
    const names = [
      { language: 'en', text: 'Renamed Trust' },
      { language: 'ja', text: '改名トラスト' },
    ];
    const tradeNames = [{ language: 'en', text: 'NTRJP-5999000111222' }];
    const registered = {
      ...japan,
      providers: japan.providers.map((one, at) => (at > 0 ? one : { ...one, tradeNames })),
    };
    const later = {
      ...registered,
      providers: registered.providers.map((one, at) => (at > 0 ? one : { ...one, names })),
    };
    expect(changesOf(await differenceOf(registered, later))).toMatchObject([
      { kind: 'provider', provider: 'NTRJP-5999000111222' },
    ]);
    const unregistered = (list: TrustedListDescription) => ({
      ...list,
      providers: list.providers.map((one) => ({ ...one, tradeNames: [] })),
    });
    const changes = changesOf(await differenceOf(unregistered(japan), unregistered(later)));
    expect(changes.filter(({ kind }) => kind === 'provider')).toHaveLength(2);
    expect(changes.filter(({ kind }) => kind === 'service')).toEqual([]);
  });

  it('tells lists that are new or gone without repeating all that is on them', async () => {
    const bytes = buildTrustedList(japan);
    const full = { roots: [], copies: [{ location: LOCATION, bytes, fetchedAt: after(0) }] };
    const empty = { roots: [], copies: [] };
    const come = await diffSnapshots(empty, full);
    expect(come.lists).toMatchObject([{ before: null, after: { sequenceNumber: 1 }, changes: [] }]);
    expect(diffToText(come)).toMatch(/^\+ list JP {2}https/);
    const gone = await diffSnapshots(full, empty);
    expect(gone.lists).toMatchObject([{ after: null, before: { sequenceNumber: 1 }, changes: [] }]);
    expect(diffToText(gone)).toMatch(/^- list JP {2}https/);
    expect(diffToText(await diffSnapshots(full, full), { language: 'ja' })).toBe('変更はありません');
  });

  it('compares the newest version of each snapshot', async () => {
    const later = nextWith((all) => all);
    const copy = (list: TrustedListDescription, fetchedAt: Date) => ({
      location: LOCATION,
      bytes: buildTrustedList(list),
      fetchedAt,
    });
    const both = { roots: [], copies: [copy(later, after(0)), copy(japan, after(DAY_MS))] };
    const { lists } = await diffSnapshots(both, { roots: [], copies: [copy(later, after(0))] });
    expect(lists).toEqual([]);
  });

  it('refuses what is no list', async () => {
    const junk = {
      roots: [],
      copies: [{ location: LOCATION, bytes: new Uint8Array(9), fetchedAt: after(0) }],
    };
    await expect(diffSnapshots(junk, junk)).rejects.toMatchObject({ code: 'TRUSTED_LIST_UNREADABLE' });
  });
});

/** Some of the services, each as it is or changed. */
function servicesFrom(services: readonly TrustService[]): fc.Arbitrary<readonly TrustService[]> {
  const name = { language: 'en', text: 'another name' };
  const variants = services.flatMap((service): readonly TrustService[] => [
    service,
    { ...service, states: service.states.slice(1) },
    { ...service, states: service.states.map((state) => ({ ...state, names: [name] })) },
    { ...service, states: service.states.map((state) => ({ ...state, status: 'urn:ended' })) },
    { ...service, states: [...service.states, ...service.states] },
    { ...service, identities: [] },
  ]);
  return fc.array(fc.constantFrom(...variants), { maxLength: 6 });
}

/** Variants of a list that no operator would publish one after the other. */
function listsFrom(list: TrustedList): fc.Arbitrary<TrustedList> {
  const [provider] = list.providers;
  const services = list.providers.flatMap((one) => one.services);
  const name = { language: 'en', text: 'another provider' };
  return fc
    .record({
      services: fc.tuple(servicesFrom(services), servicesFrom(services)),
      pointers: fc.subarray([...list.pointers, ...list.pointers]),
      sequenceNumber: fc.integer({ min: 1, max: 3 }),
      territory: fc.constantFrom('JP', 'XE', undefined),
    })
    .map(({ pointers, services: [first, second], ...scheme }) => ({
      ...list,
      scheme: { ...list.scheme, ...scheme },
      pointers,
      providers: provider
        ? [
            { ...provider, services: first },
            { ...provider, names: [name], services: second },
          ]
        : [],
    }));
}

describe('diffLists', () => {
  it('finds nothing between a list and itself, and the same both ways round', async () => {
    const list = parseTrustedList(buildTrustedList(japan));
    await fc.assert(
      fc.asyncProperty(listsFrom(list), listsFrom(list), async (one, other) => {
        const [a, b, copy] = await Promise.all([one, other, structuredClone(one)].map(describeList));
        if (a === undefined || b === undefined || copy === undefined) throw new TypeError('not described');
        expect(diffLists(a, copy)).toEqual([]);
        const exchanged = diffLists(b, a).map((change) => ({
          ...change,
          before: change.after,
          after: change.before,
        }));
        expect(exchanged).toEqual(diffLists(a, b));
      }),
      { numRuns: 60 },
    );
  });
});
