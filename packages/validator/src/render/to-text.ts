/**
 * Reports for people who have to decide what to do with a document: what was sealed, by whom, when, how sure that is, why
 * not, and what would help. Text out of the document or its certificates is made harmless.
 *
 * @module
 */

import type { ReportFormatOptions } from '../report/json.ts';
import type { CertificateReport, ValidationReport } from '../report/report.ts';
import { certificatePage } from './certificate-page.ts';
import { documentPage } from './document-page.ts';
import { writeText } from './text-writer.ts';

/** How to write a report as text. */
export interface TextReportOptions extends ReportFormatOptions {
  /** Also paths, evidence, every check and other facts that few readers need. Default false. */
  readonly details?: boolean;
}

/** The report on a document as text of several lines, without an end of line after the last. */
export function toText(report: ValidationReport, options: TextReportOptions = {}): string {
  const { details = false, language = 'en' } = options;
  return writeText(documentPage([report], language), { details });
}

/** The report on a certificate as text of several lines, without an end of line after the last. */
export function certificateToText(report: CertificateReport, options: TextReportOptions = {}): string {
  const { details = false, language = 'en' } = options;
  return writeText(certificatePage(report, language), { details });
}
