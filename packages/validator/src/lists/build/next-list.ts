/**
 * From one list of a scheme to the next (ETSI TS 119 612 §5.3.2, §5.5.10): history grows and is never lost.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { formatName } from '@eseal/core/x509';
import { invalid, type Place, within } from './check-values.ts';
import type {
  SchemeDescription,
  ServiceDescription,
  ServiceStateDescription,
  TrustedListDescription,
} from './description.ts';

/** What differs in the next list. */
export interface ListChanges
  extends Pick<SchemeDescription, 'issueDate' | 'nextUpdate'>,
    Partial<Pick<TrustedListDescription, 'pointers' | 'providers'>> {
  /** Default: as before. */
  readonly scheme?: Partial<Omit<SchemeDescription, 'issueDate' | 'nextUpdate' | 'sequenceNumber'>>;
}

/**
 * A service whose status changes: what it was until then becomes history.
 *
 * @throws ValidatorError `TRUSTED_LIST_INVALID` when the change does not come after the present status began
 */
export function withStatus(
  service: ServiceDescription,
  status: string,
  from: Date,
  changes: Partial<Omit<ServiceStateDescription, 'from' | 'status'>> = {},
): ServiceDescription {
  const place: Place = { path: '$.states', clause: '§5.5.10' };
  const [now] = service.states;
  if (now === undefined) throw invalid(place, 'is empty');
  if (from <= now.from) throw invalid(place, 'would have a status that does not begin after the present one');
  return { ...service, states: [{ ...now, ...changes, status, from }, ...service.states] };
}

/**
 * The list that follows another: its sequence number is one more.
 *
 * @throws ValidatorError `TRUSTED_LIST_INVALID` when it is not issued later, or when a service or a part of its history would be
 *   lost
 */
export function nextTrustedList(
  previous: TrustedListDescription,
  { issueDate, nextUpdate, scheme, ...lists }: ListChanges,
): TrustedListDescription {
  const place: Place = { path: '$.scheme.issueDate', clause: '§5.3.14' };
  if (issueDate <= previous.scheme.issueDate) throw invalid(place, 'is not after the previous one');
  const { sequenceNumber } = previous.scheme;
  const next: TrustedListDescription = {
    ...previous,
    ...lists,
    scheme: { ...previous.scheme, ...scheme, sequenceNumber: sequenceNumber + 1, issueDate, nextUpdate },
  };
  assertNothingLost(previous, next);
  return next;
}

/** A service stays on the list, by its key and type, with all that it ever was. */
function assertNothingLost(previous: TrustedListDescription, next: TrustedListDescription): void {
  const kept = next.providers.flatMap(({ services }) => services);
  for (const [at, { services }] of previous.providers.entries()) {
    for (const [index, service] of services.entries()) {
      const place: Place = { path: `$.providers[${at}].services[${index}]`, clause: '§5.5.10' };
      if (!kept.some((one) => continues(one, service)))
        throw invalid(within(place, 'states'), `of ${nameOf(service)} would be lost, or a part of them`);
    }
  }
}

function continues(next: ServiceDescription, previous: ServiceDescription): boolean {
  const [certificate] = next.certificates;
  const isSame = previous.certificates.some(
    ({ publicKey }) => certificate !== undefined && equalBytes(publicKey.raw, certificate.publicKey.raw),
  );
  const tail = next.states.slice(-previous.states.length);
  return isSame && previous.states.every((state, at) => isSameState(state, tail[at]));
}

function isSameState(a: ServiceStateDescription, b: ServiceStateDescription | undefined): boolean {
  return a.type === b?.type && a.status === b.status && a.from.getTime() === b.from.getTime();
}

function nameOf({ certificates: [certificate] }: ServiceDescription): string {
  return certificate === undefined ? 'a service' : formatName(certificate.subject);
}
