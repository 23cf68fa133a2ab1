/**
 * The verdict on a timestamp token by itself.
 *
 * @module
 */
import { CoreError, type DocumentSource } from '@eseal/core';
import type { ContentDigest } from '@eseal/core/container';
import { failed, totalConclusion } from './report/conclusion.ts';
import { findingOf, type Rule } from './report/finding.ts';
import type { ValidationReport } from './report/report.ts';
import { type ValidateOptions, validate } from './validate.ts';

/** How to validate a token, and over what. */
export interface ValidateTimestampTokenOptions
  extends Omit<ValidateOptions, 'contents' | 'password' | 'level'> {
  /** What the token was made for, or its digest by the algorithm of the token. */
  readonly content: DocumentSource | ContentDigest;
}

const NOT_A_TOKEN: Rule = {
  id: 'TIMESTAMP_TOKEN_EXPECTED',
  citation: 'RFC 3161 §2.4.2',
  message: {
    ja: 'タイムスタンプトークンではありません。',
    en: 'This is no timestamp token, and no answer of an authority that holds one.',
  },
};

/** Largest token or answer that is looked at. */
const MAX_TOKEN = 1 << 20;

/**
 * Validates a TimeStampToken, or the TimeStampResp that holds it: its signature, its authority, and that it was made for this
 * content. Unlike with `validate` nothing else passes, not even a sealed document over the same content.
 *
 * @returns a report without seals; `timestamps` holds the token's, with its time
 * @throws CoreError as `validate` does
 *
 * @example
 * ```ts
 * import { validateTimestampToken } from '@eseal/validator';
 *
 * export async function provenTime(
 *   token: Uint8Array,
 *   content: Uint8Array,
 *   tsaRootDer: Uint8Array,
 * ): Promise<Date | undefined> {
 *   const { conclusion, timestamps } = await validateTimestampToken(token, { content, trust: [tsaRootDer] });
 *   return conclusion.indication === 'TOTAL-PASSED' ? (timestamps[0]?.time ?? undefined) : undefined;
 * }
 * ```
 *
 * @see EN 319 102-1 §5.4; RFC 3161 §2.4.2
 */
export async function validateTimestampToken(
  token: Uint8Array,
  { content, ...options }: ValidateTimestampTokenOptions,
): Promise<ValidationReport> {
  if (!content) throw new CoreError('INVALID_ARGUMENT', 'content is missing');
  // Whatever is longer is read as nothing.
  const bytes = token.length <= MAX_TOKEN ? token : new Uint8Array();
  const report = await validate(bytes, { ...options, contents: [{ source: content }] });
  const isToken = report.document.format === 'tst' && report.seals.length === 0;
  if (isToken && report.timestamps.length === 1) return report;
  return {
    ...report,
    conclusion: totalConclusion(failed('FORMAT_FAILURE')),
    findings: [findingOf(NOT_A_TOKEN, 'error'), ...report.findings],
  };
}
