/**
 * From the lists that a caller names to all lists that these lead to: a list of lists to its lists, a national list to the list of
 * lists of another region (ETSI TS 119 612 §5.3.13; TS 119 615 §4.2, §4.3). What is followed is authenticated first, by the
 * certificates that the list before it announces. No list is opened twice, so that lists may point to each other.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { ValidationPolicy } from '../../policy/policy.ts';
import type { PolicyPreset } from '../../policy/presets.ts';
import type { Conclusion } from '../../report/conclusion.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import type { TrustedListScheme } from '../../trust/scheme.ts';
import { LIST_POLICY } from '../authenticate/list-policy.ts';
import type { AuthenticatedList, ListPointer } from '../list.ts';
import type { LoadList } from './loader.ts';
import {
  type FollowedList,
  type ListToOpen,
  type OpenContext,
  type OpenedList,
  openList,
} from './open-list.ts';
import { pointersToFollow, schemeOf } from './pointers.ts';
import { TOO_MANY } from './rules.ts';
import { findSuperseded } from './superseded.ts';
import { type Link, withAgreements } from './with-agreements.ts';

/** A list that the caller trusts by itself. */
export interface RootList {
  /** An absolute URI. */
  readonly location: string;
  /** Certificates that may sign it; with pivots, those of the notice that they begin with. */
  readonly signers: readonly Certificate[];
  /** Default: by its type and territory. */
  readonly scheme?: TrustedListScheme;
  /**
   * Its signers change by pivots, as those of the list of lists of the EU: they are walked from the notice in the official
   * journal with this URI, or without one from the oldest that the list names. Default: its signers are those given.
   */
  readonly pivots?: { readonly officialJournal?: string };
}

/** Options of {@link followLists}. */
export interface FollowListsOptions {
  readonly load: LoadList;
  /** Schemes of lists that are of interest; pointers to others are told and not followed. */
  readonly schemes: readonly TrustedListScheme[];
  /** As for `authenticateList`. */
  readonly policy?: PolicyPreset | ValidationPolicy;
  /** Default: now. */
  readonly time?: Date;
  /** Which pointers are of interest. Default: all. */
  readonly select?: (pointer: ListPointer) => boolean;
  /** Why an authentic list is not to be used, such as that it is older than one seen before. Default: each is used. */
  readonly accept?: (candidate: AuthenticatedList) => Finding | undefined;
}

/** A list that was wanted and is not used. */
export interface RefusedList {
  readonly location: string;
  /** As announced. */
  readonly territory: string | undefined;
  /** Why. */
  readonly finding: Finding;
  /** Of its signature alone, which may hold all the same; `undefined` when that was not judged. */
  readonly conclusion: Conclusion | undefined;
}

/** A pivot that held. */
export interface FollowedPivot {
  readonly location: string;
  readonly bytes: Uint8Array;
}

/** Everything that the lists of the caller led to. */
export interface FollowedLists {
  /** Those of the caller first. */
  readonly lists: readonly FollowedList[];
  readonly pivots: readonly FollowedPivot[];
  readonly refused: readonly RefusedList[];
  /** What was not followed, and why. */
  readonly findings: readonly Finding[];
}

/** Most lists that are opened: the EU has some thirty. */
const MAX_LISTS = 300;

/** Opens lists and follows their pointers. A list that is refused contributes nothing, not even pointers. */
export async function followLists(
  roots: readonly RootList[],
  options: FollowListsOptions,
): Promise<FollowedLists> {
  const { schemes, policy = LIST_POLICY, time = new Date() } = options;
  const { select = () => true, accept = () => undefined } = options;
  const context: OpenContext = { load: onceEach(options.load), schemes, policy, time, accept };
  const met = new Set<string>();
  const outcomes: Outcome[] = [];
  const links: Link[] = [];
  const findings: Finding[] = [];
  let wanted: readonly ListToOpen[] = roots.map(rootToOpen);
  while (wanted.length > 0) {
    const opened = await Promise.all(takeNew(wanted, met, findings).map((one) => loadAndOpen(one, context)));
    outcomes.push(...opened);
    const pointers = opened.map((one) => pointersOf(one, schemes, select));
    links.push(...pointers.flatMap((one) => one.links));
    findings.push(...pointers.flatMap((one) => one.findings));
    wanted = pointers.flatMap((one) =>
      one.links.filter((link) => isVouchedFor(link, schemes)).map(({ to }) => to),
    );
  }
  const judged = refuseSuperseded(outcomes);
  const lists = judged.flatMap(({ opened }) => (opened.kind === 'opened' ? [opened.list] : []));
  return {
    lists: withAgreements(lists, links),
    pivots: judged.flatMap(({ opened }) => pivotsOf(opened)),
    refused: judged.flatMap(refusedOf),
    findings,
  };
}

