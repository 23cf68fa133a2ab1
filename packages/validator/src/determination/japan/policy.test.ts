import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { policies } from '../../../test/certificate-changes.ts';
import { COMMON_POLICY, OWN_POLICY } from '../../../test/seal-certificate.ts';
import { determine } from './test-determine.ts';

describe('determineJapaneseSeal: policies', () => {
  it('counts a policy that was mapped on the way, such as across a bridge', async () => {
    const found = await determine({ of: policies(OWN_POLICY), policies: [COMMON_POLICY] });
    expect(found).toMatchObject({ level: 'accredited', assuranceLevel: 2 });
  });

  it('K27: confirms no mapped policy without a listed service', async () => {
    const situation = { of: policies(OWN_POLICY), policies: [COMMON_POLICY], services: [] };
    expect(await determine(situation)).toMatchObject({ level: 'claims-accreditation' });
  });

  it('does not count a policy that the certificate leaves open by anyPolicy', async () => {
    for (const reached of [[COMMON_POLICY], [OID.anyPolicy]]) {
      const found = await determine({ of: policies(OWN_POLICY, OID.anyPolicy), policies: reached });
      expect(found).toMatchObject({ level: 'listed', assuranceLevel: 1, kindEvidence: ['service'] });
    }
    const found = await determine({ of: policies(OID.anyPolicy), policies: [COMMON_POLICY] });
    expect(found.ids).toContain('JP_COMMON_POLICY_BY_ANY_POLICY_ONLY');
  });

  it('does not count a policy that the path is not valid for', async () => {
    const found = await determine({ policies: [OWN_POLICY] });
    expect(found).toMatchObject({ level: 'listed', assuranceLevel: 1 });
    expect(found.ids).toContain('JP_COMMON_POLICY_ABSENT');
  });

  it('concludes no level 2 while nobody has said which policy it is', async () => {
    const found = await determine({}, {});
    expect(found).toMatchObject({ level: 'listed', assuranceLevel: 1 });
    expect(found.ids).toContain('JP_COMMON_POLICY_NOT_CONFIGURED');
  });

  it('takes any one of several common policies', async () => {
    const rules = { commonPolicyOids: ['2.999.9', COMMON_POLICY] };
    expect(await determine({}, rules)).toMatchObject({ assuranceLevel: 2 });
  });
});
