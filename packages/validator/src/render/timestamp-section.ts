/**
 * Timestamps for pages.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type { TimestampReport } from '../report/report.ts';
import { checkSections } from './check-sections.ts';
import { timestampRows } from './determination-rows.ts';
import { row, type Section, section } from './page.ts';
import { pathSections, revocationRow, trustRow } from './path-sections.ts';
import { TIMESTAMP_TYPES } from './phrases/kinds.ts';
import { FIELDS, HEADINGS } from './phrases/labels.ts';
import { remarksOf, repairOf, type Speech, shownName, toneOf, verdictIn } from './speech.ts';

/** One timestamp in a line: when, by whom, over what, and whether that holds. */
export function timestampLine(timestamp: TimestampReport, speech: Speech): string {
  const { authority, conclusion, type } = timestamp;
  const name = authority === null ? '' : ` ${shownName(authority)}`;
  const { say, time } = speech;
  return `${time(timestamp.time)}${name} [${say(TIMESTAMP_TYPES[type])}]: ${verdictIn(conclusion, speech)}`;
}

/** One timestamp with everything there is to say about it. */
export function timestampSection(timestamp: TimestampReport, number: number, speech: Speech): Section {
  return describe(timestamp, number, HEADINGS.timestamp, speech);
}

/** A timestamp of the document itself. */
export function documentTimestampSection(
  timestamp: TimestampReport,
  number: number,
  speech: Speech,
): Section {
  return describe(timestamp, number, HEADINGS.documentTimestamp, speech);
}

function describe(
  timestamp: TimestampReport,
  number: number,
  heading: LocalizedText,
  speech: Speech,
): Section {
  const { say, time } = speech;
  const { authority, checks, conclusion, file, findings, path, sha256, type } = timestamp;
  return section(say(heading, { number }), {
    tone: toneOf(conclusion),
    rows: [
      ...row(say(FIELDS.verdict), verdictIn(conclusion, speech)),
      ...row(say(FIELDS.repair), repairOf(conclusion, speech)),
      ...row(say(FIELDS.when), time(timestamp.time)),
      ...row(say(FIELDS.authority), shownName(authority ?? '-')),
      ...row(say(FIELDS.covers), say(TIMESTAMP_TYPES[type])),
      ...row(say(FIELDS.file), file === null ? undefined : shownName(file)),
      ...timestampRows(timestamp, speech),
      ...trustRow(path, speech),
      ...revocationRow(path, speech),
    ],
    remarks: remarksOf(findings, speech),
    details: [
      ...pathSections(path, speech),
      ...checkSections(checks, speech),
      section(say(HEADINGS.technical), { rows: row(say(FIELDS.sha256), sha256) }),
    ],
  });
}
