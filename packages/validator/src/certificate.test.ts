import { OID } from '@eseal/core/asn1';
import { createHostileWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../test/judging.ts';
import { validateCertificate } from './certificate.ts';
import { subIndicationOf } from './report/conclusion.ts';

describe('validateCertificate', () => {
  it('passes a good certificate, parsed or as DER, and shows its path', async () => {
    const world = await goodWorld();
    const options = {
      trust: world.anchors,
      certificates: [world.issuingCa.certificate],
      revocation: 'none',
      validationTime: NOW,
    } as const;
    const report = await validateCertificate(world.seal.certificate, options);
    expect(report).toMatchObject({
      conclusion: { indication: 'TOTAL-PASSED' },
      certificate: { subject: expect.stringContaining('株式会社サンプル') },
      organization: { name: '株式会社サンプル' },
      kind: 'unknown',
      policies: [
        { policy: '2.999.1.1', cps: ['http://eseal.test/cps'], notices: [] },
        { policy: expect.any(String), cps: [], notices: [] },
      ],
      path: { trust: { route: 'pinned' }, attempts: [] },
    });
    expect(report.path.chain).toHaveLength(3);
    expect(report.path.chain.at(-1)).toBe(report.path.trust.anchor);
    expect(await validateCertificate(certificateOf(world.seal), options)).toEqual(report);
  });

  it('judges the purposes that are asked for, and the path before them', async () => {
    const world = await goodWorld();
    const options = { trust: world.anchors, revocation: 'none', validationTime: NOW } as const;
    const found = async (certificates: readonly Uint8Array[], purpose: string) =>
      subIndicationOf(
        (await validateCertificate(world.tsa.certificate, { ...options, certificates, purposes: [purpose] }))
          .conclusion,
      );
    const issuer = [world.issuingCa.certificate];
    expect(await found(issuer, OID.timeStamping)).toBeNull();
    expect(await found(issuer, OID.serverAuth)).toBe('CHAIN_CONSTRAINTS_FAILURE');
    expect(await found([], OID.serverAuth)).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });

  it('does not judge what a certificate is used for unless it is asked to', async () => {
    const world = await goodWorld();
    const { conclusion } = await validateCertificate(world.tsa.certificate, {
      trust: world.anchors,
      certificates: [world.issuingCa.certificate],
      revocation: 'none',
      validationTime: NOW,
    });
    expect(conclusion.indication).toBe('TOTAL-PASSED');
  });

  it('keeps every path that was tried with the reason', async () => {
    const world = await createHostileWorld({ now: NOW });
    const report = await validateCertificate(world.entity('issuer-without-cert-sign').certificate, {
      trust: world.anchors,
      certificates: [world.entity('issuer-without-cert-sign-ca').certificate],
      validationTime: NOW,
    });
    expect(subIndicationOf(report.conclusion)).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE');
    expect(report.path.attempts).toMatchObject([{ reason: { id: 'PATH_ISSUER_KEY_USAGE' } }]);
    expect(report.path.attempts[0]?.chain).toHaveLength(3);
  });

  it('reports on bytes that are no certificate', async () => {
    const world = await goodWorld();
    const report = await validateCertificate(Uint8Array.of(0x30, 0), { trust: world.anchors });
    expect(report).toMatchObject({
      certificate: null,
      conclusion: { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' },
      findings: [{ id: 'CERTIFICATE_UNREADABLE' }],
    });
  });

  it('reports its own faults, and passes nothing because of them', async () => {
    const world = await goodWorld();
    const broken = { ...certificateOf(world.seal), subject: undefined as never };
    const report = await validateCertificate(broken, { trust: world.anchors });
    expect(report.conclusion.indication).toBe('INDETERMINATE');
    expect(report.findings.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('ends when it is aborted', async () => {
    const world = await goodWorld();
    const call = validateCertificate(world.seal.certificate, {
      trust: world.anchors,
      signal: AbortSignal.abort(),
    });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
