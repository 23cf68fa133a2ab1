/**
 * What a seal is in the scheme of Japan, in one sentence. It never says more than the determination and the verdict prove
 * together (Guidelines on e-Seal, MIC, 2nd edition, §1.4).
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type { Conclusion } from '../../report/conclusion.ts';
import type {
  AccreditationStatus,
  JapaneseDetermination,
  JapaneseSealLevel,
} from '../../report/determination.ts';
import { RULES } from './rules.ts';

/** A row: what has to hold, and what is said then. */
export interface HeadlineRow {
  readonly level: JapaneseSealLevel;
  /** Default: any. */
  readonly indications?: readonly Conclusion['indication'][];
  readonly kinds?: readonly JapaneseDetermination['kind'][];
  readonly atIssuance?: readonly AccreditationStatus[];
  readonly atBestSignatureTime?: readonly AccreditationStatus[];
  /** A finding that the determination has. */
  readonly finding?: string;
  readonly text: LocalizedText;
}

const OVER: readonly AccreditationStatus[] = ['withdrawn', 'lapsed', 'not-yet'];

/** The first row that fits counts; the last row of each level fits always. */
export const HEADLINES: readonly HeadlineRow[] = [
  {
    level: 'accredited',
    indications: ['TOTAL-PASSED'],
    text: { ja: '認定eシール(レベル2)', en: 'Accredited e-seal (level 2)' },
  },
  {
    level: 'accredited',
    indications: ['INDETERMINATE'],
    text: {
      ja: '有効性を確定できないeシール(証明書は認定認証業務のもの)',
      en: 'Indeterminate accredited e-seal: its certificate is accredited, its validity is not proven',
    },
  },
  {
    level: 'accredited',
    text: {
      ja: '無効なeシール(証明書は認定認証業務のもの)',
      en: 'Not a valid e-seal, though its certificate is accredited',
    },
  },
  {
    level: 'claims-accreditation',
    text: {
      ja: '【注意】認定eシール(レベル2)を名乗っていますが、認定を確認できません',
      en: 'WARNING: claims level 2, not confirmed',
    },
  },
  {
    level: 'not-a-seal',
    kinds: ['esign'],
    text: {
      ja: 'eシールではありません(電子署名用の証明書によるもの)',
      en: 'Not an e-seal: made with a certificate for signatures',
    },
  },
  {
    level: 'not-a-seal',
    text: {
      ja: 'eシールではありません(個人を表す証明書によるもの)',
      en: 'Not an e-seal: made with a certificate of a natural person',
    },
  },
  {
    level: 'listed',
    indications: ['TOTAL-FAILED'],
    text: {
      ja: '無効(証明書はトラストリスト掲載の認証局のもの。レベル2とは認められません)',
      en: 'Not valid; its certificate is from a listed authority, level 2 is not established',
    },
  },
  {
    level: 'listed',
    indications: ['INDETERMINATE'],
    text: {
      ja: '有効性を確定できません(証明書はトラストリスト掲載の認証局のもの。レベル2とは認められません)',
      en: 'Indeterminate; its certificate is from a listed authority, level 2 is not established',
    },
  },
  {
    level: 'listed',
    finding: RULES.pilot.id,
    text: {
      ja: '試行用トラストリスト掲載の認証局による証明書(レベル2とは認められません)',
      en: 'From an authority on a list for trials; level 2 is not established',
    },
  },
  {
    level: 'listed',
    finding: RULES.servicesConflict.id,
    text: {
      ja: 'トラストリストの記載が食い違うため、認定を判断できません',
      en: 'Entries of trusted lists contradict each other: the accreditation cannot be told',
    },
  },
  {
    level: 'listed',
    atBestSignatureTime: OVER,
    text: {
      ja: 'eシールの時点で、認証局の認定は有効ではありません',
      en: 'Accreditation not in force at sealing',
    },
  },
  {
    level: 'listed',
    atIssuance: OVER,
    text: {
      ja: '証明書の発行時点で、認証局の認定は有効ではありません',
      en: 'Accreditation not in force when the certificate was issued',
    },
  },
  {
    level: 'listed',
    kinds: ['unknown'],
    text: {
      ja: 'トラストリスト掲載の認証局による証明書(eシール用かどうかもレベルも示されていません)',
      en: 'From a listed authority; neither its kind nor level 2 is established',
    },
  },
  {
    level: 'listed',
    text: {
      ja: 'トラストリスト掲載の認証局によるeシール(レベル2とは認められません)',
      en: 'Seal of a listed provider, level 2 not established',
    },
  },
  {
    level: 'private',
    indications: ['TOTAL-FAILED'],
    text: { ja: '無効(認定は確認されていません)', en: 'Not valid; no accreditation is known' },
  },
  {
    level: 'private',
    indications: ['INDETERMINATE'],
    text: {
      ja: '有効性を確定できません(認定は確認されていません)',
      en: 'Indeterminate; no accreditation is known',
    },
  },
  {
    level: 'private',
    kinds: ['eseal'],
    text: {
      ja: '認定が確認されていない認証局によるeシール',
      en: 'Seal under an authority that is not known to be accredited',
    },
  },
  {
    level: 'private',
    text: {
      ja: '認定が確認されていない認証局の証明書によるもの(eシール用かどうかは示されていません)',
      en: 'Made under an authority that is not known to be accredited; not stated to be a seal',
    },
  },
  {
    level: 'undetermined',
    finding: RULES.outOfDate.id,
    text: {
      ja: 'トラストリストの期限が切れているため、認定を判断できません',
      en: 'The trusted list is out of date: the accreditation cannot be told',
    },
  },
  {
    level: 'undetermined',
    text: {
      ja: '信頼できる認証局まで確認できないため、認定を判断できません',
      en: 'No trusted authority was reached: the accreditation cannot be told',
    },
  },
];

/** The sentence for a seal. */
export function japaneseHeadline(
  determination: JapaneseDetermination,
  conclusion: Conclusion,
): LocalizedText {
  const row = HEADLINES.find((one) => fits(one, determination, conclusion));
  if (row === undefined) throw new TypeError(`no headline for ${determination.level}`);
  return row.text;
}

function fits(row: HeadlineRow, determination: JapaneseDetermination, { indication }: Conclusion): boolean {
  const { level, kind, statusAtIssuance, statusAtBestSignatureTime, findings } = determination;
  return (
    row.level === level &&
    (row.indications?.includes(indication) ?? true) &&
    (row.kinds?.includes(kind) ?? true) &&
    (row.atIssuance?.includes(statusAtIssuance) ?? true) &&
    (row.atBestSignatureTime?.includes(statusAtBestSignatureTime) ?? true) &&
    (row.finding === undefined || findings.some(({ id }) => id === row.finding))
  );
}
