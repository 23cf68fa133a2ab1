/**
 * Lists from their locations, with the copies that were good before.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { createGuardedTransport, redactUrl, type Transport } from '@eseal/core/http';
import { type Finding, type FindingSeverity, findingOf } from '../../report/finding.ts';
import type { FetchProblem } from '../../retrieval/fetch-body.ts';
import type { ListFailure, LoadedCopies } from '../follow/loader.ts';
import { isOlder, versionOf } from '../list-version.ts';
import { createBudget, type LoadLimits } from './budget.ts';
import { type FetchedList, fetchList } from './fetch-list.ts';
import type { ListCopy } from './list-copy.ts';
import type { ListLoader } from './list-loader.ts';
import type { ListStore } from './list-store.ts';
import { LIST_LAST_GOOD_COPY, LIST_STORE_FAILED, LIST_UNAVAILABLE } from './rules.ts';
import { type NotedFailure, noteFailure, readShelf, type Shelved, shelve } from './shelf.ts';

/** What became of one list. */
export interface ListProgress {
  readonly location: string;
  readonly outcome: 'fetched' | 'unchanged' | 'kept' | 'failed';
  /** Lists that are done, this one among them, and lists that are known so far. */
  readonly done: number;
  readonly known: number;
}

/** How lists are obtained. */
export interface LoadOptions extends LoadLimits {
  /**
   * How requests are sent; `'offline'`: not at all. Default the guarded transport, since addresses of lists come out of other
   * lists. One of the caller's own is used as it is: let it be `createGuardedTransport({ transport })`.
   */
  readonly transport?: Transport | 'offline';
  /** Where good copies are kept. Default nowhere. */
  readonly store?: ListStore;
  /** For how long a location that failed is not asked again while there is a good copy, in milliseconds. Default 60 000. */
  readonly retryAfterMs?: number;
  /** Asks for the digest beside a list before the list, where locations have no conditional requests. Default false. */
  readonly digestFirst?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ListProgress) => void;
  /** The clock. Default the system's. */
  readonly now?: () => Date;
}

/** What was got of one location, and how. */
interface Got {
  readonly outcome: ListProgress['outcome'];
  readonly copies: readonly ListCopy[];
  readonly findings: readonly Finding[];
}

/** A loader for one opening. */
export function createOnlineLoader(options: LoadOptions): ListLoader {
  const { store, onProgress } = options;
  const ask = createAsker(options);
  const copies = new Map<Uint8Array, ListCopy>();
  const lastGood = new Map<string, ListCopy>();
  const count = { done: 0, known: 0 };
  return {
    load: async (location) => {
      count.known++;
      const shelved = await readShelf(store, location);
      if (shelved.copy !== undefined) lastGood.set(location, shelved.copy);
      const got = await ask(location, shelved);
      for (const copy of got.copies) copies.set(copy.bytes, copy);
      count.done++;
      onProgress?.({ location, outcome: got.outcome, ...count });
      return loaded(location, got, shelved.broken);
    },
    copyOf: (bytes) => copies.get(bytes),
    lastGood: (location) => lastGood.get(location),
    keep: async (copy) => {
      const isKept = store === undefined || copy === lastGood.get(copy.location);
      if (isKept || (await isOvertaken(store, copy)) || (await shelve(store, copy))) return [];
      return [storeFailed(copy.location)];
    },
  };
}

/** Whether somebody else has kept a newer version meanwhile. */
async function isOvertaken(store: ListStore, copy: ListCopy): Promise<boolean> {
  const present = (await readShelf(store, copy.location)).copy;
  if (present === undefined || equalBytes(present.bytes, copy.bytes)) return false;
  const [own, other] = [versionOf(copy.bytes), versionOf(present.bytes)];
  return own !== undefined && other !== undefined && isOlder(own, other);
}

function loaded(location: string, got: Got, isStoreBroken: boolean): LoadedCopies | ListFailure {
  const [first, ...others] = got.copies.map(({ bytes }) => bytes);
  const findings = isStoreBroken ? [...got.findings, storeFailed(location)] : got.findings;
  if (first !== undefined) return { copies: [first, ...others], findings };
  const [finding = unavailable(location, 'no answer')] = got.findings;
  return { kind: 'failure', finding };
}

type Ask = (location: string, shelved: Shelved) => Promise<Got>;

/** Asks locations, as far as the options and what failed a moment ago allow. */
function createAsker(options: LoadOptions): Ask {
  const { transport = createGuardedTransport(), store, signal, digestFirst = false } = options;
  const { retryAfterMs = 60_000, now = () => new Date() } = options;
  const withinBudget = createBudget(options, signal);
  // A caller who wants no network is only reminded of the age of what is used.
  const severity = transport === 'offline' ? 'information' : 'warning';
  const instead = (location: string, copy: ListCopy | undefined, reason: string): Got =>
    copy === undefined
      ? { outcome: 'failed', copies: [], findings: [unavailable(location, reason)] }
      : { outcome: 'kept', copies: [copy], findings: [keptInstead(copy, reason, { now: now(), severity })] };
  return async (location, { copy: kept, failure }) => {
    if (transport === 'offline') return instead(location, kept, 'no network is used');
    if (kept !== undefined && isRecent(failure, now(), retryAfterMs))
      return instead(location, kept, `${failure.reason}, a moment ago`);
    const answer = await withinBudget(async (limits) => {
      const context = { transport, ...limits };
      const result = await fetchList({ location, kept, digestFirst, now }, context);
      return { result, bytes: result.kind === 'fetched' ? result.copy.bytes.length : 0 };
    });
    if (answer.kind !== 'problem')
      return { outcome: answer.kind, copies: copiesOf(answer, kept), findings: [] };
    const reason = reasonOf(answer);
    if (store !== undefined) await noteFailure(store, location, { at: now(), reason });
    return instead(location, kept, reason);
  };
}

function isRecent(
  failure: NotedFailure | undefined,
  now: Date,
  retryAfterMs: number,
): failure is NotedFailure {
  return failure !== undefined && now.getTime() - failure.at.getTime() < retryAfterMs;
}

/** What was fetched, then what stands in for it should it be broken. */
function copiesOf(
  answer: Exclude<FetchedList, FetchProblem>,
  kept: ListCopy | undefined,
): readonly ListCopy[] {
  return answer.kind === 'unchanged' || kept === undefined ? [answer.copy] : [answer.copy, kept];
}

function reasonOf({ problem, detail }: FetchProblem): string {
  return detail === undefined ? problem : `${problem}: ${detail}`;
}

function unavailable(location: string, reason: string): Finding {
  return findingOf(LIST_UNAVAILABLE, 'error', { location: redactUrl(location), reason });
}

const DAY_MS = 86_400_000;

function keptInstead(
  { location, fetchedAt }: ListCopy,
  reason: string,
  { now, severity }: { readonly now: Date; readonly severity: FindingSeverity },
): Finding {
  const days = Math.floor((now.getTime() - fetchedAt.getTime()) / DAY_MS);
  return findingOf(LIST_LAST_GOOD_COPY, severity, {
    location: redactUrl(location),
    reason,
    fetchedAt: fetchedAt.toISOString(),
    days,
  });
}

function storeFailed(location: string): Finding {
  return findingOf(LIST_STORE_FAILED, 'warning', { location: redactUrl(location) });
}
