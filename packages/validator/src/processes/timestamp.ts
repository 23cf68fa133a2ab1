/**
 * Validation of a timestamp token (EN 319 102-1 §5.4): basic validation of its signature, and what it covers. Only a
 * token that passes, over the right bytes, proves that anything existed.
 *
 * @module
 */
import type { JudgementContext } from '../blocks/context.ts';
import { checkImprint, checkTokenFormat, unreadableTimestamp } from '../blocks/timestamp-checks.ts';
import type { TimestampFacts } from '../facts/timestamp-facts.ts';
import { type ProvenTime, stampedBy } from '../poe/proof-of-existence.ts';
import type { CheckResult } from '../report/check-result.ts';
import type { BlockConclusion } from '../report/conclusion.ts';
import { type BasicValidation, validateBasic } from './basic-signature.ts';

/** Outcome for one token. */
export interface TimestampValidation {
  readonly facts: TimestampFacts;
  readonly conclusion: BlockConclusion;
  readonly checks: readonly CheckResult[];
  /** Present only when the token passed. */
  readonly proven: ProvenTime | undefined;
  /** Absent for a token that cannot be read. */
  readonly basic: BasicValidation | undefined;
}

/** Validates a token at the control time. */
export async function validateTimestamp(
  facts: TimestampFacts,
  context: JudgementContext,
): Promise<TimestampValidation> {
  const { policy, time } = context;
  if (facts.kind === 'unreadable')
    return { facts, ...unreadableTimestamp(facts.reason, policy), proven: undefined, basic: undefined };
  const { signed, signature, token } = facts;
  const basic = await validateBasic(
    {
      signature: signed,
      facts: signature,
      format: checkTokenFormat(facts, policy),
      claimedTime: undefined,
      role: 'timestamp',
      // What was issued after a token shows that its authority was not revoked when it made the token.
      freshAt: earlier(token.tstInfo.genTime, time),
    },
    context,
  );
  const imprint = checkImprint(facts, basic.identification.certificate, { now: time, existed: time }, policy);
  const conclusion = worse(basic.conclusion, imprint.conclusion);
  return {
    facts,
    conclusion,
    checks: [...imprint.checks, ...basic.checks],
    proven: conclusion.indication === 'PASSED' ? stampedBy(facts) : undefined,
    basic,
  };
}

/** A token of the future gains nothing by it. */
function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

/** A proof that a token is bad outweighs missing evidence about it. */
function worse(signature: BlockConclusion, imprint: BlockConclusion): BlockConclusion {
  if (imprint.indication === 'FAILED') return imprint;
  return signature.indication === 'PASSED' ? imprint : signature;
}
