/** Dashes that people type between the parts of a number: U+2010 to U+2015, U+2212, and the Japanese long vowel mark. */
const DASHES = /[\u2010-\u2015\u2212\u30FC]/g;

/**
 * What a person typed, in the characters that certificates use: NFKC (so that full-width letters and digits become
 * ASCII), one kind of hyphen, no white space, capital letters.
 *
 * Only for input by people. Values found in certificates are never normalised: there a full-width digit is an error,
 * and `parseOrganizationIdentifier` says so.
 *
 * @example
 * ```ts
 * import { normalizeUserInput, parseOrganizationIdentifier } from '@eseal/core/identity';
 *
 * export const typed = parseOrganizationIdentifier(normalizeUserInput(' ntrjp - 7000012050002'));
 * ```
 */
export function normalizeUserInput(text: string): string {
  return text.normalize('NFKC').replace(DASHES, '-').replace(/\s+/gu, '').toUpperCase();
}
