/**
 * Verdicts on lists in the words of EU DSS.
 *
 * @module
 */
import type { Conclusion } from '@eseal/validator';

/** What DSS would say of a list that we judge so; `null` stands for a list without a signature. */
export function inWordsOfDss(conclusion: Conclusion): string {
  if (conclusion.indication === 'TOTAL-PASSED') return 'TOTAL_PASSED';
  const { indication, subIndication } = conclusion;
  if (subIndication === null) return 'Number of signatures must be equal to 1 (currently : 0)';
  return `${indication.replace('-', '_')} ${subIndication}`;
}
