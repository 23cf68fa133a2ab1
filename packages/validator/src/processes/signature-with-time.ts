/**
 * Validation of signatures with time (EN 319 102-1 §5.5): timestamps prove that a signature existed at a time, the best
 * signature time, at which its certificate and algorithms are judged again.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { CertificateValidation } from '../blocks/certificate-validation.ts';
import { type BlockResult, concludeBlock, defineCheck, type Judged, judged } from '../blocks/check.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { ALGORITHMS_RELIABLE, checkAcceptance } from '../blocks/signature-acceptance.ts';
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
import type { RevocationStatus } from '../revocation/status.ts';
import type { BasicValidation } from './basic-signature.ts';
import type { ProvenTime } from './timestamp.ts';

/** What timestamps that passed prove. */
export interface ProvenTimes {
  /** That the signature value existed. */
  readonly signature: readonly ProvenTime[];
  /** That the content existed before it was signed. */
  readonly content: readonly ProvenTime[];
}

/** Outcome of the process. */
export interface TimedValidation {
  readonly conclusion: BlockConclusion;
  readonly checks: readonly CheckResult[];
  /** Earliest time at which the signature is proven to have existed; the control time without a proof. */
  readonly bestSignatureTime: Date;
  readonly proof: 'timestamp' | 'now';
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

const TIMESTAMPS_IN_ORDER = defineCheck({
  id: 'TIMESTAMPS_IN_ORDER',
  citation: 'EN 319 102-1 §5.5.4 (4)',
  level: 'fail',
  failure: indeterminate('TIMESTAMP_ORDER_FAILURE'),
  message: {
    ja: '文書のタイムスタンプ({content})がシールのタイムスタンプ({signature})より後です。',
    en: "The timestamp of the content ({content}) is later than the seal's ({signature}).",
  },
});

const PROVEN_IN_TIME = defineCheck({
  id: 'PROVEN_BY_TIMESTAMP',
  citation: 'EN 319 102-1 §5.5.4 (4)',
  level: 'inform',
  failure: indeterminate('NO_POE'),
  message: {
    ja: 'タイムスタンプにより、シールは {time} に存在していたことが証明されています。その後の期限切れや失効は影響しません。',
    en: 'A timestamp proves that the seal existed at {time}: what expired or was revoked later does not matter.',
  },
});

/** Judges a signature with the times that are proven for it. */
export async function validateWithTime(
  basic: BasicValidation,
  times: ProvenTimes,
  context: JudgementContext,
): Promise<TimedValidation> {
  const { time: now } = context;
  const earliest = times.signature.map(({ time }) => time).reduce(earlier, now);
  const proof = times.signature.length === 0 ? 'now' : 'timestamp';
  const { conclusion, checks } =
    earliest < now && mayContinue(basic) ? await judgeAgain(basic, earliest, times, context) : basic;
  return { conclusion, checks, bestSignatureTime: earliest, proof };
}

function earlier(a: Date, b: Date): Date {
  return b.getTime() < a.getTime() ? b : a;
}

/** Steps 4 to 11: the judgement at the best signature time. */
async function judgeAgain(
  basic: BasicValidation,
  best: Date,
  times: ProvenTimes,
  { policy, time: now }: JudgementContext,
): Promise<BlockResult> {
  const { acceptance: subject } = basic;
  if (subject === undefined) return basic;
  const beginning = concludeBlock(policy, [checkBeginning(subject.certificate, best)]);
  const order = concludeBlock(policy, checkOrder(times));
  const acceptance = await checkAcceptance(subject, best, { policy, now });
  const steps = [
    beginning.conclusion,
    remaining(best, basic, policy),
    order.conclusion,
    acceptance.conclusion,
  ];
  const added = [...beginning.checks, ...order.checks];
  const failure = steps.find(({ indication }) => indication !== 'PASSED');
  if (failure !== undefined) return { conclusion: failure, checks: [...basic.checks, ...added] };
  const wasGood = basic.conclusion.indication === 'PASSED';
  const repaired = concludeBlock(policy, [judged(PROVEN_IN_TIME, wasGood, { time: best.toISOString() })]);
  return { conclusion: PASSED, checks: [...basic.checks.map(overcome), ...added, ...repaired.checks] };
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
  const left = checks.find(({ status, id, failure }) => {
    if (status !== 'failed' || failure === undefined) return false;
    // Judged again for the best signature time.
    if (id === ALGORITHMS_RELIABLE) return false;
    return certificate === undefined || !isRepaired(failure, best, certificate, policy);
  });
  return left?.failure ?? PASSED;
}

function isRepaired(
  failure: BlockFailure,
  best: Date,
  { chain, revocation }: CertificateValidation,
  policy: ValidationPolicy,
): boolean {
  const [{ notBefore, notAfter }] = chain;
  switch (failure.subIndication) {
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
      return revocation.every(({ status }) => isLaterThan(best, status));
    case 'TRY_LATER':
      return revocation.every(({ status }) => isLaterThan(best, status) && isFreshAt(best, status, policy));
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
      return notBefore <= best && best <= notAfter;
    default:
      return false;
  }
}

/** Whether a certificate was revoked or put on hold only after a time, or not at all. */
function isLaterThan(time: Date, status: RevocationStatus): boolean {
  switch (status.kind) {
    case 'revoked':
      return status.revocationTime > time;
    case 'on-hold':
      return status.since > time;
    case 'good':
    case 'not-needed':
    case 'unknown':
    case 'not-checked':
      return true;
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

/** Content was stamped before the signature over it, the accuracy of both clocks allowed for (RFC 3161 §2.4.2). */
function checkOrder({ content, signature }: ProvenTimes): readonly Judged[] {
  const wrong = content.flatMap((first) =>
    signature
      .filter((second) => first.time.getTime() - margin(first) > second.time.getTime() + margin(second))
      .map((second) => ({ content: first.time.toISOString(), signature: second.time.toISOString() })),
  );
  return content.length === 0 || signature.length === 0
    ? []
    : [judged(TIMESTAMPS_IN_ORDER, wrong.length === 0, wrong[0] ?? {})];
}

/** An authority that orders its tokens is exact about their order. */
function margin({ accuracy, ordering }: ProvenTime): number {
  return ordering ? 0 : (accuracy ?? 0);
}

/** A failure that the proof of existence made harmless. */
function overcome(check: CheckResult): CheckResult {
  return check.status === 'failed' ? { ...withoutFailure(check), status: 'informed' } : check;
}

function withoutFailure({ failure: _, ...check }: CheckResult): CheckResult {
  return check;
}
