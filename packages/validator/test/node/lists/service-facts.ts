/**
 * Facts about single services.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import type { CriteriaList } from '../../../src/trust/criteria.ts';
import { preferredText } from '../../../src/trust/language.ts';
import type { Qualification, ServiceState } from '../../../src/trust/listed-service.ts';
import type { ListFact, ListFacts, ReadCase } from './list-case.ts';

const INFORMATION = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/';
const GRANTED = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted';

/** A service counts for nothing while something critical about it is not understood. */
function counts({ service }: ReadCase): boolean {
  return service?.states[0]?.unknownCriticalExtensions.length === 0;
}

function isReadAs(expected: unknown, found: ReadCase): boolean {
  const { one, list } = found;
  const read = one.format === 'tl' ? list !== undefined : counts(found);
  return (read ? 'ok' : 'refused') === expected;
}

function tells(expected: unknown, { service, messages }: ReadCase): boolean {
  const unknown = service?.states[0]?.unknownCriticalExtensions.map((name) => `critical: ${name}`) ?? [];
  return [...messages, ...unknown].some((message) => message.includes(String(expected)));
}

/** Qualifiers that no determination knows count for nothing; they are read, as an agreement may translate them. */
function usable(state: ServiceState | undefined): readonly Qualification[] {
  return (
    state?.qualifications.filter(({ qualifiers }) => qualifiers.some((uri) => uri.startsWith(INFORMATION))) ??
    []
  );
}

interface StatedQualification {
  readonly qualifiers: readonly string[];
  readonly criteriaInclude: readonly Readonly<Record<string, unknown>>[];
}

function hasQualifications(expected: unknown, { service }: ReadCase): boolean {
  const found = usable(service?.states[0]);
  if (typeof expected === 'number') return found.length === expected;
  const stated = expected as readonly StatedQualification[];
  return (
    found.length === stated.length &&
    stated.every(({ qualifiers, criteriaInclude }, index) => {
      const names = found[index]?.qualifiers.map((uri) => uri.slice(INFORMATION.length));
      const criteria = statedCriteria(found[index]?.criteria);
      return (
        isDeepStrictEqual(names, qualifiers) &&
        criteriaInclude.every((one) => criteria.some((other) => isDeepStrictEqual(one, other)))
      );
    })
  );
}

/** Criteria in the words of the corpus. */
function statedCriteria(list: CriteriaList | undefined): readonly unknown[] {
  return (list?.criteria ?? []).map((criterion) => {
    switch (criterion.kind) {
      case 'policies':
        return { policySet: criterion.policies };
      case 'key-usage':
        return { keyUsage: criterion.bits };
      case 'extended-key-usage':
        return { extendedKeyUsage: criterion.purposes };
      case 'subject-attributes':
        return { subjectDnAttributes: criterion.attributes };
      default:
        return criterion;
    }
  });
}

/** Times as the corpus writes them. */
function statedTime(time: Date | undefined): string | null {
  return time?.toISOString().replace('.000Z', 'Z') ?? null;
}

function grantedIntervals({ service }: ReadCase): readonly unknown[] {
  return (service?.states ?? [])
    .filter(({ status }) => status === GRANTED)
    .map(({ from, until }) => ({ from: statedTime(from), until: statedTime(until) }));
}

function current(read: (state: ServiceState) => unknown): ListFact {
  return (expected, { service }) => {
    const state = service?.states[0];
    return state !== undefined && isDeepStrictEqual(read(state), expected);
  };
}

/** Facts by the names of statements. */
export const SERVICE_FACTS: ListFacts = {
  parse: isReadAs,
  errorContains: tells,
  serviceName: current(({ names }) => preferredText(names, ['en'])),
  statusStartingTime: current(({ from }) => statedTime(from)),
  expiredCertsRevocationInfo: current(({ expiredCertsRevocationInfo }) =>
    statedTime(expiredCertsRevocationInfo),
  ),
  qualifications: hasQualifications,
  grantedIntervals: (expected, found) => isDeepStrictEqual(grantedIntervals(found), expected),
  grantedIntervalsCount: (expected, found) => grantedIntervals(found).length === expected,
  grantedIntervalsFirst: (expected, found) => isDeepStrictEqual(grantedIntervals(found)[0], expected),
};
