/**
 * Services of two versions of one list compared.
 *
 * @module
 */
import { entryChanges, fieldChanges, isSame } from './compare.ts';
import type { DescribedService } from './described-list.ts';
import type { Both, ListChange, ServiceState, ServiceSubject, StatusPeriod } from './difference.ts';

/**
 * What changed, by provider and name.
 *
 * @param age - negative when the services before are those of the older version
 */
export function diffServices(
  before: ReadonlyMap<string, DescribedService>,
  after: ReadonlyMap<string, DescribedService>,
  age: number,
): readonly ListChange[] {
  return entryChanges(before, after)
    .flatMap((change) => {
      const subject = newerSubject(change.before, change.after, age);
      return subject === undefined ? [] : [{ subject, change }];
    })
    .sort((a, b) => compareTexts(a.subject, b.subject))
    .flatMap(({ change, subject }) => changesOf(subject, change));
}

function changesOf(
  service: ServiceSubject,
  { after, before }: Both<DescribedService>,
): readonly ListChange[] {
  if (before === null || after === null)
    return [{ kind: 'service', service, before: stateOf(before), after: stateOf(after) }];
  return [
    ...statusChanges(service, before.periods, after.periods),
    ...fieldChanges(before.fields, after.fields).map((change) => ({
      kind: 'service-detail' as const,
      service,
      ...change,
    })),
  ];
}

function stateOf(service: DescribedService | null): ServiceState | null {
  const [current] = service?.periods ?? [];
  return service && { current: current ?? null, certificates: service.fields.certificates };
}

function statusChanges(
  service: ServiceSubject,
  before: readonly StatusPeriod[],
  after: readonly StatusPeriod[],
): readonly ListChange[] {
  const status = { before: before[0] ?? null, after: after[0] ?? null };
  return [
    ...(isSame(status.before, status.after) ? [] : [{ kind: 'service-status' as const, service, ...status }]),
    ...(continues(before, after) || continues(after, before)
      ? []
      : [{ kind: 'service-history' as const, service, before, after }]),
  ];
}

/** Whether one history is the other with newer periods before it. */
function continues(older: readonly StatusPeriod[], newer: readonly StatusPeriod[]): boolean {
  return older.length <= newer.length && isSame(older, newer.slice(newer.length - older.length));
}

/** The names of the newer version, whichever way the two are compared. */
function newerSubject(
  before: DescribedService | null,
  after: DescribedService | null,
  age: number,
): ServiceSubject | undefined {
  if (before === null || after === null) return (before ?? after)?.subject;
  const order = age === 0 ? compareTexts(before.subject, after.subject) : age;
  return order > 0 ? before.subject : after.subject;
}

function compareTexts(a: unknown, b: unknown): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}
