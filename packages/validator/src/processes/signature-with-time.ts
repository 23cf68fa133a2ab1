/**
 * Validation of signatures with time and long-term material (EN 319 102-1 §5.5): timestamps prove that a signature existed
 * at a time, the best signature time, at which its certificate and algorithms are judged again.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { CertificateValidation } from '../blocks/certificate-validation.ts';
import {
  type BlockResult,
  type CheckDefinition,
  concludeBlock,
  defineCheck,
  type Judged,
  judged,
} from '../blocks/check.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { checkAcceptance, RELIABILITY_CHECKS } from '../blocks/signature-acceptance.ts';
import { isWithinValidity } from '../path/check-certificate.ts';
import {
  earlierProof,
  existingNow,
  type ProofKind,
  type ProofOfExistence,
} from '../poe/proof-of-existence.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import type { CheckResult } from '../report/check-result.ts';
import {
  type BlockConclusion,
  type BlockFailure,
  failed,
  indeterminate,
  PASSED,
  subIndicationOf,
} from '../report/conclusion.ts';
import { isFresh } from '../revocation/freshness.ts';
import { isTrustedAt } from '../revocation/revoked-since.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import type { BasicValidation } from './basic-signature.ts';
import { overcome, remainingFailure } from './repair.ts';
import { checkTimestampDelay } from './timestamp-delay.ts';
import { checkTimestampOrder, type PassedTimestamp } from './timestamp-order.ts';

/** What is known of the times of a seal. */
export interface KnownTimes {
  /** Proofs that the signature value existed. */
  readonly proofs: readonly ProofOfExistence[];
  /** The timestamps of the seal that passed, whatever they are over. */
  readonly timestamps: readonly PassedTimestamp[];
}

/** Outcome of the process. */
export interface TimedValidation {
  readonly conclusion: BlockConclusion;
  readonly checks: readonly CheckResult[];
  /** Earliest time at which the signature is proven to have existed; the control time without a proof. */
  readonly bestSignatureTime: Date;
  readonly proof: ProofKind;
  /** The path that held in the past, where it is another than that of basic validation. */
  readonly certificate?: CertificateValidation | undefined;
}

const EXISTED_IN_VALIDITY = defineCheck({
  id: 'SIGNATURE_NOT_BEFORE_CERTIFICATE',
  citation: 'EN 319 102-1 §5.5.4 (4)',
  level: 'fail',
  fixed: true,
  failure: failed('NOT_YET_VALID'),
  message: {
    ja: 'シールは証明書の有効期間の開始({notBefore})より前、{time} に存在していました。',
    en: 'The seal existed at {time}, before its certificate became valid ({notBefore}).',
  },
});

const PROVEN_IN_TIME = defineCheck({
  id: 'PROVEN_BY_TIMESTAMP',
  citation: 'EN 319 102-1 §5.5.4 (4)',
  level: 'inform',
  fixed: true,
  failure: indeterminate('NO_POE'),
  message: {
    ja: 'タイムスタンプなどにより、シールは {time} に存在していたことが証明されています。その後の期限切れや失効は影響しません。',
    en: 'It is proven that the seal existed at {time}: what expired or was revoked later does not matter.',
  },
});

/** Judges a signature with the times that are proven for it. */
export async function validateWithTime(
  basic: BasicValidation,
  times: KnownTimes,
  context: JudgementContext,
): Promise<TimedValidation> {
  const best = [...times.proofs, existingNow(context)].reduce(earlierProof);
  const isTimed = times.proofs.length > 0 || context.policy.timestamp?.maxDelay !== undefined;
  const { conclusion, checks } =
    isTimed && mayContinue(basic) ? await judgeAgain(basic, best.time, times, context) : basic;
  return { conclusion, checks, bestSignatureTime: best.time, proof: best.kind };
}

/** Steps 4 to 11: the judgement at the best signature time. */
async function judgeAgain(
  basic: BasicValidation,
  best: Date,
  { timestamps }: KnownTimes,
  { policy, time: now }: JudgementContext,
): Promise<BlockResult> {
  const { acceptance: subject } = basic;
  if (subject === undefined) return basic;
  const beginning = concludeBlock(policy, [checkBeginning(subject.certificate, best)]);
  const order = concludeBlock(policy, checkTimestampOrder(timestamps));
  const delay = concludeBlock(policy, checkTimestampDelay(subject.claimedTime, best, policy));
  const acceptance = await checkAcceptance(subject, best, { policy, now });
  const steps = [
    beginning.conclusion,
    remaining(best, basic, policy),
    order.conclusion,
    delay.conclusion,
    acceptance.conclusion,
  ];
  const added = [...beginning.checks, ...order.checks, ...delay.checks];
  const failure = steps.find(({ indication }) => indication !== 'PASSED');
  if (failure !== undefined) return { conclusion: failure, checks: [...basic.checks, ...added] };
  const wasGood = basic.conclusion.indication === 'PASSED';
  const repaired = concludeBlock(policy, [judged(PROVEN_IN_TIME, wasGood, { time: best.toISOString() })]);
  return { conclusion: PASSED, checks: [...overcome(basic.checks), ...added, ...repaired.checks] };
}

/** Step 2: whether a proof of existence may repair what basic validation found first. */
function mayContinue({ conclusion }: BasicValidation): boolean {
  switch (subIndicationOf(conclusion)) {
    case null:
      return conclusion.indication === 'PASSED';
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
    case 'TRY_LATER':
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
    case 'OUT_OF_BOUNDS_NO_POE':
    case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE':
      return true;
    default:
      return false;
  }
}

/** Step 4: the first failure of basic validation that the best signature time does not repair. */
function remaining(
  best: Date,
  { checks, certificate }: BasicValidation,
  policy: ValidationPolicy,
): BlockConclusion {
  return remainingFailure(checks, ({ id, failure }) => {
    // Judged again for the best signature time.
    if (RELIABILITY_CHECKS.has(id)) return true;
    return certificate !== undefined && isRepaired(failure, best, certificate, policy);
  });
}

function isRepaired(
  failure: BlockFailure,
  best: Date,
  { chain, revocation }: CertificateValidation,
  policy: ValidationPolicy,
): boolean {
  const [target] = chain;
  switch (failure.subIndication) {
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
      return revocation.every(({ status }) => isTrustedAt(best, status, policy));
    case 'TRY_LATER':
      return revocation.every(
        ({ status }) => isTrustedAt(best, status, policy) && isFreshAt(best, status, policy),
      );
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
      return isWithinValidity(target, best);
    default:
      return false;
  }
}

/** Step 6: data too old for the control time may be new enough for the best signature time. */
function isFreshAt(time: Date, status: RevocationStatus, policy: ValidationPolicy): boolean {
  return status.kind !== 'good' || isFresh(status.source, time, policy);
}

function checkBeginning({ notBefore }: Certificate, best: Date): Judged {
  const facts = { time: best.toISOString(), notBefore: notBefore.toISOString() };
  return judged(EXISTED_IN_VALIDITY, best >= notBefore, facts);
}

/** Every check of this file. */
export const TIMED_CHECKS: readonly CheckDefinition[] = [EXISTED_IN_VALIDITY, PROVEN_IN_TIME];
