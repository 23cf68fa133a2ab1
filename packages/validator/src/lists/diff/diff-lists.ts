/**
 * Two versions of one list compared.
 *
 * @module
 */
import { entryChanges, fieldChanges } from './compare.ts';
import type { DescribedList } from './described-list.ts';
import { diffServices } from './diff-services.ts';
import type { ListChange } from './difference.ts';

/** What changed from one version to another; empty for equal ones. */
export function diffLists(before: DescribedList, after: DescribedList): readonly ListChange[] {
  return [
    ...fieldChanges(before.scheme, after.scheme).map((change) => ({ kind: 'scheme' as const, ...change })),
    ...entryChanges(before.pointers, after.pointers).map(({ key, ...change }) => ({
      kind: 'pointer' as const,
      location: key,
      ...change,
    })),
    ...entryChanges(before.providers, after.providers).map(({ key, ...change }) => ({
      kind: 'provider' as const,
      provider: key,
      ...change,
    })),
    ...diffServices(before.services, after.services, compareAge(before, after)),
  ];
}

/** Negative when the first was issued before the second; of two of one time, the smaller number is the older. */
function compareAge({ version: a }: DescribedList, { version: b }: DescribedList): number {
  const byTime = (a.issueDate?.getTime() ?? 0) - (b.issueDate?.getTime() ?? 0);
  return byTime === 0 ? (a.sequenceNumber ?? 0) - (b.sequenceNumber ?? 0) : byTime;
}
