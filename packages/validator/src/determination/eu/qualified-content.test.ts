import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import type { CertificateContent } from '../certificate-content.ts';
import { claimsQualification, isInDeviceByContent, isQualifiedByContent } from './qualified-content.ts';

const SINCE = new Date('2016-06-30T22:00:00Z');
const BEFORE = new Date(SINCE.getTime() - 1);

function saying(changes: Partial<CertificateContent> = {}): CertificateContent {
  return { qcCompliance: false, qcSscd: false, qcTypes: [], legislations: [], policies: [], ...changes };
}

describe('what a certificate says', () => {
  it('calls it qualified by a statement, and before the Regulation by policies', () => {
    expect(claimsQualification(saying({ qcCompliance: true }), SINCE)).toBe(true);
    for (const policy of [OID.qcpPublic, OID.qcpPublicWithSscd]) {
      expect(claimsQualification(saying({ policies: [policy] }), BEFORE)).toBe(true);
      expect(claimsQualification(saying({ policies: [policy] }), SINCE)).toBe(false);
    }
    expect(claimsQualification(saying({ qcSscd: true, qcTypes: [OID.qcTypeEseal] }), SINCE)).toBe(false);
  });

  it('qualifies nothing in the EU by the law of another country', () => {
    expect(isQualifiedByContent(saying({ qcCompliance: true }), SINCE)).toBe(true);
    const foreign = saying({ qcCompliance: true, legislations: ['ZZ'] });
    expect(isQualifiedByContent(foreign, SINCE)).toBe(false);
    expect(claimsQualification(foreign, SINCE)).toBe(true);
  });

  it('puts the key in a device by a statement, and before the Regulation by a policy', () => {
    expect(isInDeviceByContent(saying({ qcSscd: true }), SINCE)).toBe(true);
    const policy = saying({ policies: [OID.qcpPublicWithSscd] });
    expect([isInDeviceByContent(policy, BEFORE), isInDeviceByContent(policy, SINCE)]).toEqual([true, false]);
    expect(isInDeviceByContent(saying({ policies: [OID.qcpPublic] }), BEFORE)).toBe(false);
  });
});
