import { OID } from '@eseal/core/asn1';
import { nameValues } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import type { CertificateConstraints } from '../policy/constraints.ts';
import { checkCertificateConstraints } from './certificate-constraints.ts';

async function failing(certificate: CertificateConstraints) {
  const { seal } = await goodWorld();
  const outcomes = checkCertificateConstraints(certificateOf(seal), 'seal', { certificate });
  return outcomes.map(({ check, holds }) => `${check.id} ${holds}`);
}

describe('constraints on the certificate of a seal', () => {
  it('ask for nothing by themselves', async () => {
    expect(await failing({})).toEqual([]);
    const { seal } = await goodWorld();
    expect(checkCertificateConstraints(certificateOf(seal), 'seal', {})).toEqual([]);
  });

  it('need one of the key usages', async () => {
    expect(await failing({ keyUsages: ['digitalSignature', 'cRLSign'] })).toEqual([
      'CERTIFICATE_KEY_USAGE_ACCEPTED true',
    ]);
    expect(await failing({ keyUsages: ['cRLSign'] })).toEqual(['CERTIFICATE_KEY_USAGE_ACCEPTED false']);
    expect(await failing({ keyUsages: [] })).toEqual(['CERTIFICATE_KEY_USAGE_ACCEPTED false']);
  });

  it('need one of the purposes, which a certificate without any does not have', async () => {
    expect(await failing({ extendedKeyUsages: [OID.timeStamping] })).toEqual([
      'CERTIFICATE_EXTENDED_KEY_USAGE_ACCEPTED false',
    ]);
    const { tsa } = await goodWorld();
    const certificate = { extendedKeyUsages: [OID.timeStamping] };
    const judge = (role: 'seal' | 'timestamp' | 'any') =>
      checkCertificateConstraints(certificateOf(tsa), role, { timestamp: { certificate } }).map(
        ({ holds }) => holds,
      );
    expect([judge('timestamp'), judge('seal'), judge('any')]).toEqual([[true], [], []]);
  });

  it('need one of the certificate policies', async () => {
    expect(await failing({ certificatePolicies: ['1.2.3'] })).toEqual([
      'CERTIFICATE_POLICIES_ACCEPTED false',
    ]);
  });

  it('need every attribute of the subject, with one of its values where there are any', async () => {
    const { seal } = await goodWorld();
    const [organization = ''] = nameValues(certificateOf(seal).subject, OID.organization);
    expect(organization).not.toBe('');
    expect(await failing({ subject: { [OID.organization]: [] } })).toEqual([
      'CERTIFICATE_SUBJECT_ACCEPTED true',
    ]);
    expect(await failing({ subject: { [OID.organization]: ['x', organization] } })).toEqual([
      'CERTIFICATE_SUBJECT_ACCEPTED true',
    ]);
    expect(await failing({ subject: { [OID.organization]: ['x'] } })).toEqual([
      'CERTIFICATE_SUBJECT_ACCEPTED false',
    ]);
    expect(await failing({ subject: { [OID.organization]: [], [OID.surname]: [] } })).toEqual([
      'CERTIFICATE_SUBJECT_ACCEPTED false',
    ]);
  });
});
