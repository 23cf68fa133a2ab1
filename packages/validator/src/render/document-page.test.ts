import { describe, expect, it } from 'vitest';
import { HOSTILE, reportOn } from '../../test/reported.ts';
import { documentPage } from './document-page.ts';

describe('documentPage', () => {
  it('has a section for each document, with its verdict and the number of its seals', async () => {
    const good = await reportOn();
    const bad = await reportOn('B-B', { trust: [], name: 'other.p7m' });
    const { sections, title } = documentPage([good, bad], 'en');
    expect(title).toBe('Validation of electronic seals');
    expect(sections.map(({ heading, tone }) => [heading, tone])).toEqual([
      ['invoice.p7m', 'good'],
      ['other.p7m', 'open'],
    ]);
    const countOf = (index: number) =>
      sections[index]?.rows.find(({ label }) => label === 'Seals')?.values[0];
    expect(countOf(0)).toBe('1 (1 valid, 0 not valid, 0 cannot be decided)');
    expect(countOf(1)).toBe('1 (0 valid, 0 not valid, 1 cannot be decided)');
  });

  it('says what services were asked and what became of it', async () => {
    const report = await reportOn();
    const retrieval = [
      { kind: 'ocsp', url: `http://ocsp.example/${HOSTILE}`, outcome: 'http-status', detail: '503' },
      { kind: 'crl', url: 'http://crl.example/', outcome: 'answered' },
    ] as const;
    const [section] = documentPage([{ ...report, retrieval }], 'en').sections;
    const services = section?.details.find(({ heading }) => heading === 'Services that were asked');
    expect(services?.table?.rows.map(([kind, , outcome]) => [kind, outcome])).toEqual([
      ['OCSP', 'error of the server (503)'],
      ['CRL', 'answered'],
    ]);
  });

  it('lists the files of a container', async () => {
    const report = await reportOn();
    const file = { name: 'a.txt', size: 3, compressed: false, isDocument: true } as const;
    const contained = { mimetype: undefined, comment: '', entries: 1, files: [file], manifests: [] };
    const [section] = documentPage([{ ...report, contained }], 'ja').sections;
    expect(section?.details.find(({ heading }) => heading === 'コンテナのファイル')?.table?.rows).toEqual([
      ['a.txt', '3 バイト'],
    ]);
  });
});
