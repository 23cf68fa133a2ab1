import { describe, expect, it } from 'vitest';
import { isCscError } from '../test-steps.ts';
import { equalTexts } from '../util/equal-texts.ts';
import { type Secret, secret } from '../util/secret.ts';
import { DEFAULT_POLICY, JP_MIC_LEVEL2, JP_MIC_LEVEL2_MFA } from './policies.ts';
import type { RemotePolicy } from './policy.ts';
import {
  assertAllowedAuthorization,
  assertAllowedFactors,
  assertAllowedUse,
  assertAllowedValues,
  type GivenFactors,
  type IntendedUse,
} from './rules.ts';

const authentication = { holds: (text: Secret) => equalTexts(text.reveal(), 'client secret') };
const IMPLICIT = { authorization: { mode: 'implicit' } } as const;
const EMPTY = { authorization: { mode: 'explicit', factors: [], expression: undefined } } as const;
const ELSEWHERE = { authorization: { mode: 'oauth2code' } } as const;

const use = (members: Partial<IntendedUse> = {}): IntendedUse => ({
  authentication,
  authorizer: { kind: 'factors' },
  credential: ELSEWHERE,
  ...members,
});

const factors = (...values: readonly (string | undefined)[]): GivenFactors => ({
  authentication,
  factors: values.map((value, at) => ({
    id: `F${at}`,
    ...(value !== undefined && { value: secret(value) }),
  })),
  givenBy: 'this-process',
});

/** The rule that refuses, which cites the Guidelines. */
function ruleOf(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    const isRefusal =
      isCscError(error) && error.code === 'CSC_POLICY_REFUSED' && error.outcome === 'not-sent';
    if (!isRefusal) return error;
    expect(error.facts.citation).toMatch(/^MIC Guidelines on e-Seal, 2nd edition §2\.\d/);
    return error.facts.rule;
  }
}

const declared = { kind: 'service', approvedOutOfBand: 'in the app of the provider' } as const;

describe('policies', () => {
  it.each([
    ['both steps', use(), undefined, undefined],
    ['no key authorisation', use({ authorizer: undefined }), 'both-steps', 'both-steps'],
    ['no use authentication', use({ authentication: undefined }), 'both-steps', 'both-steps'],
    ['approval by the service', use({ authorizer: { kind: 'service' } }), undefined, 'service-approval'],
    ['approval by the service, said to be elsewhere', use({ authorizer: declared }), undefined, undefined],
    [
      'the same with no reason',
      use({ authorizer: { ...declared, approvedOutOfBand: ' ' } }),
      undefined,
      'service-approval',
    ],
    ['an implicit credential', use({ credential: IMPLICIT }), undefined, 'implicit-credential'],
    ['a credential with no factors', use({ credential: EMPTY }), undefined, 'implicit-credential'],
    [
      'one of them, said to be approved elsewhere',
      use({ credential: EMPTY, authorizer: declared }),
      undefined,
      undefined,
    ],
  ])('judge %s', (_name, intended, byDefault, byGuidelines) => {
    expect(ruleOf(() => assertAllowedUse(DEFAULT_POLICY, intended))).toBe(byDefault);
    expect(ruleOf(() => assertAllowedUse(JP_MIC_LEVEL2, intended))).toBe(byGuidelines);
  });

  it('let no one object be both steps', () => {
    const both = { ...authentication, kind: 'factors' } as const;
    const intended = use({ authentication: both, authorizer: both });
    expect(ruleOf(() => assertAllowedUse(JP_MIC_LEVEL2, intended))).toBe('separate-objects');
  });

  it.each([
    ['one factor', factors('482915'), undefined, 'factor-count'],
    ['two factors', factors('482915', '123456'), undefined, undefined],
    ['one in another channel', factors(undefined), undefined, 'factor-count'],
    ['no factor', factors(), 'factor-count', 'factor-count'],
    [
      'a secret of the first step',
      factors('client secret', '1'),
      'factor-of-first-step',
      'factor-of-first-step',
    ],
    [
      'the same behind another',
      factors('1', 'client secret'),
      'factor-of-first-step',
      'factor-of-first-step',
    ],
    [
      'factors of another process',
      { ...factors('1', '2'), givenBy: 'another-process' } as const,
      'factor-of-others',
      'factor-of-others',
    ],
  ])('after the Guidelines judge %s', (_name, given, one, two) => {
    expect(ruleOf(() => assertAllowedFactors(JP_MIC_LEVEL2, given))).toBe(one);
    expect(ruleOf(() => assertAllowedFactors(JP_MIC_LEVEL2_MFA, given))).toBe(two);
  });

  it('K30: count a factor that is given twice once', () => {
    const twice = { ...factors(), factors: [0, 1].map(() => ({ id: 'PIN', value: secret('1') })) };
    expect(ruleOf(() => assertAllowedFactors(JP_MIC_LEVEL2, twice))).toBeUndefined();
    expect(ruleOf(() => assertAllowedFactors(JP_MIC_LEVEL2_MFA, twice))).toBe('factor-count');
  });

  it('take no token of the first step for an authorisation, unless a policy does not keep the steps apart', () => {
    const given = (text: string) => ({ authentication, secret: secret(text) });
    expect(ruleOf(() => assertAllowedAuthorization(DEFAULT_POLICY, given('other')))).toBeUndefined();
    expect(ruleOf(() => assertAllowedAuthorization(DEFAULT_POLICY, given('client secret')))).toBe(
      'token-of-first-step',
    );
    const lax = { ...DEFAULT_POLICY, separateSteps: false };
    expect(ruleOf(() => assertAllowedAuthorization(lax, given('client secret')))).toBeUndefined();
  });

  it.each([DEFAULT_POLICY, JP_MIC_LEVEL2])(
    'let nothing be signed but what was authorised: $name',
    (policy: RemotePolicy) => {
      expect(ruleOf(() => assertAllowedValues(policy, { isExactlyAuthorized: true }))).toBeUndefined();
      expect(ruleOf(() => assertAllowedValues(policy, { isExactlyAuthorized: false }))).toBe(
        'designated-only',
      );
    },
  );

  it('cannot be changed by whoever holds them', () => {
    for (const policy of [DEFAULT_POLICY, JP_MIC_LEVEL2, JP_MIC_LEVEL2_MFA])
      expect(Object.isFrozen(policy)).toBe(true);
  });
});
