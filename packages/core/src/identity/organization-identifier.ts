/**
 * Organisation identifiers, the values of the attribute organizationIdentifier (2.5.4.97): a scheme of three
 * characters, a country, perhaps a subdivision after `+`, and after the first hyphen the reference
 * (EN 319 412-1 §5.1.4; CA/B Forum S/MIME BR §7.1.4.2.2 and appendix A).
 *
 * Read leniently, every oddity a finding; written strictly.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import { isKnownCountry } from './countries.ts';
import {
  type IdentifierFacts,
  type IdentifierFinding,
  type IdentifierFindingId,
  identifierFinding,
} from './identifier-finding.ts';
import type { LocalizedText } from './localized-text.ts';
import { type IdentifierScheme, identifierScheme, isKnownScheme } from './schemes.ts';

/** Outcome of the check digits: `none` when the scheme has none (or there is no reference to check). */
export type CheckDigit = 'ok' | 'failed' | 'none';

/** An identifier whose parts could be told apart. That it was parsed does not make it right: see `findings`. */
export interface ParsedOrganizationIdentifier {
  readonly kind: 'parsed';
  /** Three characters, such as `NTR` or `TD:`. */
  readonly scheme: string;
  /** Two capital letters. */
  readonly country: string;
  readonly subdivision: string | undefined;
  readonly reference: string | undefined;
  /** The text as found. */
  readonly raw: string;
  readonly checkDigit: CheckDigit;
  readonly findings: readonly IdentifierFinding[];
}

/** Why a text is no organisation identifier. */
export type UnreadableReason = 'empty' | 'full-width' | 'white-space' | 'lower-case' | 'no-scheme';

/** A text that is no organisation identifier. */
export interface UnreadableOrganizationIdentifier {
  readonly kind: 'unreadable';
  readonly raw: string;
  readonly reason: UnreadableReason;
  readonly message: LocalizedText;
}

/** What {@link parseOrganizationIdentifier} returns. */
export type OrganizationIdentifier = ParsedOrganizationIdentifier | UnreadableOrganizationIdentifier;

/** The parts to write an identifier from. */
export interface OrganizationIdentifierParts {
  readonly scheme: string;
  readonly country: string;
  readonly subdivision?: string;
  readonly reference?: string;
}

const SHAPE = /^([A-Z]{2}[A-Z:])([A-Za-z]{2})(?:\+([A-Za-z0-9]{1,3}))?(?:-(.*))?$/s;

/** The spelling `LEI:XG`, which a note of the MIC guidelines uses beside the LEIXG of its tables. */
const LEI_WITH_COLON = /^LEI:XG(?=-|$)/;

/** Full-width forms, ideographic and other non-ASCII spaces, control characters, and spaces at an end. */
const MISPLACED = /[\uFF01-\uFF60\uFFE0-\uFFE6\p{Cc}]|[^\S ]|^ | $/u;

/**
 * Reads an organisation identifier as it stands in a certificate; it is never normalised. Never throws.
 *
 * @example
 * ```ts
 * import { parseOrganizationIdentifier } from '@eseal/core/identity';
 *
 * const identifier = parseOrganizationIdentifier('NTRJP-7000012050002');
 * export const isSound: boolean = identifier.kind === 'parsed' && identifier.checkDigit === 'ok';
 * ```
 *
 * @see EN 319 412-1 §5.1.4
 */
export function parseOrganizationIdentifier(text: string): OrganizationIdentifier {
  const withColon = LEI_WITH_COLON.test(text);
  const match = SHAPE.exec(withColon ? text.replace(':', '') : text);
  if (match === null) return unreadable(text);
  const [, scheme = '', writtenCountry = '', subdivision, reference] = match;
  const country = writtenCountry.toUpperCase();
  const ids: IdentifierFindingId[] = withColon ? ['lei-prefix-with-colon'] : [];
  if (country !== writtenCountry) ids.push('country-lower-case');
  const rule = identifierScheme(scheme, country);
  ids.push(...prefixFindings(scheme, country, rule));
  if (subdivision !== undefined && rule?.subdivisions === false) ids.push('subdivision-not-of-scheme');
  const judged = judgeReference(rule, reference);
  if (judged.finding !== undefined) ids.push(judged.finding);
  const facts: IdentifierFacts = {
    prefix: text.slice(0, text.length - (reference === undefined ? 0 : reference.length + 1)),
    country,
    reference: reference ?? '',
    form: rule?.formText ?? { ja: '1文字以上', en: 'at least one character' },
    expected: judged.expected,
  };
  const findings = ids.map((id) => identifierFinding(id, facts));
  const { checkDigit } = judged;
  return { kind: 'parsed', scheme, country, subdivision, reference, raw: text, checkDigit, findings };
}

function prefixFindings(
  scheme: string,
  country: string,
  rule: IdentifierScheme | undefined,
): readonly IdentifierFindingId[] {
  const ids: IdentifierFindingId[] = isKnownCountry(country) ? [] : ['country-unknown'];
  if (rule !== undefined) return rule.inGuidelines ? ids : [...ids, 'unlisted-in-guideline'];
  if (!scheme.endsWith(':'))
    return [...ids, isKnownScheme(scheme) ? 'country-not-of-scheme' : 'scheme-unknown'];
  return [...ids, 'scheme-national'];
}

