import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { validateCertificate } from '../certificate.ts';
import { certificatePage } from './certificate-page.ts';

describe('certificatePage', () => {
  it('shows why each path failed where no path holds, and its policies where one does', async () => {
    const world = await goodWorld();
    const page = async (trust: typeof world.anchors) =>
      certificatePage(
        await validateCertificate(world.issuingCa.certificate, {
          trust,
          revocation: 'none',
          validationTime: NOW,
        }),
        'en',
      );
    const [bad] = (await page([])).sections;
    expect(bad?.tone).toBe('open');
    expect(bad?.sections.map(({ heading }) => heading)).toEqual(['Paths that were tried']);
    const [good] = (await page(world.anchors)).sections;
    expect(good?.tone).toBe('good');
    expect(good?.sections).toEqual([]);
    expect(good?.rows.map(({ label }) => label)).toContain('Certificate policies');
  });

  it('has a page for bytes that are no certificate', async () => {
    const page = certificatePage(await validateCertificate(new Uint8Array(3), { trust: [] }), 'ja');
    expect(page.title).toBe('証明書検証結果');
    expect(page.sections[0]?.tone).toBe('bad');
  });
});
