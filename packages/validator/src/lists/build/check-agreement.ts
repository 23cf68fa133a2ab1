/**
 * What no agreement on mutual recognition may say (the European Commission's schema, version 2).
 *
 * @module
 */
import type { Equivalence, ServiceTypePattern } from '../../trust/recognition.ts';
import { assertCriteria } from './check-criteria.ts';
import {
  assertEach,
  assertSome,
  assertText,
  assertTime,
  assertUri,
  invalid,
  type Place,
  within,
} from './check-values.ts';
import type {
  AgreementDescription,
  EquivalenceDescription,
  EquivalenceStateDescription,
} from './description.ts';

/** Refuses an agreement that no pointer may have. */
export function assertAgreement(place: Place, agreement: AgreementDescription): void {
  assertUri(within(place, 'pointingLegislation'), agreement.pointingLegislation);
  assertUri(within(place, 'pointedLegislation'), agreement.pointedLegislation);
  assertSome(within(place, 'equivalences'), agreement.equivalences, assertEquivalence);
}

function assertEquivalence(place: Place, { legalIdentifier, states }: EquivalenceDescription): void {
  assertText(within(place, 'legalIdentifier'), legalIdentifier);
  assertSome(within(place, 'states'), states, assertState);
}

function assertState(place: Place, state: EquivalenceStateDescription): void {
  assertTime(within(place, 'from'), state.from);
  assertParties(within(place, 'types'), state.types, assertPattern);
  for (const name of ['validStatuses', 'invalidStatuses'] as const) {
    if (state[name].length !== 1) throw invalid(within(place, name), 'does not have exactly one equivalence');
    assertEach(within(place, name), state[name], (each, one) => assertParties(each, one, assertUri));
  }
  for (const [context, criteria] of Object.entries(state.contents)) {
    assertCriteria(within(within(place, `contents.${context}`), 'pointing'), criteria.pointing);
    assertCriteria(within(within(place, `contents.${context}`), 'pointed'), criteria.pointed);
  }
  assertEach(within(place, 'qualifiers'), state.qualifiers, (each, { pointed, pointing }) => {
    assertUri(within(each, 'pointing'), pointing);
    assertUri(within(each, 'pointed'), pointed);
  });
}

function assertParties<T>(
  place: Place,
  { pointed, pointing }: Equivalence<readonly T[]>,
  check: (place: Place, value: T) => void,
): void {
  assertSome(within(place, 'pointing'), pointing, check);
  assertSome(within(place, 'pointed'), pointed, check);
}

function assertPattern(place: Place, { additionalInformation, type }: ServiceTypePattern): void {
  assertUri(within(place, 'type'), type);
  if (additionalInformation.length > 1)
    throw invalid(
      within(place, 'additionalInformation'),
      'has several URIs, of which the schema has room for one',
    );
  assertEach(within(place, 'additionalInformation'), additionalInformation, assertUri);
}
