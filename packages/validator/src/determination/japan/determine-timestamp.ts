/**
 * Whether a timestamp is by an authority that was accredited in Japan when it was made (MIC Notification No. 146 of 2021).
 *
 * @module
 */
import type { TimestampDetermination } from '../../report/determination.ts';
import type { ListedService } from '../../trust/listed-service.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { TimestampDeterminationInput } from '../input.ts';
import { japaneseServices } from './japanese-services.ts';
import { isClosed, isOutOfDate, meaningOf, roleOf } from './scheme-terms.ts';

/**
 * Judges a timestamp at its own time; the level of a seal does not depend on it. Foreign authorities count by an enacted
 * agreement. Lists for trials accredit nobody, and entries that contradict each other do not either.
 */
export function determineJapaneseTimestamp(
  input: TimestampDeterminationInput,
): Exclude<TimestampDetermination['japan'], null> {
  const { services, passed } = input;
  // A service is the unit that stamps, or the authority which certified it.
  const near = services.filter(({ depth }) => depth <= 1);
  const known = near.flatMap(({ service }) => japaneseServices(service));
  const spoken = known.flatMap((service) => accreditedAt(service, input) ?? []);
  return passed && spoken.length > 0 && spoken.every(Boolean) ? 'accredited' : 'not-accredited';
}

/** What a service says of the time; `undefined` where it says nothing. */
function accreditedAt(
  service: ListedService,
  { time, validationTime }: TimestampDeterminationInput,
): boolean | undefined {
  const { list } = service;
  const { scheme } = list;
  const state = stateAt(service, time);
  if (scheme.pilot || state === undefined) return undefined;
  if (isOutOfDate(list, validationTime) || isClosed(list, time)) return undefined;
  const role = roleOf(scheme, state);
  if (role?.purpose !== 'timestamps') return undefined;
  const known = state.unknownCriticalExtensions.length === 0;
  return known && role.accredited && meaningOf(scheme, state) === 'in-force';
}
