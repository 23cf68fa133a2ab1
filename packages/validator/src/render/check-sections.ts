/**
 * What was checked, for pages: those that did not hold in full, whatever the policy makes of them.
 *
 * @module
 */
import type { CheckResult } from '../report/check-result.ts';
import { type Section, section } from './page.ts';
import { CHECK_STATUSES } from './phrases/kinds.ts';
import { FIELDS, HEADINGS, SENTENCES } from './phrases/labels.ts';
import type { Speech } from './speech.ts';

/** The checks behind a verdict, those that failed first. */
export function checkSections(checks: readonly CheckResult[], { language, say }: Speech): readonly Section[] {
  if (checks.length === 0) return [];
  const passed = checks.filter(({ status }) => status === 'passed');
  const others = checks.filter(({ status }) => status !== 'passed');
  return [
    section(say(HEADINGS.checks), {
      rows: [{ label: say(FIELDS.status), values: [say(SENTENCES.checksPassed, { count: passed.length })] }],
      table: {
        columns: [FIELDS.check, FIELDS.status, FIELDS.message, FIELDS.clause].map((one) => say(one)),
        rows: [...others, ...passed].map(({ id, status, message, citation }) => [
          id,
          say(CHECK_STATUSES[status]),
          message?.[language] ?? '-',
          citation,
        ]),
      },
    }),
  ];
}
