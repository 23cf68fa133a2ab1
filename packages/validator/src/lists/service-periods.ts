/**
 * When a service of a trusted list is trusted, and for what.
 *
 * @module
 */
import type { ListedService, ServiceState } from '../trust/listed-service.ts';
import type { ServiceRole, TrustedListScheme } from '../trust/scheme.ts';

/** A period in which a service is trusted for one thing. */
export interface ServicePeriod {
  readonly purpose: ServiceRole['purpose'];
  /** What the service was at the end of the period. */
  readonly state: ServiceState;
  /** The first instant; `undefined`: no beginning matters. */
  readonly from: Date | undefined;
  /** The first instant after it; `undefined`: it lasts. */
  readonly until: Date | undefined;
}

/**
 * Whether a service counts in a state: of a type that the scheme knows, with nothing critical about it that is not understood
 * (ETSI TS 119 612 §5.5.9).
 */
function roleIn({ services }: TrustedListScheme, state: ServiceState): ServiceRole | undefined {
  if (state.unknownCriticalExtensions.length > 0) return undefined;
  return Object.hasOwn(services, state.type) ? services[state.type] : undefined;
}

/** The periods in which its status said that a service may be relied on; adjacent ones are one. */
export function periodsInForce({ list: { scheme }, states }: ListedService): readonly ServicePeriod[] {
  const { statuses } = scheme;
  return joinPeriods(
    states.flatMap((state) => {
      const role = roleIn(scheme, state);
      const meaning = Object.hasOwn(statuses, state.status) ? statuses[state.status] : 'ended';
      if (role === undefined || meaning === 'ended') return [];
      return [{ purpose: role.purpose, state, from: state.from, until: state.until }];
    }),
  );
}

/** Whatever its status ever was: one period without limits for each purpose. */
export function periodsListed({ list: { scheme }, states }: ListedService): readonly ServicePeriod[] {
  const byPurpose = new Map<ServiceRole['purpose'], ServicePeriod>();
  for (const state of states) {
    const purpose = roleIn(scheme, state)?.purpose;
    if (purpose !== undefined && !byPurpose.has(purpose))
      byPurpose.set(purpose, { purpose, state, from: undefined, until: undefined });
  }
  return [...byPurpose.values()];
}

/** Periods of the same purpose that touch or overlap as one, in the order of their beginnings. */
export function joinPeriods(periods: readonly ServicePeriod[]): readonly ServicePeriod[] {
  const joined: ServicePeriod[] = [];
  // Of each purpose the last one reaches furthest, so that no other has to be looked at.
  const last = new Map<ServicePeriod['purpose'], number>();
  for (const period of [...periods].sort((a, b) => beginOf(a) - beginOf(b))) {
    const index = last.get(period.purpose) ?? joined.length;
    const before = joined[index];
    if (before === undefined || beginOf(period) > endOf(before))
      last.set(period.purpose, joined.push(period) - 1);
    else if (endOf(period) > endOf(before)) joined[index] = { ...period, from: before.from };
  }
  return joined;
}

/** Joined periods without those that add nothing to what a service is trusted for as an authority. */
export function withoutCovered(periods: readonly ServicePeriod[]): readonly ServicePeriod[] {
  const authority = periods.filter(({ purpose }) => purpose === 'certificates').reverse();
  let outer: ServicePeriod | undefined;
  return periods.filter((period) => {
    if (period.purpose === 'certificates') return true;
    for (let next = authority.at(-1); next && beginOf(next) <= beginOf(period); next = authority.at(-1))
      outer = authority.pop();
    return outer === undefined || !isWithin(period, outer);
  });
}

/** First instant of a period, in milliseconds. */
function beginOf({ from }: ServicePeriod): number {
  return from?.getTime() ?? Number.NEGATIVE_INFINITY;
}

function endOf({ until }: ServicePeriod): number {
  return until?.getTime() ?? Number.POSITIVE_INFINITY;
}

/** Whether one period lies within another. */
function isWithin(inner: ServicePeriod, outer: ServicePeriod): boolean {
  return beginOf(outer) <= beginOf(inner) && endOf(inner) <= endOf(outer);
}
