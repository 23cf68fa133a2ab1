import { describe, expect, it } from 'vitest';
import { serviceOf } from '../../../test/determining-eu.ts';
import { agreementOf, equivalenceOf, foreignState } from '../../../test/recognizing.ts';
import { EU_SCHEME } from '../../lists/schemes/eu.ts';
import type { ListedService } from '../../trust/listed-service.ts';
import type { EquivalenceState, RecognitionAgreement } from '../../trust/recognition.ts';
import { equivalentStates, isForeign, recognizeService, reportRecognition } from './recognize.ts';

const ENACTED = new Date('2022-01-01T00:00:00Z');
const REPEALED = new Date('2025-01-01T00:00:00Z');

function foreignService(...agreements: readonly RecognitionAgreement[]): ListedService {
  const state = foreignState({ from: new Date('2021-01-01T00:00:00Z') });
  return serviceOf([state], { agreements, list: { territory: 'ZZ' } });
}

/** An equivalence that was repealed again. */
const HISTORY: readonly EquivalenceState[] = [
  equivalenceOf({ status: 'repealed', from: REPEALED }),
  equivalenceOf({ from: ENACTED, until: REPEALED }),
];

describe('recognizeService', () => {
  it('recognises from the first instant of an enacted equivalence until the one that repeals it', () => {
    const service = foreignService(agreementOf(HISTORY));
    const counts = [ENACTED, REPEALED].flatMap((time) =>
      [-1, 0].map((offset) => recognizeService(service, 'eu', new Date(time.getTime() + offset)).length),
    );
    expect(counts).toEqual([0, 1, 1, 0]);
  });

  it('gives the period in which both service and equivalence lasted', () => {
    const found = equivalentStates(foreignService(agreementOf(HISTORY)), 'eu');
    expect(found.map(({ state: { from, until }, equivalence }) => [equivalence.status, from, until])).toEqual(
      [
        ['repealed', REPEALED, undefined],
        ['enacted', ENACTED, REPEALED],
      ],
    );
    const over = serviceOf([foreignState({ from: new Date('2020-01-01'), until: ENACTED })], {
      agreements: [agreementOf(HISTORY)],
    });
    expect(equivalentStates(over, 'eu')).toEqual([]);
  });

  it('recognises by agreements under the rules that are asked for only', () => {
    const service = foreignService(agreementOf(HISTORY, { rules: 'japan', recognizedBy: 'JP' }));
    expect([isForeign(service, 'eu'), isForeign(service, 'japan')]).toEqual([false, true]);
    expect(recognizeService(service, 'eu', ENACTED)).toEqual([]);
    expect(recognizeService(service, 'japan', ENACTED)).toHaveLength(1);
  });

  it('recognises nothing by a scheme for trials', () => {
    const service = foreignService(agreementOf(HISTORY, { scheme: { ...EU_SCHEME, pilot: true } }));
    expect(isForeign(service, 'eu')).toBe(true);
    expect(recognizeService(service, 'eu', ENACTED)).toEqual([]);
  });

  it('recognises a service once for each equivalence that covers it', () => {
    const twice = agreementOf(HISTORY, {
      equivalences: ['QCForESig', 'QCForESeal'].map((legalIdentifier) => ({
        legalIdentifier,
        states: HISTORY,
      })),
    });
    const found = recognizeService(foreignService(twice), 'eu', ENACTED);
    expect(found.map(({ legalIdentifier }) => legalIdentifier)).toEqual(['QCForESig', 'QCForESeal']);
  });

  it('is reported with who recognises whom, by what and since when', () => {
    const service = foreignService(agreementOf(HISTORY));
    const [recognized] = recognizeService(service, 'eu', ENACTED);
    expect(recognized && reportRecognition(service, recognized)).toEqual({
      recognizedBy: 'EU',
      territory: 'ZZ',
      legalIdentifier: 'QCForESeal',
      enactedFrom: ENACTED,
    });
  });
});
