/**
 * A statement of the corpora about a file, as it can be asked of a report.
 *
 * @module
 */
import type { ReportJson } from './report-json.ts';

/** Whether a report says what the corpus expects. */
export type Fact = (
  expected: unknown,
  report: ReportJson,
  /** Everything that is expected of the file. */
  all: Readonly<Record<string, unknown>>,
) => boolean;
