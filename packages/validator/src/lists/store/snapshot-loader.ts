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
import { LIST_NOT_IN_SNAPSHOT } from './rules.ts';

/**
 * A loader over a snapshot. Of several versions of a list it gives those that were issued at or before the time, the newest
 * first; without a time, all of them.
 */
export function createSnapshotLoader(snapshot: ListSnapshot, at: Date | undefined): ListLoader {
  const copies = new Map(snapshot.copies.map((copy) => [copy.bytes, copy]));
  return {
    load: async (location) => {
      const versions = snapshot.copies.filter((copy) => copy.location === location);
      const [first, ...older] = newestFirst(versions, at);
      if (first !== undefined) return { copies: [first, ...older] };
      const facts = { location: redactUrl(location), ...(at !== undefined && { at: at.toISOString() }) };
      return { kind: 'failure', finding: findingOf(LIST_NOT_IN_SNAPSHOT, 'error', facts) };
    },
    copyOf: (bytes) => copies.get(bytes),
    lastGood: () => undefined,
    keep: async () => [],
  };
}

function newestFirst(versions: readonly ListCopy[], at: Date | undefined): readonly Uint8Array[] {
  if (versions.length <= 1 && at === undefined) return versions.map(({ bytes }) => bytes);
  return versions
    .map(({ bytes, fetchedAt }) => ({ bytes, issued: versionOf(bytes)?.issueDate ?? fetchedAt }))
    .filter(({ issued }) => at === undefined || issued <= at)
    .sort((a, b) => b.issued.getTime() - a.issued.getTime())
    .map(({ bytes }) => bytes);
}
