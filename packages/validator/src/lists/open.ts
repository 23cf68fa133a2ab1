/**
 * From lists, and those that may sign them, to a source of trust. Everything that needs a network is done here, before anything is
 * judged.
 *
 * @module
 */
import type { Finding } from '../report/finding.ts';
import type { TrustedListScheme } from '../trust/scheme.ts';
import type { TrustSource } from '../trust/source.ts';
import {
  type FollowedLists,
  type FollowListsOptions,
  followLists,
  type RefusedList,
} from './follow/follow-lists.ts';
import type { AuthenticatedList, ListPointer } from './list.ts';
import { rememberVersions } from './remember-versions.ts';
import { EU_SCHEME } from './schemes/eu.ts';
import { type ListSource, withGivenLists } from './store/given-lists.ts';
import type { ListCopy, ListSnapshot } from './store/list-copy.ts';
import type { ListLoader } from './store/list-loader.ts';
import { createOnlineLoader, type LoadOptions } from './store/online-loader.ts';
import { readSnapshot } from './store/snapshot-file.ts';
import { createSnapshotLoader } from './store/snapshot-loader.ts';
import { createListTrust, type ListTrustOptions } from './trust-source.ts';
import { refusalOf, remarksOn, type UsabilityContext } from './usability.ts';

/** Which lists are opened, and which of them may be used. */
export interface ListUseOptions
  extends Pick<ListTrustOptions, 'anchors'>,
    Pick<FollowListsOptions, 'policy'> {
  readonly lists: readonly ListSource[];
  /** What lists mean; pointers to lists of other schemes are not followed. Default the scheme of the EU. */
  readonly schemes?: readonly TrustedListScheme[];
  /** Territories of the lists that pointers are followed to, such as `JP`; lists of lists always are. Default all. */
  readonly territories?: readonly string[];
  /**
   * The time that the lists are used for: whether they were out of date is asked for it. What a later list tells of that time
   * counts. Default now.
   */
  readonly at?: Date;
  /**
   * For how long a list may be used after its next update was due, in milliseconds; reports tell of it. Default 0: a list that is
   * out of date is refused.
   */
  readonly graceMs?: number;
  /** The clock. Default the system's. */
  readonly now?: () => Date;
}

/** Options of {@link openTrustedLists}. */
export interface OpenTrustedListsOptions extends ListUseOptions, LoadOptions {}

/** Lists that were opened. */
export interface TrustedLists {
  /** For validation. Every report repeats why lists were refused: what is missing is never silent. */
  readonly trust: TrustSource;
  /** Those that are used. */
  readonly lists: readonly AuthenticatedList[];
  /** Those that count for nothing, and why. */
  readonly refused: readonly RefusedList[];
  /** What else is to be said, such as pointers that were not followed. */
  readonly findings: readonly Finding[];
  /** The lists that are used as they were received, with what they were authenticated by. */
  readonly snapshot: ListSnapshot;
}

/**
 * Fetches lists and those they point to, and authenticates them. Nothing that the network does makes it throw: what
 * could not be obtained, or is not authentic, is in `refused`. Open again when the lists may have changed.
 *
 * @throws CoreError `ABORTED`
 *
 * @example
 * ```ts
 * import type { Certificate } from '@eseal/core/x509';
 * import { validate } from '@eseal/validator';
 * import { createMemoryListStore, openTrustedLists } from '@eseal/validator/trusted-lists';
 *
 * const store = createMemoryListStore();
 *
 * export async function judge(document: Uint8Array, signers: readonly Certificate[]) {
 *   const { trust } = await openTrustedLists({
 *     lists: [{ list: 'https://ec.europa.eu/tools/lotl/eu-lotl.xml', signers, pivots: {} }],
 *     territories: ['DE', 'FR'],
 *     store,
 *   });
 *   return validate(document, { trust });
 * }
 * ```
 *
 * @see ETSI TS 119 615 §4.2, §4.3
 */
export function openTrustedLists(options: OpenTrustedListsOptions): Promise<TrustedLists> {
  return openLists(options, createOnlineLoader(options));
}

/**
 * Opens lists out of a snapshot, without a network. They are authenticated as when they were fetched: nothing is believed because it
 * is in the snapshot.
 *
 * @param options - `at`: of several versions of a list, the newest that had been issued then is used, else the oldest; default
 *   the newest
 * @throws ValidatorError `LIST_SNAPSHOT_INVALID`
 */
export async function openSnapshot(
  snapshot: Uint8Array | ListSnapshot,
  options: ListUseOptions,
): Promise<TrustedLists> {
  const read = snapshot instanceof Uint8Array ? await readSnapshot(snapshot) : snapshot;
  return openLists(options, createSnapshotLoader(read, options.at));
}

async function openLists(options: ListUseOptions, source: ListLoader): Promise<TrustedLists> {
  const { anchors, graceMs = 0, policy, schemes = [EU_SCHEME], territories } = options;
  const now = options.now?.() ?? new Date();
  const at = options.at ?? now;
  const { loader, roots } = await withGivenLists(options.lists, source, now);
  const { load, lastGoodAt } = rememberVersions(loader, roots);
  const contextOf = ({ reference }: AuthenticatedList): UsabilityContext => ({
    at,
    now,
    graceMs,
    lastGood: lastGoodAt(reference.location ?? ''),
  });
  const followed = await followLists(roots, {
    load,
    schemes,
    time: at,
    select: (pointer) => isSelected(pointer, schemes, territories),
    accept: (candidate) => refusalOf(candidate, contextOf(candidate)),
    ...(policy !== undefined && { policy }),
  });
  const lists = followed.lists.map((list) => ({
    ...list,
    findings: [
      ...list.findings,
      ...remarksOn(list, contextOf(list)),
      ...(loader.remarksOn?.(list.reference) ?? []),
    ],
  }));
  const copies = goodCopies(followed, loader);
  const kept = await Promise.all(copies.map((copy) => loader.keep(copy)));
  return {
    trust: createListTrust(lists, {
      findings: missing(followed),
      ...(anchors !== undefined && { anchors }),
    }),
    lists,
    refused: followed.refused,
    findings: [...followed.findings, ...kept.flat()],
    snapshot: { roots: roots.map(({ location }) => location), copies },
  };
}

function isSelected(
  { territory, type }: ListPointer,
  schemes: readonly TrustedListScheme[],
  territories: readonly string[] | undefined,
): boolean {
  if (territories === undefined) return true;
  const isListOfLists = schemes.some(({ listOfListsTypes }) => listOfListsTypes.includes(type ?? ''));
  return isListOfLists || territories.includes(territory ?? '');
}

/** The copies that lists were read from, and those that say who may sign them. */
function goodCopies({ lists, pivots }: FollowedLists, loader: ListLoader): readonly ListCopy[] {
  return [...lists, ...pivots].flatMap(({ bytes }) => loader.copyOf(bytes) ?? []);
}

/** What every report has to tell: services that are missing may be those that a seal is about. */
function missing({ findings, refused }: FollowedLists): readonly Finding[] {
  return [
    ...refused.map(({ finding }) => finding),
    ...findings.filter(({ severity }) => severity === 'error'),
  ];
}
