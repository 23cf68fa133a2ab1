import { describe, expect, it } from 'vitest';
import { ACCREDITED, QUALIFIED } from '../../../test/determined.ts';
import { reportOn, withSeal } from '../../../test/reported.ts';
import { toEtsiReport } from './to-etsi-report.ts';

describe('qualityElement', () => {
  const qualities = (text: string) =>
    [...text.matchAll(/<SignatureQualityInformation>([^<]*)</g)].map(([, uri]) => uri);

  it('names what lists make of a seal, between its signer and its process', async () => {
    const determinations = { eu: QUALIFIED, japan: ACCREDITED };
    const text = toEtsiReport(withSeal(await reportOn(), { assuranceLevel: 2, determinations }));
    expect(qualities(text)).toEqual([
      'urn:eseal:quality:eu:QESeal',
      'urn:eseal:quality:japan:accredited',
      'urn:eseal:quality:japan:level-2',
    ]);
    expect(text).toMatch(
      /<\/SignerInformation>\s*<SignatureQuality>[\s\S]*<\/SignatureQuality>\s*<SignatureValidationProcess>/,
    );
  });

  it('is absent where no list says anything', async () => {
    const report = await reportOn();
    expect(toEtsiReport(report)).not.toContain('SignatureQuality');
    const eu = { ...QUALIFIED, qualification: 'N/A' } as const;
    expect(toEtsiReport(withSeal(report, { determinations: { eu, japan: null } }))).not.toContain('Quality');
  });
});