interface JudgedReference {
  readonly finding: IdentifierFindingId | undefined;
  readonly checkDigit: CheckDigit;
  readonly expected: string;
}

function judgeReference(rule: IdentifierScheme | undefined, reference: string | undefined): JudgedReference {
  const plain = (
    finding: IdentifierFindingId | undefined,
    checkDigit: CheckDigit = 'none',
  ): JudgedReference => ({
    finding,
    checkDigit,
    expected: '',
  });
  const use = rule?.reference ?? 'required';
  if (reference === undefined) return plain(use === 'required' ? 'reference-missing' : undefined);
  if (use === 'prohibited') return plain('reference-prohibited');
  if (reference === '') return plain('reference-missing');
  const failed = rule?.check === undefined ? 'none' : 'failed';
  if (MISPLACED.test(reference)) return plain('reference-full-width', failed);
  if (rule === undefined) return plain(undefined);
  if (rule.toleratedForm?.test(reference)) return plain('reference-form-unusual');
  if (!rule.form.test(reference)) return plain('reference-form', failed);
  const check = rule.check?.(reference);
  if (check?.kind === 'check-digit') {
    return { finding: 'check-digit-wrong', checkDigit: 'failed', expected: check.expected };
  }
  return plain(
    use === 'discouraged' ? 'reference-outside-cabf' : undefined,
    check === undefined ? 'none' : check.kind === 'ok' ? 'ok' : 'failed',
  );
}

const UNREADABLE: Readonly<Record<UnreadableReason, LocalizedText>> = {
  empty: { ja: '組織識別子が空です。', en: 'The organisation identifier is empty.' },
  'full-width': {
    ja: '組織識別子に全角文字が使われています。',
    en: 'The organisation identifier is written with full-width characters.',
  },
  'white-space': {
    ja: '組織識別子の前後または途中に空白があります。',
    en: 'There is white space around or inside the organisation identifier.',
  },
  'lower-case': {
    ja: '組織識別子の番号体系が小文字で書かれています。',
    en: 'The scheme of the organisation identifier is not in capital letters.',
  },
  'no-scheme': {
    ja: '組織識別子が番号体系と国コード(例:NTRJP-)で始まっていません。',
    en: 'The organisation identifier does not begin with a scheme and a country (such as NTRJP-).',
  },
};

function unreadable(raw: string): UnreadableOrganizationIdentifier {
  const reason = unreadableReason(raw);
  return { kind: 'unreadable', raw, reason, message: UNREADABLE[reason] };
}

function unreadableReason(raw: string): UnreadableReason {
  if (raw === '') return 'empty';
  const compact = raw.replace(/\s+/gu, '');
  if (compact !== raw && SHAPE.test(compact)) return 'white-space';
  const ascii = compact.normalize('NFKC');
  if (ascii !== compact && SHAPE.test(ascii.toUpperCase())) return 'full-width';
  return SHAPE.test(compact.toUpperCase()) ? 'lower-case' : 'no-scheme';
}

/**
 * Writes an organisation identifier, refusing whatever would be a warning on reading, and in Japan schemes that the
 * MIC guidelines do not list. Public bodies of Japan are written as NTRJP, because a number after GOVJP is not valid
 * everywhere.
 *
 * @throws CoreError `ORGANIZATION_IDENTIFIER_INVALID` naming what is wrong
 *
 * @example
 * ```ts
 * import { formatOrganizationIdentifier } from '@eseal/core/identity';
 *
 * export const identifier: string = formatOrganizationIdentifier({ scheme: 'NTR', country: 'JP', reference: '7000012050002' });
 * ```
 */
export function formatOrganizationIdentifier(parts: OrganizationIdentifierParts): string {
  const subdivision = parts.subdivision === undefined ? '' : `+${parts.subdivision}`;
  const reference = parts.reference === undefined ? '' : `-${parts.reference}`;
  const text = `${parts.scheme}${parts.country}${subdivision}${reference}`;
  const parsed = parseOrganizationIdentifier(text);
  if (parsed.kind === 'unreadable') throw invalid(text, parsed.message.en);
  const same =
    parsed.scheme === parts.scheme &&
    parsed.country === parts.country &&
    parsed.subdivision === parts.subdivision &&
    parsed.reference === parts.reference;
  if (!same) throw invalid(text, 'Its parts run into one another.');
  const obstacle = parsed.findings.find((finding) => !mayBeWritten(finding, parsed.country));
  if (obstacle !== undefined) throw invalid(text, obstacle.message.en);
  return text;
}

function mayBeWritten(finding: IdentifierFinding, country: string): boolean {
  return finding.severity === 'information' && finding.id !== 'reference-outside-cabf' && country !== 'JP';
}

function invalid(text: string, reason: string): CoreError {
  return new CoreError(
    'ORGANIZATION_IDENTIFIER_INVALID',
    `"${text}" cannot be an organisation identifier. ${reason}`,
  );
}