/** Pivots are walked again for another copy of their list, but not loaded again. */
function onceEach(load: LoadList): LoadList {
  const loaded = new Map<string, ReturnType<LoadList>>();
  return (location) => {
    const copies = loaded.get(location) ?? load(location);
    loaded.set(location, copies);
    return copies;
  };
}

/** A list that was wanted, and what became of it. */
interface Outcome {
  readonly wanted: ListToOpen;
  readonly opened: OpenedList;
}

/**
 * Whether who points to a list may say who signs it. A list of lists on the way is trusted for those of its own scheme; what it points
 * to beside them was agreed on, and is trusted as far as the caller does otherwise.
 */
function isVouchedFor({ from, to }: Link, schemes: readonly TrustedListScheme[]): boolean {
  return to.depth <= 1 || schemeOf(schemes, to.type, to.territory)?.id === from.reference.scheme.id;
}

/** Older versions of a list that was found elsewhere, too, are refused: else what was withdrawn since would still hold. */
function refuseSuperseded(outcomes: readonly Outcome[]): readonly Outcome[] {
  const opened = outcomes.flatMap((one) => (one.opened.kind === 'opened' ? [one.opened.list] : []));
  const reasons = new Map(findSuperseded(opened).map(({ list, finding }) => [list, finding]));
  return outcomes.map((one) => {
    const finding = one.opened.kind === 'opened' ? reasons.get(one.opened.list) : undefined;
    if (finding === undefined) return one;
    const conclusion = { indication: 'TOTAL-PASSED' } as const;
    return { ...one, opened: { kind: 'refused', finding, conclusion, walk: one.opened.walk } };
  });
}

function rootToOpen({ location, signers, scheme, pivots }: RootList): ListToOpen {
  return {
    location,
    signers,
    territory: undefined,
    type: undefined,
    depth: 0,
    agreement: undefined,
    ...(scheme !== undefined && { scheme }),
    ...(pivots !== undefined && { pivots }),
  };
}

/** Each location once, whoever points to it. */
function takeNew(
  wanted: readonly ListToOpen[],
  met: Set<string>,
  findings: Finding[],
): readonly ListToOpen[] {
  const taken: ListToOpen[] = [];
  let skipped = 0;
  for (const one of wanted) {
    if (met.has(one.location)) continue;
    if (met.size < MAX_LISTS) {
      met.add(one.location);
      taken.push(one);
    } else skipped++;
  }
  if (skipped > 0) findings.push(findingOf(TOO_MANY, 'error', { limit: MAX_LISTS, skipped }));
  return taken;
}

async function loadAndOpen(wanted: ListToOpen, context: OpenContext): Promise<Outcome> {
  const loaded = await context.load(wanted.location);
  const opened: OpenedList =
    'copies' in loaded
      ? await openList(wanted, loaded, context)
      : { kind: 'refused', finding: loaded.finding };
  return { wanted, opened };
}

function pointersOf(
  { wanted: { depth }, opened }: Outcome,
  schemes: readonly TrustedListScheme[],
  select: (pointer: ListPointer) => boolean,
): { readonly links: readonly Link[]; readonly findings: readonly Finding[] } {
  if (opened.kind === 'refused') return { links: [], findings: [] };
  const from = opened.list;
  const { wanted, findings } = pointersToFollow(from, depth, schemes, select);
  return { links: wanted.map((to) => ({ from, to })), findings };
}

function pivotsOf({ walk }: OpenedList): readonly FollowedPivot[] {
  return (walk?.pivots ?? []).flatMap(({ location, bytes, announced }) =>
    bytes === undefined || announced.length === 0 ? [] : [{ location, bytes }],
  );
}

function refusedOf({ wanted: { location, territory }, opened }: Outcome): readonly RefusedList[] {
  if (opened.kind === 'opened') return [];
  return [{ location, territory, finding: opened.finding, conclusion: opened.conclusion }];
}
