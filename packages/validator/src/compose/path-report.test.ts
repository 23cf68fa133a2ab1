import { describe, expect, it } from 'vitest';
import {
  certificateOf,
  GOOD,
  goodWorld,
  heldSince,
  judging,
  knowingRevocation,
  NOW,
  revokedAt,
} from '../../test/judging.ts';
import { validateCertificatePath } from '../blocks/certificate-validation.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { openSession } from '../session.ts';
import { NO_PATH, reportCertificate, reportOrganization, reportPath } from './path-report.ts';

const { fingerprint } = openSession({ trust: [] });

describe('reportCertificate', () => {
  it('shows names, dates and a serial number without the octet of its sign', async () => {
    const certificate = certificateOf((await goodWorld()).seal);
    const shown = async (...octets: number[]) =>
      (await reportCertificate({ ...certificate, serialNumber: Uint8Array.from(octets) }, fingerprint))
        .serialNumber;
    expect(await shown(0, 0xff)).toBe('ff');
    expect(await shown(0)).toBe('00');
    expect(await shown(1, 0)).toBe('0100');
    const { subject, notAfter } = await reportCertificate(certificate, fingerprint);
    expect(subject).toContain('O=株式会社サンプル');
    expect(notAfter).toEqual(certificate.notAfter);
  });
});

describe('reportOrganization', () => {
  it('shows the name and every identifier with its place', async () => {
    const world = await goodWorld({ lei: '506700GE1G29325QX363' });
    expect(reportOrganization(certificateOf(world.seal))?.identifiers).toMatchObject([
      { scheme: 'NTR', country: 'JP', reference: '1555666777888', place: 'subject', checkDigit: 'ok' },
      { scheme: 'LEI', place: 'lei-extension', checkDigit: 'ok' },
    ]);
  });

  it('is nothing for a certificate that names none', async () => {
    const certificate = certificateOf((await goodWorld()).seal);
    const nobody = { ...certificate, subject: { raw: Uint8Array.of(0x30, 0), rdns: [] }, extensions: [] };
    expect(reportOrganization(nobody)).toBeNull();
  });
});

describe('reportPath', () => {
  it('shows nothing of a path that was not looked for', async () => {
    expect(await reportPath(undefined, fingerprint)).toBe(NO_PATH);
  });

  it.each<[string, RevocationStatus, object]>([
    ['good', GOOD, { source: 'ocsp', status: 'good', thisUpdate: NOW, revocationTime: null }],
    [
      'revoked',
      revokedAt(NOW),
      {
        source: 'crl',
        status: 'revoked',
        revocationTime: NOW,
        reason: 'keyCompromise',
        invalidityDate: null,
      },
    ],
    ['on hold', heldSince(NOW), { source: 'crl', status: 'on-hold', revocationTime: NOW, reason: null }],
    ['unknown', { kind: 'unknown', unused: [] }, { source: 'none', status: 'unknown', thisUpdate: null }],
    [
      'not needed',
      { kind: 'not-needed', exemption: 'no-revocation-available' },
      { source: 'none', status: 'not-needed', revocationTime: null },
    ],
    ['not checked', { kind: 'not-checked' }, { source: 'none', status: 'not-checked' }],
  ])('shows the status of each certificate: %s', async (_, status, expected) => {
    const world = await goodWorld();
    const seal = certificateOf(world.seal);
    const context = knowingRevocation(judging(world, [world.seal]), () => status);
    const path = await reportPath(await validateCertificatePath(seal, 'seal', context), fingerprint);
    expect(path.revocation).toHaveLength(2);
    expect(path.revocation[0]).toMatchObject({ certificate: await fingerprint(seal), ...expected });
  });
});
