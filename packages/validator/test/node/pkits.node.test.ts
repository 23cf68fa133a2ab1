/**
 * NIST PKITS: certification path validation of RFC 5280, every case with its inputs. Algorithms are not judged by their age,
 * as the suite wants it; what it asserts beyond the verdict is asserted here.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import { validateCertificate } from '../../src/certificate.ts';
import { openCorpus } from './corpus.ts';
import { ANY_POLICY, type PkitsCase, type PkitsError, pkitsPolicy } from './pkits-case.ts';

/** Checks that fail in each kind of error. */
const FAILED_CHECKS: Readonly<Record<PkitsError, RegExp>> = {
  'path-validation': /^(PATH_|CERTIFICATE_VALID_AT_TIME$)/,
  revoked: /REVOKED|ON_HOLD/,
  'insufficient-revocation-information': /^REVOCATION_(CHECKED|DATA_FRESH)$/,
  'stale-revocation-information': /^REVOCATION_/,
};

const { present, cases, read } = openCorpus<PkitsCase>('pkits');

function judge({ settings, ...one }: PkitsCase) {
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
    policy: pkitsPolicy,
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
