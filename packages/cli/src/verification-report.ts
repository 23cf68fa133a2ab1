/**
 * The report of `eseal verify` in the form that was asked for.
 *
 * @module
 */

import { assertNever } from '@eseal/core';
import { type ReportLanguage, toJson, toText, type ValidationReport } from '@eseal/validator';
import type { Command } from 'commander';
import { choice, languageOption } from './common-options.ts';
import { jsonLines } from './json-text.ts';

/** Forms of a report on documents. */
type VerificationForm = 'text' | 'json' | 'etsi-xml' | 'html';

/** Values of the options of {@link addVerificationReportOptions}. */
export interface VerificationReportOptions {
  readonly report?: VerificationForm;
  readonly json?: boolean;
  readonly lang: ReportLanguage;
  readonly details?: boolean;
}

/** Adds the options of reports on documents. */
export function addVerificationReportOptions(command: Command): Command {
  return command
    .addOption(
      choice('--report <form>', 'form of the report, default text', ['text', 'json', 'etsi-xml', 'html']),
    )
    .addOption(languageOption())
    .option('--details', 'in text: also paths, evidence and every check; other forms always have them');
}

/**
 * Reports on one document or several: texts one after another, an array of JSON, one page of HTML, one XML document.
 * The texts of TS 119 102-2 are in English whatever the language.
 */
export async function renderReports(
  reports: readonly ValidationReport[],
  { details = false, json, lang: language, report }: VerificationReportOptions,
): Promise<string> {
  const form = report ?? (json === true ? 'json' : 'text');
  switch (form) {
    case 'json': {
      const objects = reports.map((one) => toJson(one, { language }));
      return `${jsonLines(objects.length === 1 ? objects[0] : objects)}\n`;
    }
    case 'text':
      return `${reports.map((one) => toText(one, { language, details })).join('\n\n')}\n`;
    case 'html': {
      const { toHtml } = await import('@eseal/validator/html');
      return toHtml(reports, { language });
    }
    case 'etsi-xml': {
      const { toEtsiReport } = await import('@eseal/validator/etsi-report');
      return toEtsiReport(reports);
    }
    default:
      return assertNever(form);
  }
}
