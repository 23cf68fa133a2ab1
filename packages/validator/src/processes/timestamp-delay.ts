/**
 * The time between a claim of a seal's time and the proof of it (EN 319 102-1 §5.5.4 (5), §5.6.3.4 (8)).
 *
 * @module
 */
import { type CheckDefinition, defineCheck, type Judged, judged } from '../blocks/check.ts';
import { OTHER_POLICY } from '../blocks/repairs.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { indeterminate } from '../report/conclusion.ts';

const TIMESTAMP_DELAY = defineCheck({
  id: 'TIMESTAMP_DELAY',
  citation: 'EN 319 102-1 §5.5.4 (5)',
  level: 'fail',
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'シールに記された日時({claimedTime})から存在の証明({time})までが、ポリシーの定める {seconds} 秒を超えています。',
    en: 'From the time claimed in the seal ({claimedTime}) to the proof of it ({time}) it took longer than the {seconds} seconds that the policy allows.',
  },
  repair: OTHER_POLICY,
});

/** Judges the delay, where the policy limits it; a seal that claims no time cannot keep to a limit. */
export function checkTimestampDelay(
  claimedTime: Date | undefined,
  best: Date,
  { timestamp }: Pick<ValidationPolicy, 'timestamp'>,
): readonly Judged[] {
  const maxDelay = timestamp?.maxDelay;
  if (maxDelay === undefined) return [];
  const facts = {
    claimedTime: claimedTime?.toISOString() ?? '-',
    time: best.toISOString(),
    seconds: maxDelay / 1000,
  };
  const holds = claimedTime !== undefined && claimedTime.getTime() + maxDelay >= best.getTime();
  return [judged(TIMESTAMP_DELAY, holds, facts)];
}

/** Every check of this file. */
export const TIMESTAMP_DELAY_CHECKS: readonly CheckDefinition[] = [TIMESTAMP_DELAY];
