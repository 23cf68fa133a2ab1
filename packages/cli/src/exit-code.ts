/** The exit code of verdicts. */
import { EXIT } from './errors.ts';

/** What a verdict may be. */
export type Indication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

/** One failed: 1; none failed but one undecided: 2; all passed: 0. */
export function worstExitCode(indications: readonly Indication[]): number {
  if (indications.includes('TOTAL-FAILED')) return EXIT.failed;
  return indications.includes('INDETERMINATE') ? EXIT.indeterminate : EXIT.done;
}
