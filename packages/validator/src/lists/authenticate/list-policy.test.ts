import { describe, expect, it } from 'vitest';
import { TS_119_312 } from '../../policy/crypto-suites.ts';
import { isReliable, isReliableDigest } from '../../policy/reliability.ts';
import { LIST_POLICY } from './list-policy.ts';

describe('the policy for lists', () => {
  const { suite } = LIST_POLICY;
  const at = new Date('2026-11-01T00:00:00Z');

  it('has the European suite as it is', () => {
    expect(suite.rows.slice(0, TS_119_312.rows.length)).toEqual(TS_119_312.rows);
    expect(isReliable(suite, 'rsa-sha256', 1024, new Date('2017-01-01T00:00:00Z'))).toBe(true);
    expect(isReliable(suite, 'rsa-sha256', 1024, at)).toBe(false);
    expect(isReliableDigest(suite, 'SHA-1', at)).toBe(false);
  });

  it('accepts EdDSA by the Japanese suite', () => {
    expect(isReliable(TS_119_312, 'ed25519', 256, at)).toBe(false);
    expect(isReliable(suite, 'ed25519', 256, at)).toBe(true);
  });
});
