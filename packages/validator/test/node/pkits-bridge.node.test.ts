/**
 * Cases of NIST PKITS about what bridges are made of, with their intermediates as cross-certificates of a bridge: the anchors
 * are the own domain, the policies are those that the case accepts.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import { createBridgeTrust } from '../../src/bridge/bridge.ts';
import { parseCrossCertificates } from '../../src/bridge/cross-certificates.ts';
import { validateCertificate } from '../../src/certificate.ts';
import { openCorpus } from './corpus.ts';
import { ANY_POLICY, type PkitsCase, pkitsPolicy } from './pkits-case.ts';

const { present, cases: all, read } = openCorpus<PkitsCase>('pkits');
const cases = all.filter(({ tags }) => tags.includes('bridge-ca'));

describe.runIf(present)('PKITS across a bridge', () => {
  it('has all its cases', () => {
    expect(cases).toHaveLength(134);
  });

  it.each(cases)('$id', async (one) => {
    const { settings } = one;
    const accepted = settings.userInitialPolicySet.map((oid) => (oid === 'any' ? ANY_POLICY : oid));
    const crossCertificates = one.intermediates.flatMap(
      (file) => parseCrossCertificates(read(file)).certificates,
    );
    const trust = createBridgeTrust({ anchors: one.trustAnchors.map(read), crossCertificates });
    const report = await validateCertificate(read(one.file), {
      trust,
      revocation: settings.revocationRequired ? 'required' : 'if-available',
      revocationData: { crls: one.crls.map(read) },
      validationTime: new Date(one.validationTime),
      policy: pkitsPolicy,
      pathPolicies: {
        initialPolicies: new Set(accepted),
        explicitPolicy: settings.initialExplicitPolicy,
        inhibitMapping: settings.initialPolicyMappingInhibit,
        inhibitAnyPolicy: settings.initialAnyPolicyInhibit,
      },
    });
    const { valid, qualifiedPolicies } = one.expect;
    expect(report.conclusion.indication === 'TOTAL-PASSED').toBe(valid);
    if (qualifiedPolicies !== undefined) expect(report.path.policies).toHaveLength(qualifiedPolicies);
    if (!valid) return;
    const roles = report.path.steps.map(({ role }) => role);
    expect([roles[0], roles.at(-1)]).toEqual(['target', 'anchor']);
    const between = roles.slice(1, -1);
    expect(between.every((role) => role === 'cross' || role === 'self-issued')).toBe(true);
    expect(report.path.trust.route).toBe(between.includes('cross') ? 'bridge' : 'pinned');
  });
});
