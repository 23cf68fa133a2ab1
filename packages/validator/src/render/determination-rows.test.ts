import { beforeAll, describe, expect, it } from 'vitest';
import { ACCREDITED, QUALIFIED } from '../../test/determined.ts';
import { firstSeal, reportOn } from '../../test/reported.ts';
import { CLAIM_NOT_CONFIRMED } from '../determination/eu/rules.ts';
import type { SealDeterminations } from '../report/determination.ts';
import { findingOf } from '../report/finding.ts';
import type { SealReport } from '../report/report.ts';
import { claimSections, determinationRows, timestampRows } from './determination-rows.ts';
import { sealSection } from './seal-section.ts';
import { speechIn } from './speech.ts';

let seal: SealReport;
beforeAll(async () => {
  seal = firstSeal(await reportOn());
});

const NONE: SealDeterminations = { eu: null, japan: null };

function linesOf(changes: Partial<SealDeterminations>, language: 'ja' | 'en' = 'en'): readonly string[] {
  const determined = { ...seal, determinations: { ...NONE, ...changes } };
  return determinationRows(determined, speechIn(language)).flatMap(({ values }) => values);
}

describe('determinationRows', () => {
  it('tell the level of a seal, since when, and by which list', () => {
    expect(linesOf({ japan: ACCREDITED })).toEqual([
      'Accredited e-seal (level 2) [level 2]',
      'for seals of organisations',
      'when its certificate was issued: accredited',
      'at the time of the seal (2026-11-01 00:00:00 UTC): accredited',
      'its time is proven by an accredited timestamp',
      'its key is in an HSM, by the list',
      'by the trusted list of JP (no. 7): 株式会社認証, "eシール認証局", status accredited (2026-01-01 00:00:00 UTC to now)',
    ]);
  });

  it('tell it in Japanese to Japanese readers', () => {
    expect(linesOf({ japan: ACCREDITED }, 'ja').slice(0, 3)).toEqual([
      '認定eシール(レベル2) [レベル 2]',
      '組織のeシール用',
      '証明書の発行時: 認定あり',
    ]);
  });

  it('tell what a seal is in the EU beside that, and by which agreement', () => {
    const recognition = {
      recognizedBy: 'EU',
      territory: 'JP',
      legalIdentifier: 'QCForESeal',
      enactedFrom: new Date('2026-05-01T00:00:00Z'),
    };
    expect(linesOf({ japan: ACCREDITED, eu: { ...QUALIFIED, recognition } }).slice(7)).toEqual([
      'qualified electronic seal in the EU (QESeal)',
      'when its certificate was issued: qualified certificate (for seals, qualified device)',
      'at the time of the seal (2026-11-01 00:00:00 UTC): qualified certificate (for seals, qualified device)',
      'by the trusted list of FR (no. 7): 株式会社認証, "eシール認証局", status granted (2026-01-01 00:00:00 UTC to 2026-11-01 00:00:00 UTC)',
      'by mutual recognition of EU and JP (QCForESeal, since 2026-05-01 00:00:00 UTC)',
    ]);
  });

  it('say that nothing was judged where no list was consulted', () => {
    expect(linesOf({})).toEqual([expect.stringContaining('not judged')]);
  });

  it('say of private seals nothing about accreditation over time', () => {
    const japan = { ...ACCREDITED, level: 'private', assuranceLevel: 1, services: [] } as const;
    expect(linesOf({ japan }).join('\n')).not.toContain('issued');
  });
});

describe('claimSections', () => {
  const box = (determinations: SealDeterminations, language: 'ja' | 'en' = 'ja') =>
    claimSections({ ...seal, determinations }, speechIn(language));
  const claimed = { ...ACCREDITED, level: 'claims-accreditation', assuranceLevel: null } as const;

  it('K27: put an alarming box around a level 2 that only the certificate claims', () => {
    const [first] = box({ ...NONE, japan: claimed });
    expect(first).toMatchObject({ heading: '警告', tone: 'bad' });
    expect(first?.rows[0]?.values[0]).toContain('認定を確認できません');
    expect(box({ ...NONE, japan: claimed }, 'en')[0]?.heading).toBe('WARNING');
  });

  it('do so for a certificate that claims to be qualified', () => {
    const findings = [findingOf(CLAIM_NOT_CONFIRMED, 'warning')];
    expect(box({ ...NONE, eu: { ...QUALIFIED, qualification: 'N/A', findings } })).toHaveLength(1);
  });

  it('are none for what lists confirm, and without lists', () => {
    expect(box({ eu: QUALIFIED, japan: ACCREDITED })).toEqual([]);
    expect(box(NONE)).toEqual([]);
  });

  it('keep a valid seal from looking good', () => {
    const tone = (determinations: SealDeterminations) => {
      const one = { ...seal, determinations };
      return sealSection(one, [one], speechIn('en')).tone;
    };
    expect(tone(NONE)).toBe('good');
    expect(tone({ ...NONE, japan: ACCREDITED })).toBe('good');
    expect(tone({ ...NONE, japan: claimed })).toBe('open');
  });
});

describe('timestampRows', () => {
  it('tell what lists say of a timestamp, and nothing without lists', () => {
    const [timestamp] = seal.timestamps;
    if (timestamp === undefined) throw new TypeError('the seal has no timestamp');
    expect(timestampRows(timestamp, speechIn('en'))).toEqual([]);
    const determination = { eu: 'QTSA', japan: 'accredited', services: [] } as const;
    expect(timestampRows({ ...timestamp, determination }, speechIn('en'))[0]?.values).toEqual([
      'accredited timestamp in Japan',
      'qualified timestamp in the EU',
    ]);
  });
});
