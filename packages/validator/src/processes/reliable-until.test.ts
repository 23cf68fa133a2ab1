import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import { reliableUntil } from './reliable-until.ts';

const LATE = new Date('2040-01-01T00:00:00Z');

describe('reliableUntil', () => {
  it('goes back to the last moment at which everything in an algorithm was accepted', async () => {
    const { seal } = await goodWorld({ keyOf: { 'issuing-ca': 'rsa-2048' } });
    const { signatureAlgorithm } = certificateOf(seal);
    const key = certificateOf(seal.issuer ?? seal).publicKey;
    const end = new Date('2028-12-31T23:59:59.999Z');
    expect(reliableUntil({ suite: TS_119_312 }, signatureAlgorithm, key, LATE)).toEqual(end);
    expect(reliableUntil({ suite: TS_119_312 }, signatureAlgorithm, key, end)).toEqual(end);
    const before = new Date('2026-01-01T00:00:00Z');
    expect(reliableUntil({ suite: TS_119_312 }, signatureAlgorithm, key, before)).toEqual(before);
  });

  it('stays where the end was a forecast that the policy does not let fail', async () => {
    const { seal } = await goodWorld({ keyOf: { 'issuing-ca': 'rsa-2048' } });
    const { signatureAlgorithm } = certificateOf(seal);
    const key = certificateOf(seal.issuer ?? seal).publicKey;
    const weighed = { suite: TS_119_312, forecastExpiry: 'warn' } as const;
    expect(reliableUntil(weighed, signatureAlgorithm, key, LATE)).toEqual(LATE);
    // What had ended when the suite was published is no forecast.
    const later = { ...weighed, suite: { ...TS_119_312, published: '2030-01-01' } };
    expect(reliableUntil(later, signatureAlgorithm, key, LATE)).toEqual(new Date('2028-12-31T23:59:59.999Z'));
  });

  it('stays where no end is set, and finds no time for what was never accepted', async () => {
    const { seal } = await goodWorld();
    const { signatureAlgorithm } = certificateOf(seal);
    const key = certificateOf(seal.issuer ?? seal).publicKey;
    expect(reliableUntil({ suite: TS_119_312 }, signatureAlgorithm, key, LATE)).toEqual(LATE);
    const without = { ...TS_119_312, rows: TS_119_312.rows.filter(({ algorithm }) => algorithm !== 'ecdsa') };
    expect(reliableUntil({ suite: without }, signatureAlgorithm, key, LATE)).toBeUndefined();
  });
});
