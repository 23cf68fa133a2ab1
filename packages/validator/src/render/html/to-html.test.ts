import { describe, expect, it } from 'vitest';
import { goodWorld } from '../../../test/judging.ts';
import { firstSeal, HOSTILE, reportOn, withSeal } from '../../../test/reported.ts';
import { validateCertificate } from '../../certificate.ts';
import { certificateToHtml, toHtml } from './to-html.ts';

describe('toHtml', () => {
  it('shows the verdict, who, when and the details in both languages', async () => {
    const report = await reportOn();
    const japanese = toHtml(report, { language: 'ja' });
    for (const part of [
      '<html lang="ja">',
      '有効 (TOTAL-PASSED)',
      '株式会社サンプル',
      '認証パス',
      '検査項目',
    ])
      expect(japanese).toContain(part);
    expect(toHtml(report)).toContain('valid (TOTAL-PASSED)');
  });

  it('shows several documents on one page', async () => {
    const report = await reportOn('B-B');
    const html = toHtml([report, { ...report, document: { ...report.document, name: 'second.p7m' } }]);
    expect(html.match(/<h2>/g)).toHaveLength(2);
    expect(html).toContain('second.p7m');
  });

  it('Z12: shows what stands in names, and obeys none of it', async () => {
    const report = await reportOn('B-B');
    const { organization, signingCertificate, path } = firstSeal(report);
    if (organization === null || signingCertificate === null) throw new Error('the seal names nobody');
    const html = toHtml({
      ...withSeal(report, {
        organization: { ...organization, name: HOSTILE },
        signingCertificate: { ...signingCertificate, subject: HOSTILE, issuer: HOSTILE },
        path: { ...path, trust: { ...path.trust, anchorName: HOSTILE, service: HOSTILE } },
      }),
      document: { ...report.document, name: HOSTILE },
    });
    expect(html).not.toContain('<script');
    expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Cs}]/u);
    expect(html).toContain('&lt;script&gt;');
  });
});

describe('certificateToHtml', () => {
  it('is a page on a certificate', async () => {
    const world = await goodWorld();
    const report = await validateCertificate(world.seal.certificate, { trust: [] });
    expect(certificateToHtml(report)).toContain('<h1>Validation of a certificate</h1>');
  });
});
