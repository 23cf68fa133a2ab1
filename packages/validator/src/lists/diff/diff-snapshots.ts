/**
 * Two snapshots compared, list by list.
 *
 * @module
 */
import { parseTrustedList } from '../parse/parse-list.ts';
import type { ListCopy, ListSnapshot } from '../store/list-copy.ts';
import { type DescribedList, describeList } from './described-list.ts';
import { diffLists } from './diff-lists.ts';
import type { ListDifference, SnapshotDifference } from './difference.ts';

/**
 * What changed from one snapshot to another; of several versions of a list in one of them, the newest counts. Nothing is
 * authenticated: open the snapshots for that.
 *
 * @throws ValidatorError `TRUSTED_LIST_UNREADABLE` for a copy that is no trusted list
 */
export async function diffSnapshots(before: ListSnapshot, after: ListSnapshot): Promise<SnapshotDifference> {
  const [old, current] = await Promise.all([describeNewest(before), describeNewest(after)]);
  const locations = [...new Set([...old.keys(), ...current.keys()])].sort();
  const lists = locations.flatMap((location) =>
    differenceAt(location, old.get(location), current.get(location)),
  );
  return { lists };
}

/** By location the newest version, as it was issued. */
async function describeNewest({ copies }: ListSnapshot): Promise<ReadonlyMap<string, DescribedList>> {
  const newest = new Map<string, DescribedList>();
  for (const { bytes, location } of copies.toSorted(byFetchTime)) {
    const list = await describeList(parseTrustedList(bytes));
    const known = newest.get(location);
    if (known === undefined || issueTime(list) >= issueTime(known)) newest.set(location, list);
  }
  return newest;
}

function byFetchTime(a: ListCopy, b: ListCopy): number {
  return a.fetchedAt.getTime() - b.fetchedAt.getTime();
}

function issueTime({ version }: DescribedList): number {
  return version.issueDate?.getTime() ?? 0;
}

function differenceAt(
  location: string,
  before: DescribedList | undefined,
  after: DescribedList | undefined,
): readonly ListDifference[] {
  const difference: ListDifference = {
    location,
    territory: after?.territory ?? before?.territory ?? null,
    before: before?.version ?? null,
    after: after?.version ?? null,
    changes: before && after ? diffLists(before, after) : [],
  };
  const isSame = JSON.stringify(difference.before) === JSON.stringify(difference.after);
  return isSame && difference.changes.length === 0 ? [] : [difference];
}
