import { describe, expect, it } from 'vitest';
import {
  ASKED,
  accreditedDuring,
  asIssuer,
  ISSUED,
  SEALED,
  serviceWith,
  shifted,
  stateOf,
} from '../../../test/japanese-scheme.ts';
import { determine } from './test-determine.ts';

const SECOND = 1000;

describe('determineJapaneseSeal: the boundaries of a period', () => {
  const LATER = new Date('2026-09-01T00:00:00Z');
  const EARLIER = new Date('2025-01-01T00:00:00Z');

  it.each([
    ['one second before its first', shifted(ISSUED, SECOND), 'not-yet', 1],
    ['its first', ISSUED, 'active', 2],
  ] as const)(
    'counts at issuance, of a period that begins: %s second',
    async (_, from, status, assuranceLevel) => {
      const services = asIssuer(serviceWith(accreditedDuring(from, LATER)));
      expect(await determine({ services })).toMatchObject({ statusAtIssuance: status, assuranceLevel });
    },
  );

  it.each([
    ['its last', shifted(ISSUED, SECOND), 'active'],
    ['the one after it', ISSUED, 'withdrawn'],
  ] as const)('counts at issuance, of a period that ends: %s second', async (_, until, status) => {
    const services = asIssuer(serviceWith(accreditedDuring(EARLIER, until)));
    expect(await determine({ services })).toMatchObject({ statusAtIssuance: status, assuranceLevel: 1 });
  });

  it.each([
    ['one second before its first', shifted(SEALED, SECOND), 'not-yet'],
    ['its first', SEALED, 'active'],
  ] as const)('counts at the proven time, of a period that begins: %s second', async (_, from, status) => {
    const services = asIssuer(serviceWith(accreditedDuring(from, LATER)));
    const found = await determine({ services });
    expect(found).toMatchObject({ statusAtBestSignatureTime: status, assuranceLevel: 1 });
  });

  it.each([
    ['its last', shifted(SEALED, SECOND), 'active', 2],
    ['the one after it', SEALED, 'withdrawn', 1],
  ] as const)(
    'counts at the proven time, of a period that ends: %s second',
    async (_, until, status, assuranceLevel) => {
      const services = asIssuer(serviceWith(accreditedDuring(EARLIER, until)));
      expect(await determine({ services })).toMatchObject({
        statusAtBestSignatureTime: status,
        assuranceLevel,
      });
    },
  );

  it('tells a period that ended without a successor from a withdrawal', async () => {
    const services = asIssuer(serviceWith([stateOf({ until: SEALED })]));
    expect(await determine({ services })).toMatchObject({
      statusAtBestSignatureTime: 'lapsed',
      headline: 'Accreditation not in force at sealing',
    });
  });

  it('knows nothing of a period that is missing in the history', async () => {
    const states = [stateOf({ from: ASKED }), stateOf({ until: SEALED })];
    const found = await determine({ services: asIssuer(serviceWith(states)) });
    expect(found).toMatchObject({ statusAtBestSignatureTime: 'unknown', assuranceLevel: 1 });
  });
});
