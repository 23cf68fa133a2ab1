/**
 * Reports as one HTML file that a clerk opens, prints and keeps: accessible, and inert whatever stood in the document.
 *
 * @module
 */

import type { ReportFormatOptions } from '../../report/json.ts';
import type { CertificateReport, ValidationReport } from '../../report/report.ts';
import { certificatePage } from '../certificate-page.ts';
import { documentPage } from '../document-page.ts';
import { writeHtml } from './html-writer.ts';

/**
 * One page on a document, or on several: each is a section of its own with its verdict.
 *
 * @example
 * ```ts
 * import { validate } from '@eseal/validator';
 * import { toHtml } from '@eseal/validator/html';
 *
 * export async function pageOn(pdf: Uint8Array, rootDer: Uint8Array): Promise<string> {
 *   return toHtml(await validate(pdf, { trust: [rootDer] }), { language: 'ja' });
 * }
 * ```
 */
export function toHtml(
  reports: ValidationReport | readonly ValidationReport[],
  options: ReportFormatOptions = {},
): string {
  const { language = 'en' } = options;
  return writeHtml(documentPage('seals' in reports ? [reports] : reports, language));
}

/** A page on a certificate. */
export function certificateToHtml(report: CertificateReport, options: ReportFormatOptions = {}): string {
  return writeHtml(certificatePage(report, options.language ?? 'en'));
}
