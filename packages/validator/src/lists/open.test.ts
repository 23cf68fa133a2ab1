import type { ListWorld } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import { validateCertificate } from '../certificate.ts';
import { validate } from '../validate.ts';
import { openTrustedLists } from './open.ts';
import { EU_SCHEME } from './schemes/eu.ts';
import { createMemoryListStore } from './store/list-store.ts';
import type { ListProgress } from './store/online-loader.ts';
import { after, DAY_MS, nextOf, openWorld, optionsFor, sourceOf } from './test-opening.ts';

let world: ListWorld;
beforeAll(async () => {
  world = await openWorld();
});

/** Territories and numbers of what was opened. */
function numbersOf({ lists }: Awaited<ReturnType<typeof openTrustedLists>>): readonly string[] {
  return lists.map(({ reference }) => `${reference.territory} ${reference.sequenceNumber}`);
}

function idsOf(findings: readonly { readonly id: string }[]): readonly string[] {
  return findings.map(({ id }) => id);
}

describe('openTrustedLists', () => {
  it('follows a list of lists from its notice over its pivot to all lists', async () => {
    const progress: ListProgress[] = [];
    const opened = await openTrustedLists({
      ...optionsFor(world, 'listOfLists'),
      onProgress: (one) => progress.push(one),
    });
    expect(numbersOf(opened)).toEqual(['EU 2', 'XE 1', 'JP 1']);
    expect(opened.refused).toEqual([]);
    expect(opened.trust.size).toBe(6);
    expect(progress).toHaveLength(4);
    expect(progress.at(-1)).toMatchObject({ outcome: 'fetched', done: 4, known: 4 });
    expect(opened.snapshot.roots).toEqual([world.urls.listOfLists]);
    expect(opened.snapshot.copies.map(({ location }) => location).sort()).toEqual(
      Object.values(world.urls).sort(),
    );
  });

  it('judges certificates by what it opened, from either side', async () => {
    for (const name of ['japan', 'listOfLists'] as const) {
      const { trust } = await openTrustedLists(optionsFor(world, name));
      for (const { seal } of [world.japan, world.europe]) {
        const options = { trust, revocation: 'none', validationTime: NOW } as const;
        const report = await validateCertificate(seal.certificate, { ...options, certificates: seal.chain });
        expect(report.conclusion.indication).toBe('TOTAL-PASSED');
        expect(report.path?.trust.route).toBe('trusted-list');
      }
    }
  });

  it('opens lists of the chosen territories only, and lists of lists always', async () => {
    const opened = await openTrustedLists({ ...optionsFor(world, 'listOfLists'), territories: ['JP'] });
    expect(numbersOf(opened)).toEqual(['EU 2', 'JP 1']);
    expect(opened.snapshot.copies.map(({ location }) => location)).not.toContain(world.urls.member);
  });

  it('does not follow pointers to schemes that nobody described, and says so', async () => {
    const opened = await openTrustedLists({ ...optionsFor(world, 'japan'), schemes: [world.scheme] });
    expect(numbersOf(opened)).toEqual(['JP 1']);
    expect(idsOf(opened.findings)).toEqual(['LIST_POINTER_SKIPPED']);
  });

  it('takes lists that are given as bytes, and keeps them in the snapshot', async () => {
    const { bytes } = world.published('japan');
    const source = { ...sourceOf(world, 'japan'), list: bytes };
    const transport = 'offline';
    const opened = await openTrustedLists({ ...optionsFor(world, 'japan'), lists: [source], transport });
    expect(numbersOf(opened)).toEqual(['JP 1']);
    expect(opened.snapshot.roots).toEqual([expect.stringMatching(/^urn:sha256:[0-9a-f]{64}$/)]);
    expect(opened.snapshot.copies[0]?.bytes).toBe(bytes);
    const placed = { ...source, location: world.urls.japan };
    const again = await openTrustedLists({ ...optionsFor(world, 'japan'), lists: [placed], transport });
    expect(again.lists[0]?.reference.location).toBe(world.urls.japan);
  });

  it('takes what lists of now tell of the past', async () => {
    const at = after(-1000 * DAY_MS);
    const { lists, refused } = await openTrustedLists({ ...optionsFor(world, 'listOfLists'), at });
    expect(lists.map(({ findings }) => findings)).toEqual([[], [], []]);
    expect(refused).toEqual([]);
  });

  it('tells of lists of a pilot', async () => {
    const pilot = await openWorld({ terms: 'japanese-pilot' });
    const { lists } = await openTrustedLists(optionsFor(pilot, 'japan'));
    expect(lists.map(({ reference, findings }) => [reference.territory, idsOf(findings)])).toContainEqual([
      'JP',
      ['LIST_PILOT'],
    ]);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const opening = openTrustedLists({
      ...optionsFor(world, 'listOfLists'),
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(opening).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('which lists are refused', () => {
  it('K23: a list with an older sequence number than the one known is refused', async () => {
    const moved = await openWorld();
    const old = moved.published('japan');
    await moved.publish('japan', nextOf(moved, 'japan', after(0)));
    const store = createMemoryListStore();
    const options = { ...optionsFor(moved, 'japan'), schemes: [moved.scheme], store };
    expect(numbersOf(await openTrustedLists(options))).toEqual(['JP 2']);
    const replayed = moved.withFaults({ japan: { kind: 'other-list', list: old } });
    const { lists, refused } = await openTrustedLists({ ...options, transport: replayed.transport });
    // What is known stays in use, and the attempt is told.
    expect(lists.map(({ reference }) => reference.sequenceNumber)).toEqual([2]);
    expect(lists.flatMap(({ findings }) => findings)).toMatchObject([
      {
        id: 'LIST_SEQUENCE_BACKWARDS',
        severity: 'warning',
        facts: { sequenceNumber: 1, knownSequenceNumber: 2 },
      },
    ]);
    expect(refused).toEqual([]);
    // Without the store nothing tells that there was a newer one.
    const { store: _unused, ...forgetful } = options;
    const fooled = await openTrustedLists({ ...forgetful, transport: replayed.transport });
    expect(numbersOf(fooled)).toEqual(['JP 1']);
  });

  it('K23: of two lists with one number the older is refused, and another newer one is told', async () => {
    const moved = await openWorld();
    const store = createMemoryListStore();
    const options = { ...optionsFor(moved, 'japan'), schemes: [moved.scheme], store };
    const first = moved.published('japan');
    const description = moved.descriptions.japan;
    const reissued = { ...description, scheme: { ...description.scheme, issueDate: after(-3_600_000) } };
    await openTrustedLists(options);
    await moved.publish('japan', reissued);
    const { lists } = await openTrustedLists(options);
    expect(idsOf(lists.flatMap(({ findings }) => findings))).toEqual(['LIST_SEQUENCE_REUSED']);
    const replayed = moved.withFaults({ japan: { kind: 'other-list', list: first } });
    const back = await openTrustedLists({ ...options, transport: replayed.transport });
    expect(idsOf(back.lists.flatMap(({ findings }) => findings))).toEqual(['LIST_SEQUENCE_BACKWARDS']);
    expect(back.lists[0]?.reference.issueDate).toEqual(after(-3_600_000));
  });

  it('K23: a list of lists that hides a change of its signers is refused once the change is known', async () => {
    const moved = await openWorld();
    const store = createMemoryListStore();
    const options = { ...optionsFor(moved, 'listOfLists'), store };
    expect(numbersOf(await openTrustedLists(options))).toEqual(['EU 2', 'XE 1', 'JP 1']);
    const next = nextOf(moved, 'listOfLists', after(0));
    const informationUris = next.scheme.informationUris.filter(({ text }) => text !== moved.urls.pivot);
    // Who signed until the pivot still has a key.
    const former = moved.signers.entity('commission-first');
    await moved.publish('listOfLists', { ...next, scheme: { ...next.scheme, informationUris } }, former);
    const { lists } = await openTrustedLists(options);
    expect(lists[0]).toMatchObject({
      reference: { sequenceNumber: 2 },
      findings: [{ id: 'LIST_PIVOT_DROPPED', severity: 'warning' }],
    });
    // After another notice that the caller trusts, pivots begin anew.
    const uri = 'https://journal.example/C/2027/1/oj';
    const renewed = [{ language: 'en', text: uri }, ...informationUris];
    const notice = { ...next, scheme: { ...next.scheme, informationUris: renewed } };
    await moved.publish('listOfLists', notice, former);
    const trusting = (officialJournal: string) => ({
      ...options,
      lists: options.lists.map((one) => ({ ...one, pivots: { officialJournal } })),
    });
    expect(numbersOf(await openTrustedLists(trusting(uri)))[0]).toBe('EU 3');
  });

  it('K23: a list whose next update is due is refused, or used with a warning within the grace of the caller', async () => {
    const due = world.descriptions.japan.scheme.nextUpdate?.getTime() ?? 0;
    const options = { ...optionsFor(world, 'japan'), schemes: [world.scheme] };
    const at = (milliseconds: number) => new Date(due + milliseconds);
    expect(numbersOf(await openTrustedLists({ ...options, at: at(0) }))).toEqual(['JP 1']);
    const late = await openTrustedLists({ ...options, at: at(1) });
    expect(late.lists).toEqual([]);
    expect(late.trust.size).toBe(0);
    expect(late.refused).toMatchObject([
      { location: world.urls.japan, finding: { id: 'LIST_EXPIRED', severity: 'error' } },
    ]);
    const graceMs = DAY_MS;
    const excused = await openTrustedLists({ ...options, at: at(DAY_MS), graceMs });
    expect(excused.lists[0]?.findings).toMatchObject([{ id: 'LIST_OUT_OF_DATE', severity: 'warning' }]);
    expect((await openTrustedLists({ ...options, at: at(DAY_MS + 1), graceMs })).refused).toHaveLength(1);
  });

  it('K23: a list of the future is refused', async () => {
    const issued = world.descriptions.japan.scheme.issueDate.getTime();
    const options = { ...optionsFor(world, 'japan'), schemes: [world.scheme] };
    const clock = (milliseconds: number) => () => new Date(issued + milliseconds);
    // Clocks differ by some minutes.
    expect((await openTrustedLists({ ...options, now: clock(-60_000) })).refused).toEqual([]);
    const early = await openTrustedLists({ ...options, now: clock(-3_600_000) });
    expect(early.refused).toMatchObject([{ finding: { id: 'LIST_NOT_YET_ISSUED' } }]);
  });

  it('K23: a version of the specification that the scheme does not accept is refused', async () => {
    const scheme = { ...world.scheme, versions: [5] };
    const { lists, refused } = await openTrustedLists({ ...optionsFor(world, 'japan'), schemes: [scheme] });
    expect(lists).toEqual([]);
    expect(refused).toMatchObject([
      { finding: { id: 'LIST_VERSION_UNKNOWN', facts: { version: 6, versions: ['5'] } } },
    ]);
    const versions = { ...EU_SCHEME, versions: [4] };
    const eu = await openTrustedLists({ ...optionsFor(world, 'member'), schemes: [versions] });
    expect(eu.refused).toMatchObject([{ finding: { id: 'LIST_VERSION_UNKNOWN' } }]);
  });

  it('K24: a list that is missing or altered leaves no silent gap in reports', async () => {
    for (const fault of [{ kind: 'http-status', status: 503 }, { kind: 'altered-list' }] as const) {
      const faulty = world.withFaults({ japan: fault });
      const { lists, refused, trust } = await openTrustedLists(optionsFor(faulty, 'japan'));
      expect(lists).toEqual([]);
      expect(refused).toHaveLength(1);
      const report = await validate(new TextEncoder().encode('no seal'), {
        trust,
        revocation: 'none',
        validationTime: after(0),
      });
      expect(JSON.stringify(report)).toContain(refused[0]?.finding.id);
    }
  });
});
