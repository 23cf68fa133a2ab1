import { describe, expect, it } from 'vitest';
import { firstSeal, reportOn, withSeal } from '../../../test/reported.ts';
import { toEtsiReport } from './to-etsi-report.ts';

describe('toEtsiReport', () => {
  it('identifies the signature, its time with the token that proves it, and its signer', async () => {
    const report = await reportOn();
    const text = toEtsiReport(report);
    const seal = firstSeal(report);
    expect(text).toContain('<SignatureIdentifier id="S-1-1">');
    expect(text).toContain(`<POEObject VOReference="T-${seal.timestamps[0]?.sha256}"/>`);
    expect(text).toContain('<TypeOfProof>urn:etsi:019102:poetype:validation</TypeOfProof>');
    expect(text).toContain(`<SignerCertificate VOReference="C-${seal.signingCertificate?.sha256}"/>`);
    expect(text).toContain('<X509SubjectName>CN=@eseal/validator'.replace('<', '<tsl:'));
  });

  it('says that a time was given to the validation, or that nothing proves it', async () => {
    const report = await reportOn();
    expect(toEtsiReport(withSeal(report, { proofOfExistence: 'external' }))).toContain('poetype:provided');
    expect(toEtsiReport(withSeal(report, { proofOfExistence: 'now' }))).not.toContain('<POEObject');
  });

  it('has a report on each seal of each document, and one on a document without any', async () => {
    const report = await reportOn('B-B');
    const text = toEtsiReport([report, { ...report, seals: [] }, report]);
    expect(text.match(/<SignatureValidationReport>/g)).toHaveLength(3);
    expect([...text.matchAll(/id="(S-[^"]*)"/g)].map(([, id]) => id)).toEqual(['S-1-1', 'S-3-1']);
  });

  it('names the validator by its certificate when it is told', async () => {
    const validator = { kind: 'certificate', certificate: Uint8Array.of(1) } as const;
    expect(toEtsiReport(await reportOn('B-B'), { validator })).toContain(
      '<tsl:X509Certificate>AQ==</tsl:X509Certificate>',
    );
  });
});
