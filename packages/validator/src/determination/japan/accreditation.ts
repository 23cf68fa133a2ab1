/**
 * Whether services accredit an authority for seals at some time (ETSI TS 119 612 §5.5.1, §5.5.4, §5.6).
 *
 * @module
 */
import type { AccreditationStatus } from '../../report/determination.ts';
import type { ListedService } from '../../trust/listed-service.ts';
import { stateAt } from '../../trust/service-at.ts';
import { accreditsSeals, isClosed, mayConcernSeals, meaningOf } from './scheme-terms.ts';

/** What the services of one authority say of a time together. */
export interface AccreditationAt {
  readonly status: AccreditationStatus;
  /** Entries contradict each other, so that the status is not known. */
  readonly conflict: boolean;
}

/**
 * The status of an authority at a time by all its services. Only services that speak of that very time can contradict each
 * other: one that ended before may well have been followed by another.
 */
export function accreditationAt(services: readonly ListedService[], time: Date): AccreditationAt {
  const statuses = services.flatMap((service) => statusAt(service, time) ?? []);
  const spoken = [...new Set(statuses.filter((status) => status !== 'lapsed' && status !== 'not-yet'))];
  const [only] = spoken;
  if (spoken.length > 1) return { status: 'unknown', conflict: true };
  if (only !== undefined) return { status: only, conflict: false };
  const silent = (['lapsed', 'not-yet'] as const).find((status) => statuses.includes(status));
  return { status: silent ?? 'unknown', conflict: false };
}

/** The status of one service; `undefined` where it has nothing to do with seals. */
function statusAt(service: ListedService, time: Date): AccreditationStatus | undefined {
  const { list, states } = service;
  const { scheme } = list;
  if (isClosed(list, time)) return 'lapsed';
  const state = stateAt(service, time);
  if (state === undefined) return betweenStates(states, time);
  if (!mayConcernSeals(scheme, state)) return undefined;
  if (state.unknownCriticalExtensions.length > 0) return 'unknown';
  const meaning = meaningOf(scheme, state);
  if (meaning === 'ended') return 'withdrawn';
  return meaning === 'in-force' && accreditsSeals(scheme, state) ? 'active' : 'unknown';
}

/** Outside all periods: before the first, after the last, or where an entry of the history is missing. */
function betweenStates(states: ListedService['states'], time: Date): AccreditationStatus {
  const begun = states.some(({ from }) => from <= time);
  if (!begun) return 'not-yet';
  return states.some(({ from }) => from > time) ? 'unknown' : 'lapsed';
}
