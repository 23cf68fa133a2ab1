/**
 * Facts about lists of lists: their pivots, their anchor in the official journal, and the lists that they point to.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { equalBytes, toHex } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';
import { LIST_MEDIA_TYPE, pivotsSince, selfPointers } from '../../../src/lists/follow/anchor.ts';
import { type FollowedLists, followLists } from '../../../src/lists/follow/follow-lists.ts';
import type { LoadList } from '../../../src/lists/follow/loader.ts';
import { type FollowedList, type OpenedList, openList } from '../../../src/lists/follow/open-list.ts';
import type { WalkedPivot } from '../../../src/lists/follow/pivots.ts';
import type { TrustedList } from '../../../src/lists/list.ts';
import { parseTrustedList } from '../../../src/lists/parse/parse-list.ts';
import { EU_SCHEME } from '../../../src/lists/schemes/eu.ts';
import { LIST_UNAVAILABLE } from '../../../src/lists/store/rules.ts';
import { type Conclusion, subIndicationOf } from '../../../src/report/conclusion.ts';
import { type Finding, findingOf } from '../../../src/report/finding.ts';
import { certificatesOf, type ListFact, type ListFacts, type ReadCase, servicesOf } from './list-case.ts';

/** Where the list of lists of a case is, when that does not matter. */
const SOMEWHERE = 'https://lists.example/lotl.xml';

interface FollowConfig {
  readonly tlSignersDerBase64?: readonly string[];
  readonly officialJournalUrl?: string;
  readonly lotlUrl?: string;
}

function configOf({ one }: ReadCase): FollowConfig {
  return (one.config ?? {}) as FollowConfig;
}

function locationOf(found: ReadCase): string {
  return configOf(found).lotlUrl ?? SOMEWHERE;
}

/** Which file answers which location. */
function filesOf(found: ReadCase): ReadonlyMap<string, string> {
  const { one } = found;
  const named = found.list?.scheme.informationUris.map(({ text }) => text) ?? [];
  const local = [one.file, ...Object.values(one.files ?? {})];
  const byName = named.flatMap((uri) => {
    const file = local.find((path) => path.split('/').at(-1) === uri.split('/').at(-1));
    return file === undefined ? [] : [[uri, file] as const];
  });
  return new Map([
    ...byName,
    ...Object.entries({ ...one.pivotLocations, ...one.tlLocations }),
    [locationOf(found), one.lotl ?? one.file] as const,
  ]);
}

function loaderOf(found: ReadCase): LoadList {
  const files = filesOf(found);
  return async (location) => {
    const file = files.get(location);
    if (file !== undefined) return { copies: [found.read(file)] };
    const finding = findingOf(LIST_UNAVAILABLE, 'error', { location, reason: 'no file' });
    return { kind: 'failure', finding };
  };
}

function signersOf(found: ReadCase): readonly Certificate[] {
  return certificatesOf(configOf(found).tlSignersDerBase64 ?? []);
}

/** The list of lists, opened by way of its pivots. */
function openByPivots(found: ReadCase): Promise<OpenedList> {
  const { officialJournalUrl: officialJournal } = configOf(found);
  return openList(
    {
      location: locationOf(found),
      signers: signersOf(found),
      territory: undefined,
      type: undefined,
      depth: 0,
      agreement: undefined,
      pivots: officialJournal === undefined ? {} : { officialJournal },
    },
    { copies: [found.read(found.one.lotl ?? found.one.file)] },
    {
      load: loaderOf(found),
      schemes: [EU_SCHEME],
      accept: () => undefined,
      policy: 'compat',
      time: new Date(),
    },
  );
}

async function pivotsOf(found: ReadCase): Promise<readonly WalkedPivot[]> {
  return (await openByPivots(found)).walk?.pivots ?? [];
}

function ofPivots(
  holds: (pivots: readonly WalkedPivot[], expected: unknown, found: ReadCase) => boolean,
): ListFact {
  return async (expected, found) => holds(await pivotsOf(found), expected, found);
}

function hasResult({ conclusion }: WalkedPivot, expected: unknown): boolean {
  return isDeepStrictEqual(conclusion, expected);
}

/** How the first pivot differs from the certificates of the notice: the source counts from there. */
function changesOfFirst([first]: readonly WalkedPivot[], before: readonly Certificate[]): object {
  const announced = first?.announced ?? [];
  const isIn = (those: readonly Certificate[], one: Certificate): boolean =>
    those.some(({ raw }) => equalBytes(raw, one.raw));
  return {
    added: announced.filter((one) => !isIn(before, one)).length,
    unchanged: announced.filter((one) => isIn(before, one)).length,
    removed: before.filter((one) => !isIn(announced, one)).length,
  };
}

async function refusalByPivots(found: ReadCase): Promise<Finding | undefined> {
  const opened = await openByPivots(found);
  return opened.kind === 'refused' ? opened.finding : undefined;
}

async function conclusionByPivots(found: ReadCase): Promise<Conclusion | undefined> {
  const opened = await openByPivots(found);
  return opened.kind === 'refused' ? opened.conclusion : { indication: 'TOTAL-PASSED' };
}

