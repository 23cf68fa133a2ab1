import { utf8 } from '@eseal/core';
import { type Entity, JAPANESE_TEST_SCHEME, JAPANESE_URIS } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuthenticatedList } from '../list.ts';
import { EU_SCHEME } from '../schemes/eu.ts';
import {
  certificatesOf,
  createListSigners,
  LIST,
  listXml,
  loaderOf,
  NOW,
  signList,
  type TestPointer,
} from '../test-lists.ts';
import { type FollowedLists, type FollowListsOptions, followLists, type RootList } from './follow-lists.ts';

let first: Entity;
let second: Entity;
let third: Entity;

beforeAll(async () => {
  const pki = await createListSigners();
  [first, second, third] = ['first', 'second', 'third'].map((name) => pki.entity(name)) as [
    Entity,
    Entity,
    Entity,
  ];
});

const LOTL = 'https://eu.example/lotl.xml';
const BE = 'https://be.example/list.xml';
const JP = 'https://jp.example/list.xml';

/** Who signs what: `first` the list of lists, `second` that of Belgium, `third` that of Japan. */
const toLotl = (): TestPointer => ({ location: LOTL, signers: [first] });
const toBelgium = (): TestPointer => ({ location: BE, signers: [second], territory: 'BE', type: LIST });
const toJapan = (): TestPointer => ({
  location: JP,
  signers: [third],
  territory: 'JP',
  type: JAPANESE_URIS.list,
});

const belgian = (pointers: readonly TestPointer[] = [toLotl()]): Promise<string> =>
  signList(listXml({ territory: 'BE', type: LIST, pointers }), second);
const japanese = (pointers: readonly TestPointer[] = [toLotl()]): Promise<string> =>
  signList(listXml({ territory: 'JP', type: JAPANESE_URIS.list, pointers }), third);
const listOfLists = (
  pointers: readonly TestPointer[] = [toLotl(), toBelgium(), toJapan()],
): Promise<string> => signList(listXml({ pointers }), first);

function follow(
  lists: Readonly<Record<string, string>>,
  roots: readonly RootList[],
  options: Partial<FollowListsOptions> = {},
): Promise<FollowedLists> {
  return followLists(roots, {
    load: loaderOf(lists),
    schemes: [EU_SCHEME, JAPANESE_TEST_SCHEME],
    time: NOW,
    ...options,
  });
}

const fromEurope = (): RootList => ({ location: LOTL, signers: certificatesOf(first) });
const fromJapan = (): RootList => ({ location: JP, signers: certificatesOf(third) });
const locations = ({ lists }: FollowedLists): readonly string[] => lists.map(({ location }) => location);

