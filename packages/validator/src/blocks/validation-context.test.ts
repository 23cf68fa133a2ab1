import { describe, expect, it } from 'vitest';
import type { SignaturePolicyFacts } from '../facts/signature-policy.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { policyOf } from '../policy/presets.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import { checkContext } from './validation-context.ts';

const EXPLICIT = {
  kind: 'explicit',
  identifier: '1.2.392.1',
  digestAlgorithm: 'SHA-256',
  digest: new Uint8Array(32).fill(1),
  location: undefined,
  userNotice: undefined,
  noticeNumbers: [],
  document: undefined,
  transforms: undefined,
} as const;

const facts = (changes: Partial<SignaturePolicyFacts> = {}): SignaturePolicyFacts => ({
  reference: EXPLICIT,
  document: 'caller',
  zeroHash: false,
  digestMatch: true,
  ...changes,
});

const STRICT = policyOf('strict');

function outcome(given: SignaturePolicyFacts | undefined, policy: ValidationPolicy = STRICT) {
  const { conclusion, checks } = checkContext(given, policy);
  const noticed = checks
    .filter(({ status }) => status !== 'passed')
    .map(({ id, status }) => `${id} ${status}`);
  return { result: subIndicationOf(conclusion), noticed };
}

const NAMED = (...policies: readonly string[]): ValidationPolicy => ({ ...STRICT, signature: { policies } });

describe('checkContext', () => {
  it('has nothing against a policy whose document is there and is the one meant', () => {
    expect(outcome(facts())).toEqual({ result: null, noticed: [] });
    expect(outcome(undefined)).toEqual({ result: null, noticed: [] });
    expect(outcome(facts({ reference: { kind: 'implied' }, document: undefined }))).toEqual({
      result: null,
      noticed: [],
    });
  });

  it('only says that a document is not at hand, unless the policy demands it', () => {
    const given = facts({ document: undefined, digestMatch: undefined });
    expect(outcome(given)).toEqual({ result: null, noticed: ['SIGNATURE_POLICY_AVAILABLE informed'] });
    const demanding = { ...STRICT, levels: { SIGNATURE_POLICY_AVAILABLE: 'fail' } as const };
    expect(outcome(given, demanding).result).toBe('SIGNATURE_POLICY_NOT_AVAILABLE');
  });

  it('fails with another document than the one meant, and only warns where DSS does', () => {
    const given = facts({ digestMatch: false });
    expect(outcome(given).result).toBe('POLICY_PROCESSING_ERROR');
    expect(outcome(given, policyOf('compat'))).toEqual({
      result: null,
      noticed: ['SIGNATURE_POLICY_INTACT warned'],
    });
  });

  it('fails when the naming cannot be read', () => {
    const given = facts({ reference: { kind: 'unreadable' }, document: undefined, digestMatch: undefined });
    expect(outcome(given).result).toBe('POLICY_PROCESSING_ERROR');
  });

  it('says what a digest does not tell', () => {
    const zero = facts({ zeroHash: true, digestMatch: undefined });
    expect(outcome(zero).noticed).toEqual(['SIGNATURE_POLICY_DIGEST_STATED informed']);
    const unknown = facts({ reference: { ...EXPLICIT, digestAlgorithm: undefined }, digestMatch: false });
    expect(outcome(unknown).noticed).toEqual(['SIGNATURE_POLICY_DIGEST_COMPARABLE warned']);
  });

  it('shows the notice of a policy', () => {
    const { checks } = checkContext(facts({ reference: { ...EXPLICIT, userNotice: '社内限り' } }), STRICT);
    expect(checks.at(-1)?.message?.ja).toContain('社内限り');
  });

  it('holds the policy against those that are accepted', () => {
    const implied = facts({ reference: { kind: 'implied' } });
    expect(outcome(facts(), NAMED('1.2.392.1')).result).toBeNull();
    expect(outcome(facts(), NAMED('1.2.392.2', 'none')).result).toBe('POLICY_PROCESSING_ERROR');
    expect(outcome(undefined, NAMED('none')).result).toBeNull();
    expect(outcome(undefined, NAMED('1.2.392.1')).result).toBe('POLICY_PROCESSING_ERROR');
    expect(outcome(implied, NAMED('implied')).result).toBeNull();
    expect(outcome(implied, NAMED('none')).result).toBe('POLICY_PROCESSING_ERROR');
    expect(outcome(facts(), NAMED()).result).toBe('POLICY_PROCESSING_ERROR');
  });
});
