import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, GOOD, goodWorld, heldSince, NOW, revokedAt } from '../../test/judging.ts';
import { policyOf } from '../policy/presets.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { checkFreshness, checkRevocations } from './revocation-checks.ts';

const certificate = certificateOf((await goodWorld()).seal);
const policy = policyOf('strict');

const goodUntil = (thisUpdate: Date, nextUpdate: Date | undefined): RevocationStatus => ({
  kind: 'good',
  source: { kind: 'crl', thisUpdate, nextUpdate, decidedBy: [] },
});

function freshness(status: RevocationStatus, freshAt: Date = NOW) {
  const { holds, level, check } = checkFreshness([{ certificate, status }], { time: NOW, freshAt }, policy);
  return holds ? 'fresh' : `${level}: ${'subIndication' in check.failure ? check.failure.subIndication : ''}`;
}

describe('checkFreshness', () => {
  it('takes data until its nextUpdate, and the tolerance of clocks', () => {
    const issued = addDays(NOW, -7);
    expect(freshness(goodUntil(issued, addDays(NOW, 1)))).toBe('fresh');
    expect(freshness(goodUntil(issued, new Date(NOW.getTime() - 60_000)))).toBe('fresh');
    expect(freshness(goodUntil(issued, addDays(NOW, -1)))).toBe('fail: TRY_LATER');
  });

  it('K13: takes data without nextUpdate for a day', () => {
    expect(freshness(goodUntil(addDays(NOW, -0.9), undefined))).toBe('fresh');
    expect(freshness(goodUntil(addDays(NOW, -1.1), undefined))).toBe('fail: TRY_LATER');
  });

  it('K13: takes data no longer than a policy allows, however long its issuer does', () => {
    const status = goodUntil(addDays(NOW, -3), addDays(NOW, 1000));
    const limited = { ...policy, revocationFreshness: { maxAge: 2 * 86_400_000, withoutNextUpdate: 0 } };
    const at = { time: NOW, freshAt: NOW };
    expect(checkFreshness([{ certificate, status }], at, policy).holds).toBe(true);
    expect(checkFreshness([{ certificate, status }], at, limited).holds).toBe(false);
  });

  it('only remarks on data that is stale now and was issued after the time it matters for', () => {
    const status = goodUntil(addDays(NOW, -100), addDays(NOW, -93));
    expect(freshness(status, addDays(NOW, -101))).toBe('warn: TRY_LATER');
    expect(freshness(status, addDays(NOW, -50))).toBe('fail: TRY_LATER');
  });

  it('asks only for data that says that a certificate is good', () => {
    expect(freshness(revokedAt(addDays(NOW, -1)))).toBe('fresh');
    expect(freshness({ kind: 'not-needed', exemption: 'no-revocation-available' })).toBe('fresh');
    expect(freshness(GOOD)).toBe('fresh');
  });
});

describe('checkRevocations', () => {
  const failed = (status: RevocationStatus, time: Date = NOW): readonly string[] =>
    checkRevocations([{ certificate, status }], time, policy)
      .filter(({ holds }) => !holds)
      .map(({ check }) => check.id);

  it('counts what had happened at the time', () => {
    expect(failed(GOOD)).toEqual([]);
    expect(failed(revokedAt(addDays(NOW, -1)))).toEqual(['CERTIFICATE_NOT_REVOKED']);
    expect(failed(heldSince(addDays(NOW, -1)))).toEqual(['CERTIFICATE_NOT_ON_HOLD']);
  });

  it('does not count what data of later knows to have happened later', () => {
    expect(failed(revokedAt(addDays(NOW, -1)), addDays(NOW, -2))).toEqual([]);
    expect(failed(heldSince(addDays(NOW, -1)), addDays(NOW, -2))).toEqual([]);
  });

  it('counts a revocation that data of the time itself dates later', () => {
    expect(failed(revokedAt(addDays(NOW, 5)))).toEqual(['CERTIFICATE_NOT_REVOKED']);
  });
});
