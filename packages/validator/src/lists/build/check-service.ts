/**
 * What no list may say of providers and their services (ETSI TS 119 612 §5.4 to §5.6).
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { type Certificate, equalNames, formatName, subjectKeyIdentifier } from '@eseal/core/x509';
import type { Qualification } from '../../trust/listed-service.ts';
import { assertCriteria } from './check-criteria.ts';
import {
  assertAddress,
  assertEach,
  assertNames,
  assertOptionalUris,
  assertSome,
  assertText,
  assertTime,
  assertUri,
  assertUris,
  invalid,
  type Place,
  within,
} from './check-values.ts';
import type { ProviderDescription, ServiceDescription, ServiceStateDescription } from './description.ts';

/** A part of something, held to a clause of its own. */
function part({ path }: Place, name: string, clause: string): Place {
  return within({ path, clause }, name);
}

/** Refuses a provider that no list may have. */
export function assertProvider(place: Place, provider: ProviderDescription): void {
  const { address, informationUris, names, services, tradeNames = [] } = provider;
  assertNames(part(place, 'names', '§5.4.1'), names);
  if (tradeNames.length > 0) assertNames(part(place, 'tradeNames', '§5.4.2'), tradeNames);
  assertAddress(part(place, 'address', '§5.4.3'), address);
  assertUris(part(place, 'informationUris', '§5.4.4'), informationUris);
  assertSome(part(place, 'services', '§5.4.6'), services, assertService);
}

function assertService(place: Place, service: ServiceDescription): void {
  const { certificates, definitionUris, states, supplyPoints = [] } = service;
  assertIdentity(part(place, 'certificates', '§5.5.3'), certificates);
  if (states.length > 1 && certificates.every((one) => subjectKeyIdentifier(one) === undefined))
    throw invalid(part(place, 'certificates', '§5.6.3'), 'have no subjectKeyIdentifier for the history');
  assertSome(part(place, 'states', '§5.5.4'), states, assertState);
  assertOrder(part(place, 'states', '§5.5.10'), states);
  assertEach(part(place, 'supplyPoints', '§5.5.7'), supplyPoints, (each, { uri, type }) => {
    assertUri(within(each, 'uri'), uri);
    if (type !== undefined) assertUri(within(each, 'type'), type);
  });
  assertOptionalUris(part(place, 'definitionUris', '§5.5.8'), definitionUris);
}

/** A service is one name with one key, whatever certificates there are of it. */
function assertIdentity(place: Place, certificates: readonly Certificate[]): void {
  const [first] = certificates;
  if (first === undefined) throw invalid(place, 'is empty');
  assertText(place, formatName(first.subject));
  for (const [at, { publicKey, subject }] of certificates.entries()) {
    if (!equalBytes(publicKey.raw, first.publicKey.raw))
      throw invalid(within(place, at), 'is of another key than the first');
    if (!equalNames(subject, first.subject))
      throw invalid(within(place, at), 'is of another name than the first');
  }
}

function assertState(place: Place, state: ServiceStateDescription): void {
  const { additionalInformation = [], expiredCertsRevocationInfo, qualifications = [] } = state;
  assertUri(part(place, 'type', '§5.5.1'), state.type);
  assertNames(part(place, 'names', '§5.5.2'), state.names);
  assertUri(part(place, 'status', '§5.5.4'), state.status);
  assertTime(part(place, 'from', '§5.5.5'), state.from);
  assertEach(part(place, 'additionalInformation', '§5.5.9.4'), additionalInformation, assertUri);
  assertEach(part(place, 'qualifications', '§5.5.9.2'), qualifications, assertQualification);
  if (expiredCertsRevocationInfo !== undefined)
    assertTime(part(place, 'expiredCertsRevocationInfo', '§5.5.9.1'), expiredCertsRevocationInfo);
}

function assertQualification(place: Place, { criteria, qualifiers }: Qualification): void {
  assertSome(within(place, 'qualifiers'), qualifiers, assertUri);
  assertCriteria(within(place, 'criteria'), criteria);
}

/** Each state begins before the one that replaced it. */
function assertOrder(place: Place, states: readonly ServiceStateDescription[]): void {
  for (const [at, { from }] of states.entries()) {
    const newer = states[at - 1];
    if (newer !== undefined && from >= newer.from)
      throw invalid(within(place, at), 'does not begin before the state that follows it in time');
  }
}