async function tellsOfMove(found: ReadCase): Promise<boolean> {
  const opened = await openByPivots(found);
  return opened.kind === 'opened' && opened.list.findings.some(({ id }) => id === 'LIST_LOCATION_CHANGED');
}

/** A list of lists, whoever signs it now, and the lists of one territory that it leads to. */
async function followTo(territory: string, lotl: string, found: ReadCase): Promise<FollowedLists> {
  const bytes = found.read(lotl);
  const self = selfPointers(parseTrustedList(bytes));
  const others = loaderOf(found);
  return followLists([{ location: SOMEWHERE, signers: self.flatMap(({ signers }) => signers) }], {
    load: async (location) => (location === SOMEWHERE ? { copies: [bytes] } : others(location)),
    schemes: [EU_SCHEME],
    select: (pointer) => pointer.territory === territory,
  });
}

/** Whether the list is opened on the way from its list of lists: the pointer announces who signed it. */
async function isAnnounced(found: ReadCase): Promise<boolean> {
  const { one, list, read } = found;
  const lotl = one.files?.lotl ?? '';
  const { territory = '' } = list?.scheme ?? {};
  const pointer = parseTrustedList(read(lotl)).pointers.find(
    (each) => each.territory === territory && each.mimeType === LIST_MEDIA_TYPE,
  );
  const tlLocations = { [pointer?.location ?? '']: one.file };
  const { lists } = await followTo(territory, lotl, { ...found, one: { ...one, tlLocations } });
  return lists.some(({ reference }) => reference.territory === territory);
}

/** Authorities (names with keys) that services of a type are granted for today. */
function countAuthorities(lists: readonly FollowedList[], type: string): number {
  const services = lists.flatMap(({ list }) => servicesOf(list));
  const identities = services.flatMap(({ states: [state], identities }) =>
    state?.type === type && state.status.endsWith('/granted') ? identities : [],
  );
  const keys = identities.flatMap(({ name, publicKey }) =>
    publicKey === undefined ? [] : [`${toHex(name.raw)} ${toHex(publicKey.raw)}`],
  );
  return new Set(keys).size;
}

interface TerritoryFacts {
  readonly errors: number;
  readonly qualifiedTimestampAuthorities: number;
  readonly qualifiedCertificateAuthorities: number;
}

async function isAsStated(territory: string, stated: TerritoryFacts, found: ReadCase): Promise<boolean> {
  const { lists, refused } = await followTo(territory, found.one.file, found);
  const own = lists.filter(({ reference }) => reference.territory === territory);
  const counted: TerritoryFacts = {
    errors: refused.length,
    qualifiedTimestampAuthorities: countAuthorities(own, 'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST'),
    qualifiedCertificateAuthorities: countAuthorities(own, 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC'),
  };
  return isDeepStrictEqual(counted, stated);
}

/** Every pivot that a list names, the oldest first. */
function namedPivots(list: TrustedList): readonly string[] {
  const pivots = pivotsSince(list, undefined);
  return 'severity' in pivots ? [] : pivots;
}

/** Facts by the names of statements. */
export const FOLLOW_FACTS: ListFacts = {
  pivots: ofPivots((pivots, expected) => pivots.length === expected),
  pivotUrlsNewestFirst: (expected, { list }) =>
    list !== undefined && isDeepStrictEqual([...namedPivots(list)].reverse(), expected),
  pivotResults: ofPivots((pivots, expected) =>
    Object.entries(expected as object).every(([location, result]) =>
      pivots.some((pivot) => pivot.location === location && hasResult(pivot, result)),
    ),
  ),
  pivotsWithoutResult: ofPivots((pivots, expected) =>
    (expected as readonly string[]).every((location) =>
      pivots.some((pivot) => pivot.location === location && pivot.conclusion === undefined),
    ),
  ),
  newestPivotCertificates: ofPivots((pivots, expected, found) =>
    isDeepStrictEqual(changesOfFirst(pivots, signersOf(found)), expected),
  ),
  allPivots: ofPivots((pivots, indication) => pivots.every((pivot) => hasResult(pivot, { indication }))),
  officialJournalChanged: async (expected, found) =>
    ((await refusalByPivots(found))?.id === 'LIST_ANCHOR_OUTDATED') === expected,
  lotlLocationChanged: async (expected, found) => (await tellsOfMove(found)) === expected,
  onlyTerritory: async (expected, found) => {
    const stated = Object.entries(expected as Record<string, TerritoryFacts>);
    const facts = stated.map(([territory, facts]) => isAsStated(territory, facts, found));
    return (await Promise.all(facts)).every((one) => one);
  },
  'computed.signerAnnouncedInLotl': async (expected, found) => (await isAnnounced(found)) === expected,
};

/** Facts of lists of lists whose signers are found by their pivots. */
export const PIVOT_FACTS: ListFacts = {
  indication: async (expected, found) => (await conclusionByPivots(found))?.indication === expected,
  subIndication: async (expected, found) => {
    const conclusion = await conclusionByPivots(found);
    return conclusion !== undefined && subIndicationOf(conclusion) === expected;
  },
  validationError: async (expected, found) =>
    (await refusalByPivots(found))?.message.en.includes(String(expected)) ?? false,
};
