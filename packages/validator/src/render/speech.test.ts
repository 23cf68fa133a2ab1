import { describe, expect, it } from 'vitest';
import { failed, indeterminate, PASSED, totalConclusion } from '../report/conclusion.ts';
import { findingOf } from '../report/finding.ts';
import { remarksOf, repairOf, shownName, speechIn, toneOf, verdictIn } from './speech.ts';

const english = speechIn('en');
const japanese = speechIn('ja');

describe('speechIn', () => {
  it('tells times to Japanese readers in the time of Japan, to others in UTC', () => {
    const time = new Date('2026-12-31T23:00:00Z');
    expect(english.time(time)).toBe('2026-12-31 23:00:00 UTC');
    expect(japanese.time(time)).toBe('2027-01-01 08:00:00(日本時間)');
    expect(english.time(null)).toBe('-');
  });

  it('tells times after the year 9999 in full', () => {
    expect(english.time(new Date('+010000-01-02T03:04:05Z'))).toBe('+010000-01-02 03:04:05 UTC');
  });
});

describe('verdicts', () => {
  it.each([
    [totalConclusion(PASSED), 'good', 'valid (TOTAL-PASSED)'],
    [PASSED, 'good', 'valid (PASSED)'],
    [failed('REVOKED'), 'bad', /^not valid - .*revoked \(FAILED, REVOKED\)$/],
    [indeterminate('TRY_LATER'), 'open', /^cannot be decided - .*\(INDETERMINATE, TRY_LATER\)$/],
    [indeterminate(null), 'open', 'cannot be decided - for the reasons below (INDETERMINATE)'],
  ] as const)('%j is %s', (conclusion, tone, words) => {
    expect(toneOf(conclusion)).toBe(tone);
    expect(verdictIn(conclusion, english)).toEqual(
      typeof words === 'string' ? words : expect.stringMatching(words),
    );
  });

  it('come with what may help, where there is a reason', () => {
    expect(repairOf(indeterminate('TRY_LATER'), english)).toBe(
      'Validate again after the next update of the revocation data.',
    );
    expect(repairOf(PASSED, english)).toBeUndefined();
    expect(repairOf(indeterminate(null), english)).toBeUndefined();
  });
});

describe('remarksOf', () => {
  it('puts the worst first', () => {
    const rule = { id: 'X', citation: 'RFC 5280 §6', message: { ja: '文', en: 'text' } };
    const repair = { ja: '直す', en: 'mend it' };
    const findings = [
      findingOf(rule, 'information'),
      findingOf({ ...rule, repair }, 'error'),
      findingOf(rule, 'warning'),
    ];
    expect(remarksOf(findings, english)).toEqual([
      {
        severity: 'error',
        label: 'problem',
        message: 'text',
        repair: { label: 'What to do', values: ['mend it'] },
      },
      { severity: 'warning', label: 'warning', message: 'text' },
      { severity: 'information', label: 'note', message: 'text' },
    ]);
    expect(remarksOf(findings, japanese)[0]).toMatchObject({ label: '問題', message: '文' });
  });
});

describe('shownName', () => {
  it('K28: shows what would hide or turn a name around, and cuts it', () => {
    expect(shownName('Evil\u202E\nCorp')).toBe('Evil\\u202e\\u000aCorp');
    expect(shownName('x'.repeat(1000))).toHaveLength(301);
  });
});
