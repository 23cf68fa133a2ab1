/**
 * Lists out of a snapshot, as they were at a time.
 *
 * @module
 */
import { redactUrl } from '@eseal/core/http';
import { findingOf } from '../../report/finding.ts';
import { versionOf } from '../list-version.ts';
import type { ListCopy, ListSnapshot } from './list-copy.ts';
import type { ListLoader } from './list-loader.ts';
import { LIST_ISSUED_LATER, LIST_NOT_IN_SNAPSHOT } from './rules.ts';

/**
 * A loader over a snapshot. Of several versions of a list it gives those that were issued at or before the time, the newest
 * first; without any such, the oldest, whose history tells of the time; without a time, all of them.
 */
export function createSnapshotLoader(snapshot: ListSnapshot, at: Date | undefined): ListLoader {
  const copies = new Map(snapshot.copies.map((copy) => [copy.bytes, copy]));
  return {
    load: async (location) => {
      const versions = snapshot.copies.filter((copy) => copy.location === location);
      const [first, ...older] = newestFirst(versions, at);
      if (first !== undefined) return { copies: [first, ...older] };
      const facts = { location: redactUrl(location) };
      return { kind: 'failure', finding: findingOf(LIST_NOT_IN_SNAPSHOT, 'error', facts) };
    },
    copyOf: (bytes) => copies.get(bytes),
    lastGood: () => undefined,
    remarksOn: ({ issueDate, territory }) => {
      if (at === undefined || issueDate <= at) return [];
      const facts = { territory, issueDate: issueDate.toISOString(), at: at.toISOString() };
      return [findingOf(LIST_ISSUED_LATER, 'information', facts)];
    },
    keep: async () => [],
  };
}

/** A version alone is read only once, when it is opened. */
function newestFirst(versions: readonly ListCopy[], at: Date | undefined): readonly Uint8Array[] {
  if (versions.length <= 1) return versions.map(({ bytes }) => bytes);
  const sorted = versions
    .map(({ bytes, fetchedAt }) => ({ bytes, issued: versionOf(bytes)?.issueDate ?? fetchedAt }))
    .sort((a, b) => b.issued.getTime() - a.issued.getTime());
  const ofThen = sorted.filter(({ issued }) => at === undefined || issued <= at);
  return (ofThen.length > 0 ? ofThen : sorted.slice(-1)).map(({ bytes }) => bytes);
}
