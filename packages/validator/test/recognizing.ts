/** Services of another country and agreements on their recognition, as data. */
import type { ServiceState } from '../src/trust/listed-service.ts';
import type { EquivalenceState, RecognitionAgreement } from '../src/trust/recognition.ts';
import { information, qualifying, serviceStatus, serviceType, stateOf } from './determining-eu.ts';

/** A URI of the other country, for what a test names so. */
export const foreign = (tail: string): string => `http://tl.zz.example/${tail}`;

/** A period of a service of the other country, in its own terms. */
export function foreignState(changes: Partial<ServiceState> = {}): ServiceState {
  return stateOf({
    type: foreign('CA/QC'),
    names: [{ language: 'en', text: 'CA of ZZ' }],
    status: foreign('granted'),
    additionalInformation: [],
    qualifications: [{ ...qualifying(), qualifiers: [foreign('QCWithQSCD')] }],
    ...changes,
  });
}

/** Terms that are enacted and make the services of {@link foreignState} ones for qualified seals. */
export function equivalenceOf(changes: Partial<EquivalenceState> = {}): EquivalenceState {
  return {
    status: 'enacted',
    from: new Date('2020-01-01T00:00:00Z'),
    until: undefined,
    types: {
      pointing: [{ type: serviceType('CA/QC'), additionalInformation: [information('ForeSeals')] }],
      pointed: [{ type: foreign('CA/QC'), additionalInformation: [] }],
    },
    validStatuses: [{ pointing: [serviceStatus('granted')], pointed: [foreign('granted')] }],
    invalidStatuses: [{ pointing: [serviceStatus('withdrawn')], pointed: [foreign('withdrawn')] }],
    contents: {},
    qualifiers: [{ pointing: information('QCWithQSCD'), pointed: foreign('QCWithQSCD') }],
    ...changes,
  };
}

/** An agreement of the EU on seals. */
export function agreementOf(
  states: readonly EquivalenceState[] = [equivalenceOf()],
  changes: Partial<RecognitionAgreement> = {},
): RecognitionAgreement {
  return {
    recognizedBy: 'EU',
    rules: 'eu',
    pointingLegislation: 'urn:example:eu',
    pointedLegislation: 'urn:example:zz',
    equivalences: [{ legalIdentifier: 'QCForESeal', states }],
    ...changes,
  };
}
