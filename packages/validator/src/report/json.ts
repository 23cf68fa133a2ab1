/**
 * JSON as values, and what all reports write alike.
 *
 * @module
 */

import type { CheckResult } from './check-result.ts';
import { type BlockConclusion, type Conclusion, subIndicationOf } from './conclusion.ts';
import type { Finding } from './finding.ts';

/** A value of JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Language of texts in reports. */
export type ReportLanguage = 'ja' | 'en';

/** How to write a report. */
export interface ReportFormatOptions {
  /** Default `en`. */
  readonly language?: ReportLanguage;
}

/** A verdict. */
export function indication(conclusion: Conclusion | BlockConclusion): JsonObject {
  return { indication: conclusion.indication, subIndication: subIndicationOf(conclusion) };
}

/** A time in ISO 8601. */
export function time(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}

/** Findings in one language. */
export function findingsToJson(
  findings: readonly Finding[],
  language: ReportLanguage,
): readonly JsonObject[] {
  return findings.map(({ id, severity, message, citation, repair }) => ({
    id,
    severity,
    message: message[language],
    citation,
    ...(repair !== undefined && { repair: repair[language] }),
  }));
}

/** Checks with what became of them, those that the policy ignores included. */
export function checksToJson(
  checks: readonly CheckResult[],
  language: ReportLanguage,
): readonly JsonObject[] {
  return checks.map(({ id, status, citation, message }) => ({
    id,
    status,
    citation,
    ...(message !== undefined && { message: message[language] }),
  }));
}
