/**
 * Facts about lists of lists: their pivots, their anchor in the official journal, and the lists that they point to.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { equalBytes } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';
import { pivotsSince } from '../../../src/lists/follow/anchor.ts';
import { followLists } from '../../../src/lists/follow/follow-lists.ts';
import type { LoadList } from '../../../src/lists/follow/loader.ts';
import { type OpenedList, openList } from '../../../src/lists/follow/open-list.ts';
import type { WalkedPivot } from '../../../src/lists/follow/pivots.ts';
import { LIST_UNAVAILABLE } from '../../../src/lists/store/rules.ts';
import { EU_SCHEME } from '../../../src/lists/schemes/eu.ts';
import type { Conclusion } from '../../../src/report/conclusion.ts';
import { findingOf } from '../../../src/report/finding.ts';
import { certificatesOf, type ListCase, type ListFact, type ListFacts, type ReadCase } from './list-case.ts';

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

/** The verdict on a list of lists whose signers are found by its pivots. */
export async function conclusionByPivots(found: ReadCase): Promise<Conclusion | undefined> {
  const opened = await openByPivots(found);
  return opened.kind === 'opened' ? { indication: 'TOTAL-PASSED' } : opened.conclusion;
}

/** Why a list of lists is refused whose signers are found by its pivots. */
export async function refusalByPivots(found: ReadCase): Promise<string | undefined> {
  const opened = await openByPivots(found);
  return opened.kind === 'refused' ? opened.finding.message.en : undefined;
}

async function pivotsOf(found: ReadCase): Promise<readonly WalkedPivot[]> {
  return (await openByPivots(found)).walk?.pivots ?? [];
}

function ofPivots(holds: (pivots: readonly WalkedPivot[], expected: unknown, found: ReadCase) => boolean): ListFact {
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

async function tellsOfMove(found: ReadCase): Promise<boolean> {
  const opened = await openByPivots(found);
  return opened.kind === 'opened' && opened.list.findings.some(({ id }) => id === 'LIST_LOCATION_CHANGED');
}

/** Whether the signature holds by one of the certificates that a list of lists announces for the territory. */
async function isAnnounced(found: ReadCase): Promise<boolean> {
  const { one, read } = found;
  const { lotl } = one.files as Required<ListCase>['files'];
  if (lotl === undefined) throw new Error('no list of lists is named');
  const followed = await followPointers(read(lotl), found);
  return followed.length === 1;
}
