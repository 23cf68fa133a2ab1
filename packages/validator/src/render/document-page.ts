/**
 * Reports on documents as pages.
 *
 * @module
 */

import type { ReportLanguage } from '../report/json.ts';
import type { ValidationReport } from '../report/report.ts';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';
import { type Page, type Row, row, type Section, section, tableSection } from './page.ts';
import { FORMATS, OUTCOMES, SERVICES } from './phrases/kinds.ts';
import { FIELDS, HEADINGS, SENTENCES } from './phrases/labels.ts';
import { sealSection } from './seal-section.ts';
import { remarksOf, repairOf, type Speech, shownName, speechIn, toneOf, verdictIn } from './speech.ts';
import { documentTimestampSection } from './timestamp-section.ts';

/** One page on several documents. */
export function documentPage(reports: readonly ValidationReport[], language: ReportLanguage): Page {
  const speech = speechIn(language);
  return {
    language,
    title: speech.say(HEADINGS.report),
    detailsHeading: speech.say(HEADINGS.details),
    sections: reports.map((report) => documentSection(report, speech)),
  };
}

function documentSection(report: ValidationReport, speech: Speech): Section {
  const { say } = speech;
  const { conclusion, document, findings, retrieval, seals, timestamps } = report;
  return section(document.name === null ? say(HEADINGS.document) : shownName(document.name), {
    tone: toneOf(conclusion),
    rows: documentRows(report, speech),
    remarks: remarksOf(findings, speech),
    sections: [
      ...seals.map((seal) => sealSection(seal, seals, speech)),
      ...timestamps.map((one, index) => documentTimestampSection(one, index + 1, speech)),
    ],
    details: [...filesSection(report, speech), ...servicesSection(retrieval, speech)],
  });
}

function documentRows(report: ValidationReport, speech: Speech): readonly Row[] {
  const { say, time } = speech;
  const { conclusion, document, policy, seals, validationTime } = report;
  const { name, format, sha256, size } = document;
  const kind = `${say(FORMATS[format])}, ${say(SENTENCES.bytes, { size })}`;
  return [
    ...row(say(FIELDS.document), `${shownName(name ?? '-')} (${kind})`),
    ...row(say(FIELDS.verdict), verdictIn(conclusion, speech)),
    // Each seal says what would help it.
    ...row(say(FIELDS.repair), seals.length === 0 ? repairOf(conclusion, speech) : undefined),
    ...row(say(FIELDS.validated), `${time(validationTime)} (${say(SENTENCES.policy, { policy })})`),
    ...row(say(FIELDS.seals), sealCounts(report, speech)),
    ...row(say(FIELDS.sha256), sha256 ?? undefined),
  ];
}

function sealCounts({ seals }: ValidationReport, { say }: Speech): string {
  const count = (wanted: string): number =>
    seals.filter(({ conclusion }) => conclusion.indication === wanted).length;
  return say(SENTENCES.sealCounts, {
    count: seals.length,
    passed: count('TOTAL-PASSED'),
    failed: count('TOTAL-FAILED'),
    open: count('INDETERMINATE'),
  });
}

function filesSection({ contained }: ValidationReport, { say }: Speech): readonly Section[] {
  return tableSection(say(HEADINGS.files), {
    columns: [FIELDS.name, FIELDS.size].map((one) => say(one)),
    rows: (contained?.files ?? []).map(({ name, size }) => [shownName(name), say(SENTENCES.bytes, { size })]),
  });
}

/** What was asked of which service, and what became of it. */
export function servicesSection(attempts: readonly RetrievalAttempt[], { say }: Speech): readonly Section[] {
  return tableSection(say(HEADINGS.services), {
    columns: [FIELDS.kind, FIELDS.address, FIELDS.outcome].map((one) => say(one)),
    rows: attempts.map(({ kind, url, outcome, detail }) => [
      say(SERVICES[kind]),
      shownName(url),
      detail === undefined ? say(OUTCOMES[outcome]) : `${say(OUTCOMES[outcome])} (${shownName(detail)})`,
    ]),
  });
}
