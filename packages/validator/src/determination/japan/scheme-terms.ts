/**
 * What the URIs of a service mean by the tables of its scheme (ETSI TS 119 612 §5.5).
 *
 * @module
 */
import type { ListReference, ServiceState } from '../../trust/listed-service.ts';
import type { ServiceRole, StatusMeaning, TrustedListScheme } from '../../trust/scheme.ts';

/** Whether the certificates of a service may be for seals: unless it is said that they are for something else. */
export function mayConcernSeals(scheme: TrustedListScheme, state: ServiceState): boolean {
  if (roleOf(scheme, state)?.purpose !== 'certificates') return false;
  const kinds = kindsOf(scheme, state);
  return kinds.length === 0 || kinds.includes('eseal');
}

/** Whether an authority of this type is accredited for seals, as long as its status is in force. */
export function accreditsSeals(scheme: TrustedListScheme, state: ServiceState): boolean {
  const role = roleOf(scheme, state);
  const certifies = role?.purpose === 'certificates' && role.accredited;
  return certifies && kindsOf(scheme, state).includes('eseal');
}

/** What a service says its certificates are for. */
export function kindsOf(
  scheme: TrustedListScheme,
  state: ServiceState,
): readonly TrustedListScheme['kinds'][string][] {
  const kind = roleOf(scheme, state)?.kind;
  if (kind !== undefined) return [kind];
  return state.additionalInformation.flatMap((uri) => entryOf(scheme.kinds, uri) ?? []);
}

/** What a type of service is for; `undefined` for types that are no business of the scheme. */
export function roleOf({ services }: TrustedListScheme, { type }: ServiceState): ServiceRole | undefined {
  return entryOf(services, type);
}

/** What a status means; unknown ones mean that it ended. */
export function meaningOf({ statuses }: TrustedListScheme, { status }: ServiceState): StatusMeaning {
  return entryOf(statuses, status) ?? 'ended';
}

/** URIs come out of lists: names that every object has are none of the scheme's. */
function entryOf<T>(table: Readonly<Record<string, T>>, uri: string): T | undefined {
  return Object.hasOwn(table, uri) ? table[uri] : undefined;
}

/** Whether the list should have been renewed (§5.3.15): it decides nothing. */
export function isOutOfDate({ nextUpdate }: ListReference, validationTime: Date): boolean {
  return nextUpdate !== undefined && nextUpdate <= validationTime;
}

/** Whether it is the last list of its scheme, and was issued before: nobody says anything of the time (§5.3.15). */
export function isClosed({ nextUpdate, issueDate }: ListReference, time: Date): boolean {
  return nextUpdate === undefined && issueDate <= time;
}
