/** However services, certificates and verdicts are combined, bad news never makes a seal better. */
import { OID } from '@eseal/core/asn1';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  certificateStating,
  information,
  qualifying,
  sealUnder,
  serviceOf,
  serviceStatus,
  serviceType,
  stateOf,
} from '../../../test/determining-eu.ts';
import type { Conclusion } from '../../report/conclusion.ts';
import type { EuQualification } from '../../report/determination.ts';
import type { ListedService, Qualification, ServiceState } from '../../trust/listed-service.ts';
import type { DeterminationInput } from '../input.ts';
import { determineEuSeal } from './determine-seal.ts';

/** From the best to the worst; all that is less than a qualified certificate with a passed seal is alike. */
const RANKS: readonly (readonly EuQualification[])[] = [
  ['QESig', 'QESeal', 'Unknown-QC-QSCD'],
  ['AdESig-QC', 'AdESeal-QC', 'Unknown-QC'],
];

function rankOf(qualification: EuQualification): number {
  const rank = RANKS.findIndex((names) => names.includes(qualification));
  return rank < 0 ? RANKS.length : rank;
}

const QUALIFIERS = [
  'QCStatement',
  'QCWithQSCD',
  'QCNoQSCD',
  'QCQSCDManagedOnBehalf',
  'QCForESig',
  'QCForESeal',
  'QCForLegalPerson',
];

const qualifications: fc.Arbitrary<readonly Qualification[]> = fc.array(
  fc.subarray(QUALIFIERS, { maxLength: 2 }).map((qualifiers) => qualifying(...qualifiers)),
  { maxLength: 2 },
);

const aState: fc.Arbitrary<ServiceState> = fc
  .record({
    type: fc.constantFrom('CA/QC', 'CA/QC', 'CA/QC', 'CA/PKC').map(serviceType),
    status: fc.constantFrom('granted', 'granted', 'withdrawn').map(serviceStatus),
    additionalInformation: fc
      .subarray(['ForeSeals', 'ForeSignatures', 'ForWebSiteAuthentication'])
      .map((tails) => tails.map(information)),
    qualifications,
    from: fc.constantFrom('2015-01-01', '2016-06-30T22:00:00Z', '2025-01-01').map((text) => new Date(text)),
    until: fc.constantFrom(undefined, new Date('2026-01-01')),
  })
  .map(stateOf);

const services: fc.Arbitrary<readonly ListedService[]> = fc.array(
  aState.map((state) => serviceOf([state])),
  { minLength: 1, maxLength: 3 },
);

const STATED = [
  {},
  { statements: [OID.qcCompliance, OID.qcSscd] },
  { statements: [OID.qcCompliance, OID.qcSscd], types: [OID.qcTypeEsign] },
  { types: [] },
  { statements: [] },
  { legislations: ['ZZ'] },
];

const CONCLUSIONS: readonly Conclusion[] = [
  { indication: 'TOTAL-PASSED' },
  { indication: 'INDETERMINATE', subIndication: 'NO_POE' },
  { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' },
];

/** One service changed in all of its states, wherever it is. */
function changing(
  input: DeterminationInput,
  index: number,
  change: (state: ServiceState) => ServiceState,
): DeterminationInput {
  return {
    ...input,
    services: input.services.map((matched, at) =>
      at === index % input.services.length
        ? { ...matched, service: { ...matched.service, states: matched.service.states.map(change) } }
        : matched,
    ),
  };
}

describe('a determination', () => {
  let inputs: fc.Arbitrary<DeterminationInput>;

  beforeAll(async () => {
    const certificates = await Promise.all(STATED.map(certificateStating));
    inputs = fc
      .tuple(fc.constantFrom(...certificates), services)
      .map(([certificate, listed]) => sealUnder(certificate, listed));
  });

  /** That a change never makes the seal better. */
  function neverImprovesBy(change: (input: DeterminationInput, index: number) => DeterminationInput): void {
    fc.assert(
      fc.property(inputs, fc.nat(2), (input, index) => {
        const before = determineEuSeal(input).qualification;
        const after = determineEuSeal(change(input, index)).qualification;
        expect(rankOf(after), `${before} became ${after}`).toBeGreaterThanOrEqual(rankOf(before));
      }),
      { numRuns: 300 },
    );
  }

  it('sees qualified seals among the cases, and others', () => {
    const found = fc
      .sample(inputs, { numRuns: 300, seed: 1 })
      .map((input) => rankOf(determineEuSeal(input).qualification));
    expect(new Set(found)).toEqual(new Set([0, 1, 2]));
  });

  it('never improves when a service is withdrawn', () => {
    neverImprovesBy((input, index) =>
      changing(input, index, (state) => ({ ...state, status: serviceStatus('withdrawn') })),
    );
  });

  it('never improves when a list calls certificates not qualified', () => {
    neverImprovesBy((input, index) =>
      changing(input, index, (state) => ({
        ...state,
        qualifications: [...state.qualifications, qualifying('NotQualified')],
      })),
    );
  });

  it('never improves when the verdict gets worse', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const ranks = CONCLUSIONS.map((conclusion) =>
          rankOf(determineEuSeal({ ...input, conclusion }).qualification),
        );
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of services', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const reversed = { ...input, services: [...input.services].reverse() };
        expect(determineEuSeal(reversed).qualification).toBe(determineEuSeal(input).qualification);
      }),
      { numRuns: 300 },
    );
  });
});
