import { describe, expect, it } from 'vitest';
import type { Conclusion } from '../../report/conclusion.ts';
import type { AccreditationStatus, JapaneseDetermination } from '../../report/determination.ts';
import { findingOf } from '../../report/finding.ts';
import { HEADLINES, japaneseHeadline } from './headline.ts';
import { RULES } from './rules.ts';

const STATUSES: readonly AccreditationStatus[] = ['active', 'withdrawn', 'lapsed', 'not-yet', 'unknown'];
const KINDS = ['eseal', 'esign', 'unknown'] as const;
const LEVELS = [
  'accredited',
  'listed',
  'private',
  'claims-accreditation',
  'not-a-seal',
  'undetermined',
] as const;
const CONCLUSIONS: readonly Conclusion[] = [
  { indication: 'TOTAL-PASSED' },
  { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' },
  { indication: 'INDETERMINATE', subIndication: 'NO_POE' },
];
const FINDINGS = [[], [RULES.pilot], [RULES.servicesConflict], [RULES.outOfDate]].map((rules) =>
  rules.map((rule) => findingOf(rule, 'warning')),
);

function determination(changes: Partial<JapaneseDetermination>): JapaneseDetermination {
  return {
    level: 'accredited',
    assuranceLevel: null,
    kind: 'eseal',
    kindEvidence: [],
    identity: 'verified-format',
    statusAtIssuance: 'active',
    statusAtBestSignatureTime: 'active',
    time: 'claimed-only',
    keyProtection: null,
    services: [],
    recognition: null,
    findings: [],
    ...changes,
  };
}

/** Every determination with every verdict. */
const ALL = LEVELS.flatMap((level) =>
  CONCLUSIONS.flatMap((conclusion) =>
    KINDS.flatMap((kind) =>
      STATUSES.flatMap((statusAtIssuance) =>
        STATUSES.flatMap((statusAtBestSignatureTime) =>
          FINDINGS.map((findings) => ({
            conclusion,
            of: determination({ level, kind, statusAtIssuance, statusAtBestSignatureTime, findings }),
          })),
        ),
      ),
    ),
  ),
);

describe('japaneseHeadline', () => {
  it('has a sentence for whatever is determined, and uses every sentence', () => {
    const said = new Set(ALL.map(({ of, conclusion }) => japaneseHeadline(of, conclusion)));
    expect([...said].length).toBe(HEADLINES.length);
  });

  it('speaks of an accredited seal of level 2 for nothing but an accredited seal that passed', () => {
    const [best] = HEADLINES;
    for (const { of, conclusion } of ALL) {
      const proven = of.level === 'accredited' && conclusion.indication === 'TOTAL-PASSED';
      expect(japaneseHeadline(of, conclusion) === best?.text).toBe(proven);
    }
  });

  it('names no level of a seal without saying that it is not confirmed, save for the proven one', () => {
    for (const { text } of HEADLINES.slice(1)) {
      expect(text.en).toMatch(/^(?!.*level 2)|not (confirmed|established)|neither its kind nor level 2/);
      expect(text.ja).toMatch(/^(?!.*レベル2)|確認できません|認められません/);
    }
  });

  it('sounds the alarm over a claim whatever the verdict', () => {
    for (const conclusion of CONCLUSIONS) {
      const { en, ja } = japaneseHeadline(determination({ level: 'claims-accreditation' }), conclusion);
      expect(en).toBe('WARNING: claims level 2, not confirmed');
      expect(ja).toContain('注意');
    }
  });

  it('speaks of a seal that failed as not valid, or as no seal', () => {
    const [, failed] = CONCLUSIONS;
    for (const level of ['accredited', 'listed', 'private'] as const) {
      expect(failed && japaneseHeadline(determination({ level }), failed).en).toMatch(/^Not (a )?valid/);
    }
  });
});
