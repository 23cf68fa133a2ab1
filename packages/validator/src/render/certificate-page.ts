/**
 * Reports on certificates as pages.
 *
 * @module
 */

import type { ReportLanguage } from '../report/json.ts';
import type { CertificateReport } from '../report/report.ts';
import { checkSections } from './check-sections.ts';
import { servicesSection } from './document-page.ts';
import { type Page, row, section } from './page.ts';
import { attemptsSection, certificateRows, pathSections, revocationRow, trustRow } from './path-sections.ts';
import { KINDS } from './phrases/kinds.ts';
import { FIELDS, HEADINGS, SENTENCES } from './phrases/labels.ts';
import { remarksOf, repairOf, speechIn, toneOf, verdictIn } from './speech.ts';

/** A page on one certificate. */
export function certificatePage(report: CertificateReport, language: ReportLanguage): Page {
  const speech = speechIn(language);
  const { say, time } = speech;
  const { certificate, checks, conclusion, findings, kind, path, policies, policy, retrieval } = report;
  const isGood = conclusion.indication === 'TOTAL-PASSED';
  return {
    language,
    title: say(HEADINGS.certificateReport),
    detailsHeading: say(HEADINGS.details),
    sections: [
      section(say(HEADINGS.certificate), {
        tone: toneOf(conclusion),
        rows: [
          ...(certificate === null ? [] : certificateRows(certificate, speech)),
          ...row(say(FIELDS.verdict), verdictIn(conclusion, speech)),
          ...row(say(FIELDS.repair), repairOf(conclusion, speech)),
          ...row(
            say(FIELDS.validated),
            `${time(report.validationTime)} (${say(SENTENCES.policy, { policy })})`,
          ),
          ...row(say(FIELDS.kind), say(KINDS[kind])),
          ...trustRow(path, speech),
          ...revocationRow(path, speech),
          ...row(say(FIELDS.policies), policies?.map(({ policy: one }) => one).join(', ') || undefined),
        ],
        remarks: remarksOf(findings, speech),
        // Why each path failed is what a reader wants to know when none holds.
        sections: isGood ? [] : attemptsSection(path, speech),
        details: [
          ...pathSections(isGood ? path : { ...path, attempts: [] }, speech),
          ...checkSections(checks, speech),
          ...servicesSection(retrieval, speech),
        ],
      }),
    ],
  };
}
