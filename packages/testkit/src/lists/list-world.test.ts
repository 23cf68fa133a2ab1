import { parseCertificate } from '@eseal/core/x509';
import {
  EU_SCHEME,
  nextTrustedList,
  type OpenTrustedListsOptions,
  openTrustedLists,
  parseTrustedList,
} from '@eseal/validator/trusted-lists';
import { describe, expect, it } from 'vitest';
import { createListWorld, type ListWorld } from './list-world.ts';

const NOW = new Date('2026-11-01T00:00:00Z');
const world = await createListWorld({ now: NOW });

const certificatesOf = (all: readonly Uint8Array[]) => all.map((one) => parseCertificate(one));

function open(
  { announced, scheme, transport, urls }: ListWorld,
  changes: Partial<OpenTrustedListsOptions> = {},
) {
  return openTrustedLists({
    lists: [{ list: urls.japan, signers: certificatesOf(announced.japan) }],
    schemes: scheme === EU_SCHEME ? [EU_SCHEME] : [EU_SCHEME, scheme],
    transport,
    now: () => NOW,
    ...changes,
  });
}

const territoriesOf = ({ lists }: Awaited<ReturnType<typeof open>>) =>
  lists.map(({ reference }) => reference.territory).toSorted();

describe('the world of lists', () => {
  it('leads from the list of Japan to the list of lists and its member, with the agreement', async () => {
    const opened = await open(world);
    expect(opened.refused).toEqual([]);
    expect(territoriesOf(opened)).toEqual(['EU', 'JP', 'XE']);
    const member = opened.lists.find(({ reference }) => reference.territory === 'XE');
    expect(member?.agreements).toMatchObject([{ recognizedBy: 'JP', rules: 'japan' }]);
  });

  it('leads from the list of lists, traced to the journal by way of the pivot, to the list of Japan', async () => {
    const { journal, urls } = world;
    const signers = certificatesOf(journal.signers);
    const opened = await open(world, {
      lists: [{ list: urls.listOfLists, signers, pivots: { officialJournal: journal.uri } }],
    });
    expect(opened.refused).toEqual([]);
    expect(territoriesOf(opened)).toEqual(['EU', 'JP', 'XE']);
    const japan = opened.lists.find(({ reference }) => reference.territory === 'JP');
    expect(japan?.agreements).toMatchObject([{ recognizedBy: 'EU', rules: 'eu' }]);
    const withoutPivots = await open(world, { lists: [{ list: urls.listOfLists, signers }] });
    expect(withoutPivots.lists).toEqual([]);
  });

  it('has lists in the terms of ETSI, and of a pilot', async () => {
    const etsi = await createListWorld({ now: NOW, terms: 'etsi' });
    expect(etsi.scheme).toBe(EU_SCHEME);
    expect(territoriesOf(await open(etsi))).toEqual(['EU', 'JP', 'XE']);
    const pilot = await createListWorld({ now: NOW, terms: 'japanese-pilot' });
    expect(pilot.scheme.pilot).toBe(true);
    expect(territoriesOf(await open(pilot))).toEqual(['EU', 'JP', 'XE']);
  });

  it('tells of services that were withdrawn, and that have not begun', () => {
    const { providers } = parseTrustedList(world.published('japan').bytes);
    const states = providers[0]?.services.map(({ states: all }) =>
      all.map(({ status }) => status.split('/').pop()),
    );
    expect(states).toEqual([['accredited'], ['withdrawn', 'accredited'], ['accredited'], ['accredited']]);
    const starts = providers[0]?.services.map(({ states: [now] }) => (now?.from ?? NOW) > NOW);
    expect(starts).toEqual([false, false, true, false]);
  });

  it('publishes the next list, and by whom it is told to', async () => {
    const own = await createListWorld({ now: NOW });
    const next = nextTrustedList(own.descriptions.japan, { issueDate: NOW, nextUpdate: undefined });
    await own.publish('japan', next);
    expect(parseTrustedList(own.published('japan').bytes).scheme.sequenceNumber).toBe(2);
    expect(territoriesOf(await open(own))).toContain('JP');
    await own.publish('japan', next, own.signers.entity('stranger'));
    expect((await open(own)).refused).toHaveLength(1);
  });

  it('has lists with faults when it is to', async () => {
    const altered = await open(world.withFaults({ member: { kind: 'altered-list' } }));
    expect(territoriesOf(altered)).toEqual(['EU', 'JP']);
    const silent = await open(world.withFaults({ listOfLists: { kind: 'http-status', status: 503 } }));
    expect(territoriesOf(silent)).toEqual(['JP']);
    expect(silent.refused).toHaveLength(1);
  });

  it('answers for the certificates of both sides', async () => {
    for (const { urls } of [world.japan, world.europe]) {
      expect((await world.transport({ method: 'GET', url: urls.crl, headers: {} })).status).toBe(200);
    }
  });
});
