/**
 * Whether an authentic list may be used: its version, its dates and its place in the sequence of lists (ETSI TS 119 612 §5.3).
 *
 * @module
 */
import { type Facts, type Finding, findingOf, type Rule } from '../report/finding.ts';
import type { AuthenticatedList } from './list.ts';
import { isOlder, type ListVersionNumber } from './list-version.ts';
import {
  LIST_EXPIRED,
  LIST_NOT_YET_ISSUED,
  LIST_OUT_OF_DATE,
  LIST_PILOT,
  LIST_PIVOT_DROPPED,
  LIST_SEQUENCE_BACKWARDS,
  LIST_SEQUENCE_REUSED,
  LIST_STRUCTURE,
  LIST_VERSION_UNKNOWN,
} from './rules.ts';

/** What is known of a list beside itself. */
export interface UsabilityContext {
  /** The time the list is used for. */
  readonly at: Date;
  /** The clock. */
  readonly now: Date;
  /** For how long a list may be used after its next update was due, in milliseconds. */
  readonly graceMs: number;
  /** The version that was good the last time. */
  readonly lastGood: KnownVersion | undefined;
}

/** The version that was good the last time. */
export interface KnownVersion extends ListVersionNumber {
  /** Those that a list of lists is traced back by to the notice of its signers. */
  readonly pivots: readonly string[];
  readonly sha256: string;
}

/** A list as far as its use depends on it. */
type DatedList = Pick<AuthenticatedList, 'list' | 'reference'>;

/** How much clocks may differ. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Why a list must not be used; `undefined` when it may. */
export function refusalOf(candidate: DatedList, context: UsabilityContext): Finding | undefined {
  const rule = REFUSALS.find(({ applies }) => applies(candidate, context))?.rule;
  return rule && findingOf(rule, 'error', factsOf(candidate, context));
}

/** What is to be said of a list that is used. */
export function remarksOn(list: DatedList, context: UsabilityContext): readonly Finding[] {
  return REMARKS.filter(({ applies }) => applies(list, context)).map(({ rule, severity }) =>
    findingOf(rule, severity, factsOf(list, context)),
  );
}

interface Condition {
  readonly rule: Rule;
  readonly applies: (list: DatedList, context: UsabilityContext) => boolean;
}

/** In the order in which they are told: the first one that applies. */
const REFUSALS: readonly Condition[] = [
  {
    rule: LIST_VERSION_UNKNOWN,
    applies: ({ list, reference }) => !reference.scheme.versions.includes(list.scheme.version ?? 0),
  },
  {
    rule: LIST_NOT_YET_ISSUED,
    applies: ({ reference }, { now }) => reference.issueDate.getTime() > now.getTime() + CLOCK_SKEW_MS,
  },
  {
    rule: LIST_SEQUENCE_BACKWARDS,
    applies: ({ reference }, { lastGood }) => lastGood !== undefined && isOlder(reference, lastGood),
  },
  {
    rule: LIST_PIVOT_DROPPED,
    applies: (list, { lastGood }) => lastGood !== undefined && dropsPivot(list, lastGood),
  },
  { rule: LIST_EXPIRED, applies: (list, context) => overdueMs(list, context) > context.graceMs },
];

const REMARKS: readonly (Condition & { readonly severity: 'warning' | 'information' })[] = [
  {
    rule: LIST_OUT_OF_DATE,
    severity: 'warning',
    applies: (list, context) => overdueMs(list, context) > 0,
  },
  {
    rule: LIST_SEQUENCE_REUSED,
    severity: 'warning',
    applies: ({ reference }, { lastGood }) =>
      reference.sequenceNumber === lastGood?.sequenceNumber && reference.sha256 !== lastGood.sha256,
  },
  { rule: LIST_STRUCTURE, severity: 'warning', applies: ({ list }) => !list.structure.valid },
  { rule: LIST_PILOT, severity: 'warning', applies: ({ reference }) => reference.scheme.pilot },
];

/**
 * Whether a list of lists no longer names a pivot since the notice: only who signed before that pivot has a reason to leave it out
 * (ETSI TS 119 615 §4.2).
 */
function dropsPivot({ list }: DatedList, { pivots }: KnownVersion): boolean {
  const named = list.scheme.informationUris.map(({ text }) => text);
  return pivots.some((pivot) => !named.includes(pivot));
}

/** For how long the next list has been due (§5.3.15); not above zero for one that is current, or the last of its scheme. */
function overdueMs({ reference }: DatedList, { at }: UsabilityContext): number {
  return reference.nextUpdate === undefined ? 0 : at.getTime() - reference.nextUpdate.getTime();
}

/** Messages of a list that are told with it. */
const SHOWN_MESSAGES = 3;

function factsOf({ list, reference }: DatedList, { lastGood }: UsabilityContext): Facts {
  const { messages } = list.structure;
  return {
    territory: reference.territory,
    location: reference.location ?? '',
    version: list.scheme.version ?? 0,
    versions: reference.scheme.versions.map(String),
    sequenceNumber: reference.sequenceNumber,
    issueDate: reference.issueDate.toISOString(),
    nextUpdate: reference.nextUpdate?.toISOString() ?? '',
    ...(lastGood !== undefined && { knownSequenceNumber: lastGood.sequenceNumber }),
    ...(messages.length > 0 && { count: messages.length, messages: messages.slice(0, SHOWN_MESSAGES) }),
  };
}
