/**
 * Which version of each list was good the last time, when another is there now.
 *
 * @module
 */
import { sha256Of } from '../util/sha256.ts';
import { pivotsSince } from './follow/anchor.ts';
import type { RootList } from './follow/follow-lists.ts';
import type { LoadList } from './follow/loader.ts';
import type { TrustedList } from './list.ts';
import { versionOf } from './list-version.ts';
import type { ListLoader } from './store/list-loader.ts';
import type { KnownVersion } from './usability.ts';

/** Loads each location once, and finds out which version was good there before when another is there now. */
export function rememberVersions(
  loader: ListLoader,
  roots: readonly RootList[],
): {
  readonly load: LoadList;
  readonly lastGoodAt: (location: string) => KnownVersion | undefined;
} {
  const loading = new Map<string, ReturnType<LoadList>>();
  const versions = new Map<string, KnownVersion>();
  const loadOnce: LoadList = async (location) => {
    const loaded = await loader.load(location);
    const good = loader.lastGood(location)?.bytes;
    const isOther = good !== undefined && 'copies' in loaded && loaded.copies[0] !== good;
    const root = roots.find((one) => one.location === location);
    const version = isOther ? await describeVersion(good, root) : undefined;
    if (version !== undefined) versions.set(location, version);
    return loaded;
  };
  return {
    load: (location) => {
      const begun = loading.get(location) ?? loadOnce(location);
      loading.set(location, begun);
      return begun;
    },
    lastGoodAt: (location) => versions.get(location),
  };
}

async function describeVersion(
  bytes: Uint8Array,
  root: RootList | undefined,
): Promise<KnownVersion | undefined> {
  const version = versionOf(bytes);
  if (version === undefined) return undefined;
  const { list, ...numbers } = version;
  return {
    ...numbers,
    sha256: await sha256Of(bytes),
    pivots: knownPivots(list, root?.pivots?.officialJournal),
  };
}

/** Pivots since the notice that the caller trusts; after another notice, or without one to tell them by, they may end. */
function knownPivots(list: TrustedList, officialJournal: string | undefined): readonly string[] {
  const pivots = officialJournal === undefined ? [] : pivotsSince(list, officialJournal);
  return 'severity' in pivots ? [] : pivots;
}
