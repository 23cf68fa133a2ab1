import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, GOOD, goodWorld, NOW, revokedAt } from '../../test/judging.ts';
import { policyOf } from '../policy/presets.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import {
  checkRevocationSigners,
  remarkExemptions,
  remarkInvalidityDates,
  remarkUnusedEvidence,
} from './revocation-remarks.ts';

const world = await goodWorld();
const certificate = certificateOf(world.seal);
const policy = policyOf('strict');
const DAY = 86_400_000;

/** Good by a responder whose own certificate lasts for 91 days and is not to be checked. */
function answered(): RevocationStatus {
  const signer = certificateOf(world.ocsp);
  const { signatureAlgorithm: algorithm, publicKey: key } = signer;
  const evidence = { kind: 'ocsp', encoded: new Uint8Array() } as const;
  const decidedBy = [
    { evidence, signature: { algorithm, key }, signerChain: [signer], signerRevocation: [] },
  ];
  return { kind: 'good', source: { kind: 'ocsp', thisUpdate: NOW, nextUpdate: undefined, decidedBy } };
}

describe('checkRevocationSigners', () => {
  const failed = (time: Date, noCheckLifetime?: number) => {
    const limited = noCheckLifetime === undefined ? policy : { ...policy, revocation: { noCheckLifetime } };
    return checkRevocationSigners([{ certificate, status: answered() }], time, limited)
      .filter(({ holds }) => !holds)
      .map(({ check: { id, level } }) => `${id}: ${level}`);
  };

  it('tells of responders that have expired since, the last second included', () => {
    const end = addDays(NOW, 90);
    expect(failed(end)).toEqual([]);
    expect(failed(new Date(end.getTime() + 1000))).toEqual(['REVOCATION_SIGNER_VALID: fail']);
  });

  it('K9: warns of responders that nobody checks and that live longer than the policy allows', () => {
    expect(failed(NOW, 91 * DAY)).toEqual([]);
    expect(failed(NOW, 91 * DAY - 1)).toEqual(['RESPONDER_UNCHECKED_TOO_LONG: warn']);
  });

  it('says nothing of data that the issuer signed', () => {
    expect(checkRevocationSigners([{ certificate, status: GOOD }], addDays(NOW, 1000), policy)).toEqual([]);
  });
});

describe('remarkInvalidityDates', () => {
  const remarked = (invalidityDate: Date) => {
    const status = { ...revokedAt(NOW), invalidityDate } as RevocationStatus;
    return remarkInvalidityDates([{ certificate, status }]).map(({ facts }) => facts.invalidityDate);
  };

  it('K16: tells since when a key was in doubt before its certificate was revoked', () => {
    expect(remarked(addDays(NOW, -5))).toEqual([addDays(NOW, -5).toISOString()]);
    expect(remarked(NOW)).toEqual([]);
    expect(remarkInvalidityDates([{ certificate, status: GOOD }])).toEqual([]);
  });
});

describe('remarkExemptions', () => {
  it('says whose revocation needs not be known, and why', () => {
    const status = { kind: 'not-needed', exemption: 'validity-assured-short-term' } as const;
    expect(remarkExemptions([{ certificate, status }])).toMatchObject([
      { check: { level: 'inform' }, facts: { exemption: 'validity-assured-short-term' } },
    ]);
    expect(remarkExemptions([{ certificate, status: GOOD }])).toEqual([]);
  });
});

describe('remarkUnusedEvidence', () => {
  it('says why data was not used, and decides nothing', () => {
    const unused = [{ evidence: undefined, problem: 'signer-path', facts: { subject: 'CN=a' } }] as const;
    const [remark, ...others] = remarkUnusedEvidence([{ certificate, status: { kind: 'unknown', unused } }]);
    expect(others).toEqual([]);
    expect(remark).toMatchObject({
      holds: false,
      check: { id: 'REVOCATION_DATA_SIGNER_NOT_TRUSTED', level: 'warn' },
    });
    expect(remarkUnusedEvidence([{ certificate, status: GOOD }])).toEqual([]);
  });
});
