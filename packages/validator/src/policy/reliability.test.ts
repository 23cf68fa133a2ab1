import { describe, expect, it } from 'vitest';
import { JP_CRYPTREC_LS0003_2022R1, TS_119_312 } from './crypto-suites.ts';
import { isReliable, isReliableDigest, levelOfWeakness, usesOfSignature, weakUses } from './reliability.ts';

const NOW = new Date('2026-11-01T00:00:00Z');

describe('isReliable', () => {
  it('accepts what a suite still accepts for existing signatures', () => {
    expect(isReliable(JP_CRYPTREC_LS0003_2022R1, 'rsa-sha256', 2048, NOW)).toBe(true);
    expect(isReliable(JP_CRYPTREC_LS0003_2022R1, 'rsa-sha256', 2048, new Date('2031-06-01T00:00:00Z'))).toBe(
      true,
    );
    expect(isReliable(JP_CRYPTREC_LS0003_2022R1, 'ed25519', 256, NOW)).toBe(true);
  });

  it('refuses what is too small, expired or unknown', () => {
    expect(isReliable(JP_CRYPTREC_LS0003_2022R1, 'rsa-sha256', 1024, NOW)).toBe(false);
    expect(isReliable(JP_CRYPTREC_LS0003_2022R1, 'rsa-sha1', 2048, NOW)).toBe(false);
    expect(isReliable(TS_119_312, 'ed25519', 256, NOW)).toBe(false);
    expect(isReliable(TS_119_312, 'rsa-sha256', 2048, new Date('2029-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('isReliableDigest', () => {
  it('judges a digest by the day', () => {
    expect(isReliableDigest(TS_119_312, 'SHA-1', new Date('2012-07-31T23:59:59Z'))).toBe(true);
    expect(isReliableDigest(TS_119_312, 'SHA-1', new Date('2012-08-01T00:00:00Z'))).toBe(false);
    expect(isReliableDigest(TS_119_312, 'SHA-256', NOW)).toBe(true);
  });
});

describe('weakUses', () => {
  it('are the uses that a suite does not accept, with why', () => {
    const uses = usesOfSignature({ algorithm: 'rsa-sha1', keySize: 2048, at: NOW });
    expect(uses.map(({ algorithm, keySize }) => [algorithm, keySize])).toEqual([
      ['SHA-1', undefined],
      ['rsa-pkcs1', 2048],
    ]);
    expect(weakUses(TS_119_312, uses)).toMatchObject([
      { algorithm: 'SHA-1', assessment: { kind: 'expired' } },
    ]);
  });
});

describe('levelOfWeakness', () => {
  const policy = { suite: TS_119_312, forecastExpiry: 'warn' } as const;
  const weak = (algorithm: 'SHA-1' | 'SHA-224') =>
    weakUses(TS_119_312, [{ algorithm, at: new Date('2030-01-01T00:00:00Z') }]);

  it('is that of forecasts only when every end lies after the edition of the suite', () => {
    expect(levelOfWeakness(policy, weak('SHA-224'))).toBe('warn');
    expect(levelOfWeakness(policy, weak('SHA-1'))).toBe('fail');
    expect(levelOfWeakness(policy, [...weak('SHA-224'), ...weak('SHA-1')])).toBe('fail');
  });

  it('is fail unless the policy says otherwise, and for suites without an edition', () => {
    expect(levelOfWeakness({ suite: TS_119_312 }, weak('SHA-224'))).toBe('fail');
    const { published: _, ...suite } = TS_119_312;
    expect(levelOfWeakness({ ...policy, suite }, weak('SHA-224'))).toBe('fail');
  });
});
