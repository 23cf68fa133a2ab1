/**
 * Checks as data, and how the outcomes of a block's checks become its conclusion under a policy.
 *
 * @module
 */
import { type CheckLevel, levelOf, type ValidationPolicy } from '../policy/policy.ts';
import type { CheckResult, CheckStatus } from '../report/check-result.ts';
import { type BlockConclusion, type BlockFailure, PASSED } from '../report/conclusion.ts';
import { type Facts, fillTemplate, type Rule } from '../report/finding.ts';

/** One rule of a block. */
export interface CheckDefinition extends Rule {
  /** What its failure means unless the policy says otherwise. */
  readonly level: CheckLevel;
  /** No policy may weaken it: without it nothing is proven. */
  readonly fixed?: true;
  /** The block's conclusion when it decides. */
  readonly failure: BlockFailure;
}

/** A check. */
export function defineCheck(definition: CheckDefinition): CheckDefinition {
  return definition;
}

/** A check with its outcome, before the policy weighs it. */
export interface Judged {
  readonly check: CheckDefinition;
  readonly holds: boolean;
  readonly facts: Facts;
  /** Level for this case in place of the check's own. */
  readonly level?: CheckLevel;
}

/** The outcome of a check. */
export function judged(
  check: CheckDefinition,
  holds: boolean,
  facts: Facts = {},
  level?: CheckLevel,
): Judged {
  return { check, holds, facts, ...(level !== undefined && { level }) };
}

/** Outcome of a block: the first failure that decides, or PASSED. */
export interface BlockResult {
  readonly conclusion: BlockConclusion;
  readonly checks: readonly CheckResult[];
}

/** Weighs outcomes by the policy; their order is the order in which failures decide. */
export function concludeBlock(policy: ValidationPolicy, outcomes: readonly Judged[]): BlockResult {
  let conclusion: BlockConclusion = PASSED;
  const checks: CheckResult[] = [];
  for (const outcome of outcomes) {
    const result = weigh(policy, outcome);
    checks.push(result);
    if (result.status === 'failed' && conclusion.indication === 'PASSED') conclusion = outcome.check.failure;
  }
  return { conclusion, checks };
}

const STATUS: Readonly<Record<CheckLevel, CheckStatus>> = {
  fail: 'failed',
  warn: 'warned',
  inform: 'informed',
  ignore: 'ignored',
};

function weigh(policy: ValidationPolicy, { check, holds, facts, level }: Judged): CheckResult {
  const { id, citation, message, repair } = check;
  if (holds) return { id, citation, status: 'passed', facts };
  const status = STATUS[check.fixed ? check.level : levelOf(policy, id, level ?? check.level)];
  return {
    id,
    citation,
    status,
    message: fillTemplate(message, facts),
    ...(repair !== undefined && { repair: fillTemplate(repair, facts) }),
    facts,
    ...(status === 'failed' && { failure: check.failure }),
  };
}
