/**
 * The registration schemes of organisation identifiers, one row each. To add a scheme, add a row.
 *
 * Rows of Japan: Guidelines on e-Seal (MIC, 2nd edition) §2.1, Figs. 8 and 9. Generic rows: EN 319 412-1 §5.1.4 and
 * CA/Browser Forum S/MIME Baseline Requirements, appendix A.
 *
 * @module
 */
import type { NumberCheck } from './check-result.ts';
import { checkCorporateNumber } from './corporate-number.ts';
import { checkLei } from './lei.ts';
import type { LocalizedText } from './localized-text.ts';

/** How a scheme's identifiers look. */
export interface IdentifierScheme {
  /** Three characters: `NTR`, or two letters and a colon for a national scheme (`TD:`). */
  readonly scheme: string;
  /** The only country of the scheme; `undefined` for any. */
  readonly country: string | undefined;
  readonly name: LocalizedText;
  /** The registry the references come from: identifiers of one registry in one certificate must agree. */
  readonly registry: string;
  /** Named by the MIC guidelines as a scheme for seals. */
  readonly inGuidelines: boolean;
  /** `discouraged`: read, because the guidelines allow it, and never written. */
  readonly reference: 'required' | 'prohibited' | 'discouraged';
  /** May name a subdivision of the country (`NTRUS+CA`). */
  readonly subdivisions: boolean;
  /** Form of the reference. */
  readonly form: RegExp;
  /** The form in words. */
  readonly formText: LocalizedText;
  /** A form met in practice beside the proper one. */
  readonly toleratedForm?: RegExp;
  /** How much of the reference names the organisation; the rest names a branch of it. Default: all. */
  readonly organizationLength?: number;
  /** Verifies the check digits, where the scheme has published ones. */
  readonly check?: (reference: string) => NumberCheck;
  readonly citation: string;
}

const GUIDELINES = 'Guidelines on e-Seal (MIC, 2nd edition) §2.1';
const SEMANTICS = 'EN 319 412-1 §5.1.4';
const SMIME = 'CA/B Forum S/MIME BR appendix A';

const ANY = /^.+$/s;
const ANY_TEXT: LocalizedText = { ja: '1文字以上', en: 'at least one character' };
const NOTHING_TEXT: LocalizedText = { ja: 'なし', en: 'none' };
const digits = (count: number): LocalizedText => ({ ja: `数字${count}桁`, en: `${count} digits` });

const japanese = { country: 'JP', inGuidelines: true, reference: 'required', subdivisions: false } as const;
const generic = { country: undefined, inGuidelines: false, form: ANY, formText: ANY_TEXT } as const;

/** Every scheme with a rule of its own; rows with a country come before the generic row of the same scheme. */
export const IDENTIFIER_SCHEMES: readonly IdentifierScheme[] = [
  {
    ...japanese,
    scheme: 'NTR',
    name: { ja: '法人番号(国税庁)', en: 'Corporate Number (National Tax Agency)' },
    registry: 'corporate-number',
    form: /^[0-9]{13}$/,
    formText: digits(13),
    check: checkCorporateNumber,
    citation: `${GUIDELINES}, Fig. 8`,
  },
  {
    ...japanese,
    scheme: 'GOV',
    name: { ja: '法人番号(公的機関)', en: 'Corporate Number of a public body' },
    registry: 'corporate-number',
    // CA/B Forum S/MIME BR appendix A knows GOV without a reference only; the guidelines add the Corporate Number.
    reference: 'discouraged',
    subdivisions: true,
    form: /^[0-9]{13}$/,
    formText: digits(13),
    check: checkCorporateNumber,
    citation: `${GUIDELINES}, note 8`,
  },
  {
    ...japanese,
    scheme: 'TD:',
    name: { ja: 'TDB企業コード(帝国データバンク)', en: 'company code of Teikoku Databank' },
    registry: 'teikoku-databank',
    form: /^[0-9]{9}$/,
    formText: digits(9),
    toleratedForm: /^[0-9]{7}$/,
    citation: `${GUIDELINES}, Fig. 9`,
  },
  {
    ...japanese,
    scheme: 'JI:',
    name: { ja: '標準企業コード(JIPDEC)', en: 'standard company code (JIPDEC)' },
    registry: 'standard-company-code',
    form: /^[0-9]{6}$/,
    formText: digits(6),
    // Electronic data interchange appends a branch of six digits.
    toleratedForm: /^[0-9]{12}$/,
    organizationLength: 6,
    citation: `${GUIDELINES}, Fig. 9`,
  },
  {
    ...japanese,
    scheme: 'TS:',
    name: { ja: 'TSR企業コード(東京商工リサーチ)', en: 'company code of Tokyo Shoko Research' },
    registry: 'tokyo-shoko-research',
    form: /^[0-9]{9}$/,
    formText: digits(9),
    citation: `${GUIDELINES}, Fig. 9`,
  },
  {
    scheme: 'LEI',
    country: 'XG',
    name: { ja: '取引主体識別子(LEI)', en: 'Legal Entity Identifier' },
    registry: 'lei',
    inGuidelines: true,
    reference: 'required',
    subdivisions: false,
    form: /^[0-9A-Z]{18}[0-9]{2}$/,
    formText: {
      ja: '英大文字と数字18桁に検査用数字2桁',
      en: '18 digits and capital letters and two check digits',
    },
    check: checkLei,
    citation: `ISO 17442-1; ${SEMANTICS}`,
  },
  {
    ...generic,
    scheme: 'NTR',
    name: { ja: '国の商業登記番号', en: 'number in a national trade register' },
    registry: 'trade-register',
    reference: 'required',
    subdivisions: true,
    citation: SEMANTICS,
  },
  {
    ...generic,
    scheme: 'VAT',
    name: { ja: '付加価値税番号', en: 'value added tax number' },
    registry: 'value-added-tax',
    reference: 'required',
    subdivisions: false,
    citation: SEMANTICS,
  },
  {
    ...generic,
    scheme: 'PSD',
    name: { ja: '決済サービス事業者の認可番号', en: 'authorisation number of a payment service provider' },
    registry: 'payment-services',
    reference: 'required',
    subdivisions: false,
    form: /^[A-Z]{2,8}-.+$/s,
    formText: { ja: '監督機関の記号、ハイフン、番号', en: 'code of the authority, a hyphen and a number' },
    citation: `${SEMANTICS}; TS 119 495 §5.2.1`,
  },
  {
    ...generic,
    scheme: 'GOV',
    name: { ja: '政府機関', en: 'government entity' },
    registry: 'government',
    reference: 'prohibited',
    subdivisions: true,
    formText: NOTHING_TEXT,
    citation: SMIME,
  },
  {
    ...generic,
    scheme: 'INT',
    country: 'XG',
    name: { ja: '国際機関', en: 'international organisation' },
    registry: 'international',
    reference: 'prohibited',
    subdivisions: false,
    formText: NOTHING_TEXT,
    citation: SMIME,
  },
];

/** The row for a scheme in a country: its own, or the generic one. */
export function identifierScheme(scheme: string, country: string): IdentifierScheme | undefined {
  return IDENTIFIER_SCHEMES.find(
    (row) => row.scheme === scheme && (row.country === undefined || row.country === country),
  );
}

/** Whether a scheme with these three characters has a row, in whatever country. */
export function isKnownScheme(scheme: string): boolean {
  return IDENTIFIER_SCHEMES.some((row) => row.scheme === scheme);
}
