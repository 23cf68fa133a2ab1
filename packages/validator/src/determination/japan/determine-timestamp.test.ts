import { describe, expect, it } from 'vitest';
import {
  ASKED,
  accreditedDuring,
  JP,
  PILOT_SCHEME,
  SEALED,
  serviceWith,
  shifted,
  stateOf,
} from '../../../test/japanese-scheme.ts';
import type { ListedService, ListReference, ServiceState } from '../../trust/listed-service.ts';
import type { TimestampDeterminationInput } from '../input.ts';
import { determineJapaneseTimestamp } from './determine-timestamp.ts';

const type = JP.timestampAuthority;

function authority(changes: Partial<ServiceState> = {}, list: Partial<ListReference> = {}): ListedService {
  return serviceWith([stateOf({ type, ...changes })], { list });
}

function determine(
  services: readonly ListedService[],
  { depth = 0, ...changes }: Partial<TimestampDeterminationInput> & { readonly depth?: number } = {},
) {
  return determineJapaneseTimestamp({
    time: SEALED,
    validationTime: ASKED,
    services: services.map((service) => ({ service, depth })),
    passed: true,
    ...changes,
  });
}

describe('determineJapaneseTimestamp', () => {
  it('finds a timestamp of an accredited authority accredited', () => {
    expect(determine([authority()])).toBe('accredited');
    expect(determine([authority()], { depth: 1 })).toBe('accredited');
  });

  it('counts the first second of an accreditation and not the one that ends it', () => {
    const during = (from: Date, until: Date) =>
      determine([serviceWith(accreditedDuring(from, until).map((state) => ({ ...state, type })))]);
    const [early, late] = [new Date('2020-01-01'), new Date('2030-01-01')];
    expect(during(shifted(SEALED, 1000), late)).toBe('not-accredited');
    expect(during(SEALED, late)).toBe('accredited');
    expect(during(early, shifted(SEALED, 1000))).toBe('accredited');
    expect(during(early, SEALED)).toBe('not-accredited');
  });

  it.each([
    ['no list knows', []],
    ['is listed without accreditation', [authority({ type: JP.otherTimestampAuthority })]],
    ['is listed as something else', [authority({ type: JP.sealAuthority })]],
    ['is on a list for trials', [authority({}, { scheme: PILOT_SCHEME })]],
    [
      'is on a list under other rules',
      [authority({}, { scheme: { ...PILOT_SCHEME, pilot: false, rules: 'eu' } })],
    ],
    ['is on a list that should have been renewed', [authority({}, { nextUpdate: ASKED })]],
    ['is on a last list', [authority({}, { nextUpdate: undefined, issueDate: SEALED })]],
    ['has critical extensions that nobody knows', [authority({ unknownCriticalExtensions: ['urn:x'] })]],
    ['is contradicted by another entry', [authority(), authority({ status: JP.withdrawn })]],
  ] as const)('does not find that of an authority which %s', (_, services) => {
    expect(determine(services)).toBe('not-accredited');
  });

  it('finds none that did not pass, and none by what an accredited authority certified further down', () => {
    expect(determine([authority()], { passed: false })).toBe('not-accredited');
    expect(determine([authority()], { depth: 2 })).toBe('not-accredited');
  });
});