describe('lists', () => {
  it('are found from a list of lists', async () => {
    const all = { [LOTL]: await listOfLists(), [BE]: await belgian(), [JP]: await japanese() };
    const found = await follow(all, [fromEurope()]);
    expect(locations(found)).toEqual([LOTL, BE, JP]);
    expect(found.refused).toEqual([]);
    expect(found.lists.map(({ reference }) => reference)).toMatchObject([
      { scheme: { id: 'eu' }, territory: 'EU', sequenceNumber: 1, location: LOTL },
      { scheme: { id: 'eu' }, territory: 'BE', location: BE },
      { scheme: { id: 'jp-test' }, territory: 'JP', issueDate: new Date('2026-10-01T00:00:00Z') },
    ]);
    expect(found.lists[1]?.signer.raw).toEqual(second.certificate);
  });

  it('are found from a national list by way of the list of lists of others', async () => {
    const all = { [LOTL]: await listOfLists(), [BE]: await belgian(), [JP]: await japanese() };
    expect(locations(await follow(all, [fromJapan()]))).toEqual([JP, LOTL, BE]);
    expect(locations(await follow(all, [fromJapan(), fromEurope()]))).toEqual([JP, LOTL, BE]);
  });

  it('are handed over in the bytes that were loaded', async () => {
    const bytes = utf8(await listOfLists([]));
    const { lists } = await follow({}, [fromEurope()], { load: async () => ({ copies: [bytes] }) });
    expect(lists[0]?.bytes).toBe(bytes);
  });

  it('that point to each other, or to themselves, are opened once', async () => {
    const counted: string[] = [];
    const all = { [LOTL]: await listOfLists([toLotl(), toJapan()]), [JP]: await japanese() };
    const load = (location: string) => {
      counted.push(location);
      return loaderOf(all)(location);
    };
    await follow({}, [fromJapan(), fromEurope(), fromJapan()], { load });
    expect(counted.toSorted()).toEqual([LOTL, JP].toSorted());
  });

  it('K23: of which one calls itself elsewhere are not taken from there', async () => {
    const elsewhere = 'https://attacker.example/lotl.xml';
    const forged = await signList(listXml({ pointers: [toBelgium()] }), second);
    const all = {
      [LOTL]: await listOfLists([{ location: elsewhere, signers: [second] }]),
      [elsewhere]: forged,
      [BE]: await belgian(),
    };
    const found = await follow(all, [fromEurope()]);
    expect(locations(found)).toEqual([LOTL]);
    expect(found.lists[0]?.findings).toMatchObject([
      { id: 'LIST_LOCATION_CHANGED', facts: { announced: [elsewhere], location: LOTL } },
    ]);
  });

  it('K23: are not vouched for by a list of services that was pointed to', async () => {
    const evil = 'https://attacker.example/lotl.xml';
    const all = {
      [LOTL]: await listOfLists([toBelgium()]),
      [BE]: await belgian([{ location: evil, signers: [third] }, toJapan()]),
      [evil]: await signList(listXml({ pointers: [toJapan()] }), third),
      [JP]: await japanese(),
    };
    expect(locations(await follow(all, [fromEurope()]))).toEqual([LOTL, BE]);
  });

  it('K23: of a country that another list of services points to are not followed', async () => {
    const all = { [JP]: await japanese([toBelgium()]), [BE]: await belgian() };
    expect(locations(await follow(all, [fromJapan()]))).toEqual([JP]);
  });

  it('K23: of another scheme than that of the list of lists on the way are not vouched for by it', async () => {
    const elsewhere = 'https://attacker.example/list.xml';
    const forged = { ...toJapan(), location: elsewhere, signers: [second] };
    const all = {
      [LOTL]: await listOfLists([toBelgium(), forged]),
      [BE]: await belgian([]),
      [JP]: await japanese(),
      [elsewhere]: await signList(listXml({ territory: 'JP', type: JAPANESE_URIS.list }), second),
    };
    expect(locations(await follow(all, [fromJapan()]))).toEqual([JP, LOTL, BE]);
    // Who begins there trusts it for whatever it points to.
    expect(locations(await follow(all, [fromEurope()]))).toEqual([LOTL, BE, elsewhere]);
  });

  it('K23: in an older version at another location are refused, whichever was found first', async () => {
    const elsewhere = 'https://jp.example/old.xml';
    const version = (sequenceNumber: number): Promise<string> =>
      signList(listXml({ territory: 'JP', type: JAPANESE_URIS.list, sequenceNumber }), third);
    const fromElsewhere = { ...fromJapan(), location: elsewhere };
    const all = {
      [LOTL]: await listOfLists([toBelgium(), { ...toJapan(), location: elsewhere }]),
      [BE]: await belgian([]),
      [JP]: await version(8),
      [elsewhere]: await version(7),
    };
    for (const roots of [
      [fromJapan(), fromEurope()],
      [fromElsewhere, fromJapan()],
    ]) {
      const found = await follow(all, roots);
      expect(locations(found)).not.toContain(elsewhere);
      expect(locations(found)).toContain(JP);
      expect(found.refused).toMatchObject([
        {
          location: elsewhere,
          finding: { id: 'LIST_SUPERSEDED', severity: 'error', facts: { newer: JP } },
          conclusion: { indication: 'TOTAL-PASSED' },
        },
      ]);
    }
    const same = await follow({ ...all, [elsewhere]: await version(8) }, [fromJapan(), fromEurope()]);
    expect(locations(same).toSorted()).toEqual([BE, LOTL, JP, elsewhere].toSorted());
  });

  it('K23: signed by somebody who was announced for another list are refused', async () => {
    const forged = await signList(listXml({ territory: 'BE', type: LIST }), third);
    const found = await follow({ [LOTL]: await listOfLists(), [BE]: forged, [JP]: await japanese() }, [
      fromEurope(),
    ]);
    expect(locations(found)).toEqual([LOTL, JP]);
    expect(found.refused).toMatchObject([
      {
        location: BE,
        territory: 'BE',
        finding: { id: 'LIST_SIGNER_NOT_ANNOUNCED', severity: 'error' },
        conclusion: { indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' },
      },
    ]);
    expect(found.refused[0]?.finding.message.en).toContain(BE);
  });

  it('K23: lead nowhere when the list of lists is refused', async () => {
    const all = { [LOTL]: (await listOfLists()).replace('>6<', '>5<'), [BE]: await belgian() };
    const found = await follow(all, [fromEurope()]);
    expect(found.lists).toEqual([]);
    expect(found.refused).toMatchObject([{ location: LOTL, finding: { id: 'LIST_CHANGED' } }]);
  });

  it('that cannot be loaded are told, with the reason of who loads', async () => {
    const found = await follow({ [LOTL]: await listOfLists([toBelgium()]) }, [fromEurope()]);
    expect(found.refused).toMatchObject([
      { location: BE, finding: { id: 'TEST_NO_COPY' }, conclusion: undefined },
    ]);
  });

  it('of types that no scheme has are told and not loaded', async () => {
    const zz: TestPointer = {
      location: 'https://zz.example/',
      signers: [third],
      territory: 'ZZ',
      type: 'urn:zz',
    };
    const found = await follow({ [LOTL]: await listOfLists([zz]) }, [fromEurope()]);
    expect(found.findings).toMatchObject([
      { id: 'LIST_POINTER_SKIPPED', severity: 'information', facts: { location: zz.location } },
    ]);
    expect(found.refused).toEqual([]);
  });

  it('that are not of interest are not loaded', async () => {
    const found = await follow({ [LOTL]: await listOfLists() }, [fromEurope()], { select: () => false });
    expect(found).toMatchObject({ refused: [], findings: [] });
    expect(locations(found)).toEqual([LOTL]);
  });

  it('that the caller does not accept are refused with the reason of the caller', async () => {
    const finding = {
      id: 'TEST',
      severity: 'error',
      message: { ja: 'x', en: 'x' },
      citation: 'x',
      facts: {},
    } as const;
    const seen: AuthenticatedList[] = [];
    const accept = (list: AuthenticatedList) => {
      seen.push(list);
      return list.reference.territory === 'BE' ? finding : undefined;
    };
    const all = { [LOTL]: await listOfLists([toBelgium()]), [BE]: await belgian() };
    const found = await follow(all, [fromEurope()], { accept });
    expect(seen.map(({ reference }) => reference.territory)).toEqual(['EU', 'BE']);
    expect(found.refused).toMatchObject([{ location: BE, finding }]);
  });

  it('are not more than anyone has', async () => {
    const many = Array.from({ length: 400 }, (_, n) => ({
      ...toBelgium(),
      location: `https://be.example/${n}`,
    }));
    const found = await follow({ [LOTL]: await listOfLists(many) }, [fromEurope()]);
    expect(found.refused).toHaveLength(299);
    expect(found.findings).toMatchObject([{ id: 'LISTS_TOO_MANY', facts: { limit: 300, skipped: 101 } }]);
  });

  it('end with the call that loads them', async () => {
    const load = () => Promise.reject(new Error('aborted'));
    await expect(follow({}, [fromEurope()], { load })).rejects.toThrow('aborted');
  });

  it('are reached over the pivots of the list of lists', async () => {
    const journal = 'https://journal.example/oj';
    const pivot = 'https://eu.example/pivot-1.xml';
    const all = {
      [LOTL]: await signList(listXml({ informationUris: [pivot, journal], pointers: [toLotl()] }), first),
      [pivot]: await signList(listXml({ pointers: [toLotl()] }), second),
    };
    const root = { location: LOTL, signers: certificatesOf(second), pivots: { officialJournal: journal } };
    const found = await follow(all, [root]);
    expect(locations(found)).toEqual([LOTL]);
    expect(found.pivots).toMatchObject([{ location: pivot }]);
    const { pivots: _, ...direct } = root;
    expect((await follow(all, [direct])).refused).toMatchObject([
      { finding: { id: 'LIST_SIGNER_NOT_ANNOUNCED' } },
    ]);
  });

  it('are loaded once, though another copy has to be looked at', async () => {
    const pivot = 'https://eu.example/pivot-1.xml';
    const good = await signList(listXml({ informationUris: [pivot], pointers: [toLotl()] }), first);
    const all = { [pivot]: await signList(listXml({ pointers: [toLotl()] }), second) };
    const counted: string[] = [];
    const load: FollowListsOptions['load'] = async (location) => {
      counted.push(location);
      const copies = [utf8(good.replace('>6<', '>5<')), utf8(good)] as const;
      return location === LOTL ? { copies } : loaderOf(all)(location);
    };
    const root = { location: LOTL, signers: certificatesOf(second), pivots: {} };
    const found = await follow({}, [root], { load });
    expect(found.lists).toMatchObject([
      { location: LOTL, findings: [{ id: 'LIST_CHANGED', severity: 'warning' }] },
    ]);
    expect(counted).toEqual([LOTL, pivot]);
  });

  it('K23: signed by whom a broken walk over pivots led to are refused', async () => {
    const pivot = 'https://eu.example/pivot-1.xml';
    const all = { [LOTL]: await signList(listXml({ informationUris: [pivot] }), second), [pivot]: '<a>' };
    const root = { location: LOTL, signers: certificatesOf(second), pivots: {} };
    expect((await follow(all, [root])).refused).toMatchObject([
      {
        finding: { id: 'LIST_PIVOT_REFUSED', severity: 'error' },
        conclusion: { indication: 'TOTAL-PASSED' },
      },
    ]);
  });

  it('K23: are not trusted by a notice that is not the newest', async () => {
    const informationUris = ['https://journal.example/2', 'https://journal.example/1'];
    const all = { [LOTL]: await signList(listXml({ informationUris }), first) };
    const root = (officialJournal: string): RootList => ({ ...fromEurope(), pivots: { officialJournal } });
    const found = await follow(all, [root('https://journal.example/1')]);
    expect(found.lists).toEqual([]);
    expect(found.refused).toMatchObject([{ finding: { id: 'LIST_ANCHOR_OUTDATED' } }]);
    expect(locations(await follow(all, [root('https://journal.example/2')]))).toEqual([LOTL]);
  });
});
