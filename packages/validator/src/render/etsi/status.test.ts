import { beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '../../../test/judging.ts';
import { firstSeal, reportOn } from '../../../test/reported.ts';
import { failed, indeterminate, totalConclusion } from '../../report/conclusion.ts';
import type { SealReport } from '../../report/report.ts';
import { writeXml } from '../../util/xml.ts';
import { type Judgement, statusElement } from './status.ts';

let seal: SealReport;
beforeAll(async () => {
  seal = firstSeal(await reportOn());
});

const status = (changes: Partial<Judgement> = {}): string =>
  writeXml(statusElement({ ...seal, signatureAlgorithm: 'ecdsa-sha256', ...changes }));

describe('statusElement', () => {
  it('has the verdict with trust anchor, chain and algorithm', () => {
    const text = status();
    expect(text).toContain('<MainIndication>urn:etsi:019102:mainindication:total-passed</MainIndication>');
    expect(text).not.toContain('<SubIndication>');
    const [target = '', , anchor = ''] = seal.path.chain;
    expect(text).toContain(`<TrustAnchor VOReference="C-${anchor}"/>`);
    expect(text).toContain(`<SigningCertificate VOReference="C-${target}"/>`);
    expect(text.match(/<IntermediateCertificate /g)).toHaveLength(1);
    expect(text).toContain('<SecureAlgorithm>true</SecureAlgorithm>');
  });

  it('says by a sub-indication why not', () => {
    expect(status({ conclusion: indeterminate('TRY_LATER') })).toContain(
      '<SubIndication>urn:etsi:019102:subindication:TRY_LATER</SubIndication>',
    );
  });

  it('says when and why certificates were revoked, each by data of its own', () => {
    const revocation = seal.path.revocation.map((one, index) => ({
      ...one,
      source: 'crl' as const,
      status: index === 0 ? ('revoked' as const) : ('on-hold' as const),
      reason: index === 0 ? 'keyCompromise' : null,
      revocationTime: NOW,
      evidence: [{ kind: 'crl' as const, sha256: 'ab', encoding: new Uint8Array(1) }],
    }));
    const text = status({
      conclusion: totalConclusion(failed('REVOKED')),
      path: { ...seal.path, revocation },
    });
    expect(text.match(/<RevocationStatusInformation>/g)).toHaveLength(2);
    expect(text.match(/<AssociatedValidationReportData>/g)).toHaveLength(2);
    expect(text).toContain('revocationReason:keyCompromise<');
    expect(text).toContain('revocationReason:certificateHold<');
    expect(text).toContain('<RevocationObject VOReference="R-ab"/>');
    expect(text).toContain('<RelatedValidationObject VOReference="R-ab"/>');
  });

  it('calls an algorithm insecure that was found so, and says nothing of one that was not judged', () => {
    const checks = seal.checks.map((check) =>
      check.id === 'SIGNATURE_ALGORITHMS_RELIABLE' ? { ...check, status: 'failed' as const } : check,
    );
    expect(status({ checks })).toContain('<SecureAlgorithm>false</SecureAlgorithm>');
    expect(status({ checks: [] })).not.toContain('<CryptoInformation>');
  });

  it('has nothing behind a verdict without a path and findings', () => {
    const conclusion = indeterminate(null);
    expect(writeXml(statusElement({ conclusion, checks: [], findings: [] }))).toContain(
      '<SignatureValidationStatus>\n  <MainIndication>urn:etsi:019102:mainindication:indeterminate</MainIndication>\n</SignatureValidationStatus>',
    );
  });
});
