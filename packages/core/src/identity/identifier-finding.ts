/**
 * What can be remarkable about an organisation identifier, and the words for it.
 *
 * @module
 */
import { displayText } from './display-text.ts';
import type { LocalizedText } from './localized-text.ts';

/** How much a finding matters to the syntax; a certificate profile may weigh it otherwise. */
export type FindingSeverity = 'error' | 'warning' | 'information';

/** Names of the findings. */
export type IdentifierFindingId =
  | 'country-lower-case'
  | 'country-unknown'
  | 'country-not-of-scheme'
  | 'lei-prefix-with-colon'
  | 'unlisted-in-guideline'
  | 'scheme-national'
  | 'scheme-unknown'
  | 'subdivision-not-of-scheme'
  | 'reference-missing'
  | 'reference-prohibited'
  | 'reference-outside-cabf'
  | 'reference-form'
  | 'reference-form-unusual'
  | 'reference-full-width'
  | 'check-digit-wrong';

interface FindingRow {
  readonly severity: FindingSeverity;
  readonly message: (facts: IdentifierFacts) => LocalizedText;
}

/** The parts of the identifier that a message may name. */
export interface IdentifierFacts {
  readonly prefix: string;
  readonly country: string;
  readonly reference: string;
  /** The form the scheme asks for, in words. */
  readonly form: LocalizedText;
  /** The check digits that belong to the rest of the reference. */
  readonly expected: string;
}

const FINDINGS: Readonly<Record<IdentifierFindingId, FindingRow>> = {
  'country-lower-case': {
    severity: 'warning',
    message: ({ prefix }) => ({
      ja: `国コードが小文字で書かれています(${prefix})。`,
      en: `The country code of ${prefix} is not in capital letters.`,
    }),
  },
  'country-unknown': {
    severity: 'warning',
    message: ({ country }) => ({
      ja: `国コード「${country}」はISO 3166-1にありません。`,
      en: `ISO 3166-1 has no country code "${country}".`,
    }),
  },
  'country-not-of-scheme': {
    severity: 'error',
    message: ({ prefix, country }) => ({
      ja: `この番号体系に国コード「${country}」は使えません(${prefix})。`,
      en: `The scheme of ${prefix} does not exist for country "${country}".`,
    }),
  },
  'lei-prefix-with-colon': {
    severity: 'warning',
    message: () => ({
      ja: 'LEIの接頭辞が「LEI:XG」です。正しくは「LEIXG」です。',
      en: 'The prefix of the LEI is "LEI:XG"; it should be "LEIXG".',
    }),
  },
  'unlisted-in-guideline': {
    severity: 'information',
    message: ({ prefix }) => ({
      ja: `番号体系「${prefix}」はeシールに係る指針に挙げられていません。`,
      en: `The guidelines on e-seals do not list the scheme ${prefix}.`,
    }),
  },
  'scheme-national': {
    severity: 'information',
    message: ({ prefix }) => ({
      ja: `「${prefix}」は国ごとに定める番号体系で、内容は確認できません。`,
      en: `${prefix} is a national scheme whose references cannot be checked here.`,
    }),
  },
  'scheme-unknown': {
    severity: 'warning',
    message: ({ prefix }) => ({
      ja: `番号体系「${prefix}」は知られていません。`,
      en: `The scheme ${prefix} is not known.`,
    }),
  },
  'subdivision-not-of-scheme': {
    severity: 'warning',
    message: ({ prefix }) => ({
      ja: `この番号体系は国の下の地域を区別しません(${prefix})。`,
      en: `The scheme of ${prefix} does not distinguish parts of a country.`,
    }),
  },
  'reference-missing': {
    severity: 'error',
    message: ({ prefix, form }) => ({
      ja: `「${prefix}」の後に番号がありません(${form.ja})。`,
      en: `${prefix} is not followed by a reference (${form.en}).`,
    }),
  },
  'reference-prohibited': {
    severity: 'warning',
    message: ({ prefix, reference }) => ({
      ja: `「${prefix}」の後に番号「${reference}」があります。この番号体系は番号を持ちません。`,
      en: `${prefix} is followed by the reference "${reference}", but the scheme has none.`,
    }),
  },
  'reference-outside-cabf': {
    severity: 'information',
    message: ({ prefix }) => ({
      ja: `「${prefix}」に番号を付けることは指針では認められますが、国際的な基準(CA/Browser Forum)では認められません。`,
      en: `The guidelines allow a number after ${prefix}; the CA/Browser Forum's rules do not.`,
    }),
  },
  'reference-form': {
    severity: 'error',
    message: ({ prefix, reference, form }) => ({
      ja: `「${prefix}」の番号「${reference}」の形式が正しくありません(正しくは${form.ja})。`,
      en: `The reference "${reference}" after ${prefix} is not of the right form (${form.en}).`,
    }),
  },
  'reference-form-unusual': {
    severity: 'warning',
    message: ({ prefix, reference, form }) => ({
      ja: `「${prefix}」の番号「${reference}」は慣用の形式です(指針では${form.ja})。`,
      en: `The reference "${reference}" after ${prefix} has a form met in practice, not that of the guidelines (${form.en}).`,
    }),
  },
  'reference-full-width': {
    severity: 'error',
    message: ({ reference }) => ({
      ja: `番号「${reference}」に全角文字または空白文字が含まれています。`,
      en: `The reference "${reference}" contains full-width characters or spaces that do not belong there.`,
    }),
  },
  'check-digit-wrong': {
    severity: 'error',
    message: ({ prefix, reference, expected }) => ({
      ja: `「${prefix}」の番号「${reference}」の検査用数字が合いません(計算では${expected})。`,
      en: `The check digit of "${reference}" after ${prefix} is wrong (${expected} by calculation).`,
    }),
  },
};

/** One remarkable thing about an identifier. */
export interface IdentifierFinding {
  readonly id: IdentifierFindingId;
  readonly severity: FindingSeverity;
  readonly message: LocalizedText;
}

/** Makes a finding with its words. */
export function identifierFinding(id: IdentifierFindingId, facts: IdentifierFacts): IdentifierFinding {
  const row = FINDINGS[id];
  const shown = { ...facts, prefix: displayText(facts.prefix), reference: displayText(facts.reference) };
  return { id, severity: row.severity, message: row.message(shown) };
}
