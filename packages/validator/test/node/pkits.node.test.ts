/**
 * NIST PKITS: certification path validation of RFC 5280, every case with its inputs. Algorithms are not judged by their age,
 * as the suite wants it; what it asserts beyond the verdict is asserted here.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import { validateCertificate } from '../../src/certificate.ts';
import type { ValidationPolicy } from '../../src/policy/policy.ts';
import { policyOf } from '../../src/policy/presets.ts';
import { openCorpus } from './corpus.ts';

type ErrorKind =
  | 'path-validation'
  | 'revoked'
  | 'insufficient-revocation-information'
  | 'stale-revocation-information';

interface Case {
  readonly id: string;
  readonly file: string;
  readonly trustAnchors: readonly string[];
  readonly intermediates: readonly string[];
  readonly crls: readonly string[];
  readonly settings: {
    readonly userInitialPolicySet: readonly string[];
    readonly initialExplicitPolicy: boolean;
    readonly initialPolicyMappingInhibit: boolean;
    readonly initialAnyPolicyInhibit: boolean;
    readonly revocationRequired: boolean;
  };
  readonly validationTime: string;
  readonly expect: {
    readonly valid: boolean;
    readonly pathLength?: number;
    readonly errorKind?: ErrorKind;
    readonly qualifiedPolicies?: number;
    readonly userNoticeExplicitText?: string;
    readonly cpsUri?: string;
  };
}

const ANY_POLICY = '2.5.29.32.0';

/** SHA-1 and DSA with 1024 bits, which no suite of today has, are what some cases are about. */
const strict = policyOf('strict');
const policy: ValidationPolicy = {
  ...strict,
  id: 'pkits',
  suite: {
    ...strict.suite,
    rows: [
      ...strict.suite.rows,
      { algorithm: 'SHA-1', minKeySize: 0 },
      { algorithm: 'dsa', minKeySize: 1024 },
    ],
  },
};

/** Checks that fail in each kind of error. */
const FAILED_CHECKS: Readonly<Record<ErrorKind, RegExp>> = {
  'path-validation': /^(PATH_|CERTIFICATE_VALID_AT_TIME$)/,
  revoked: /REVOKED|ON_HOLD/,
  'insufficient-revocation-information': /^REVOCATION_(CHECKED|DATA_FRESH)$/,
  'stale-revocation-information': /^REVOCATION_/,
};

const { present, cases, read } = openCorpus<Case>('pkits');

function judge({ settings, ...one }: Case) {
  const accepted = settings.userInitialPolicySet.map((oid) => (oid === 'any' ? ANY_POLICY : oid));
  return validateCertificate(read(one.file), {
    trust: one.trustAnchors.map(read),
    certificates: one.intermediates.map(read),
    revocation: settings.revocationRequired ? 'required' : 'if-available',
    revocationData: { crls: one.crls.map(read) },
    validationTime: new Date(one.validationTime),
    pathPolicies: {
      initialPolicies: new Set(accepted),
      explicitPolicy: settings.initialExplicitPolicy,
      inhibitMapping: settings.initialPolicyMappingInhibit,
      inhibitAnyPolicy: settings.initialAnyPolicyInhibit,
    },
    policy,
  });
}

describe.runIf(present)('PKITS', () => {
  it('has all its cases', () => {
    expect(cases).toHaveLength(257);
  });

  it.each(cases)('$id', async (one) => {
    const { certificate, conclusion, path, policies, checks } = await judge(one);
    const { valid, errorKind, pathLength, qualifiedPolicies, userNoticeExplicitText, cpsUri } = one.expect;
    expect(conclusion.indication === 'TOTAL-PASSED').toBe(valid);
    const failed = checks.find(({ status }) => status === 'failed');
    if (errorKind !== undefined && certificate !== null) expect(failed?.id).toMatch(FAILED_CHECKS[errorKind]);
    if (valid && pathLength !== undefined) expect(path.chain).toHaveLength(pathLength);
    if (qualifiedPolicies !== undefined) expect(policies).toHaveLength(qualifiedPolicies);
    if (userNoticeExplicitText !== undefined)
      expect(policies?.flatMap(({ notices }) => notices)).toEqual([userNoticeExplicitText]);
    if (cpsUri !== undefined) expect(policies?.flatMap(({ cps }) => cps)).toEqual([cpsUri]);
  });
});
