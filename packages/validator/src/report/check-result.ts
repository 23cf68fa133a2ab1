/**
 * The outcome of one rule of a validation block, kept in the report whether it held or not.
 *
 * @module
 */

import type { LocalizedText } from '@eseal/core/identity';
import type { BlockFailure } from './conclusion.ts';
import type { Facts, Finding } from './finding.ts';

/** What became of a check: the last four are failures, weighed by the policy. */
export type CheckStatus = 'passed' | 'failed' | 'warned' | 'informed' | 'ignored';

/** One check as it was judged. */
export interface CheckResult {
  readonly id: string;
  readonly citation: string;
  readonly status: CheckStatus;
  /** What went wrong; absent when it passed. */
  readonly message?: LocalizedText;
  readonly repair?: LocalizedText;
  readonly facts: Facts;
  /** What it means for the verdict; present when it failed. */
  readonly failure?: BlockFailure;
}

const SEVERITIES = { failed: 'error', warned: 'warning', informed: 'information' } as const;

/** The findings of checks that did not pass, in their order. */
export function findingsOfChecks(checks: readonly CheckResult[]): readonly Finding[] {
  return checks.flatMap((check) => {
    const { id, citation, status, message, repair, facts } = check;
    if (status === 'passed' || status === 'ignored' || message === undefined) return [];
    const severity = SEVERITIES[status];
    return [{ id, severity, message, ...(repair !== undefined && { repair }), citation, facts }];
  });
}
