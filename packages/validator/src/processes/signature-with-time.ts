/**
 * Validation of signatures with time (EN 319 102-1 §5.5): timestamps prove that a signature existed at a time, the best
 * signature time, at which its certificate and algorithms are judged again.
 *
 * @module
 */
import { concludeBlock, defineCheck, type Judged, judged } from '../blocks/check.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { checkAcceptance } from '../blocks/signature-acceptance.ts';
import type { CheckResult } from '../report/check-result.ts';
import { type BlockConclusion, failed, indeterminate, subIndicationOf } from '../report/conclusion.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { type BasicValidation, isWeakOnly } from './basic-signature.ts';
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
  const { policy, time: now } = context;
  const earliest = times.signature.reduce<ProvenTime | undefined>(
    (best, one) => (best === undefined || one.time < best.time ? one : best),
    undefined,
  );
  const best = earliest !== undefined && earliest.time < now ? earliest.time : now;
  const outcome = { bestSignatureTime: best, proof: earliest === undefined ? 'now' : 'timestamp' } as const;
  const { acceptance: subject, certificate } = basic;
  if (subject === undefined || certificate === undefined || best === now) return { ...basic, ...outcome };
  if (!mayContinue(basic)) return { ...basic, ...outcome };
  const acceptance = await checkAcceptance(subject, best, { policy, now });
  const { conclusion: again } = acceptance;
  const repaired = basic.conclusion.indication !== 'PASSED';
  const ordered = concludeBlock(policy, [
    checkBeginning(basic, best),
    ...checkOrder(times),
    judged(PROVEN_IN_TIME, !repaired, { time: best.toISOString() }),
  ]);
  const status = statusAt(best, basic);
  const conclusion = [again, ordered.conclusion, status].find(({ indication }) => indication !== 'PASSED');
  if (conclusion !== undefined) {
    const decisive = ordered.conclusion.indication === 'FAILED' ? ordered.conclusion : conclusion;
    const shown = ordered.checks.filter(({ id }) => id !== PROVEN_IN_TIME.id);
    return { conclusion: decisive, checks: [...basic.checks, ...shown], ...outcome };
  }
  const checks = [...basic.checks.map(overcome), ...ordered.checks];
  return { conclusion: { indication: 'PASSED' }, checks, ...outcome };
}

/** Step 2: what a proof of existence may repair. */
function mayContinue({ conclusion, certificate }: BasicValidation): boolean {
  switch (subIndicationOf(conclusion)) {
    case null:
      return conclusion.indication === 'PASSED';
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
    case 'TRY_LATER':
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
    case 'OUT_OF_BOUNDS_NO_POE':
      return true;
    case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE':
      // Weak algorithms of certificates need proofs about the certificates (§5.6.2.4), not about the signature.
      return certificate?.conclusion.indication === 'PASSED';
    default:
      return false;
  }
}

/** Step 4: what becomes of the basic status at the best signature time. */
function statusAt(best: Date, { conclusion, certificate, checks }: BasicValidation): BlockConclusion {
  const target = certificate?.chain[0];
  const revocation = certificate?.revocation ?? [];
  if (target === undefined) return conclusion;
  const passed: BlockConclusion = { indication: 'PASSED' };
  const within = target.notBefore <= best && best <= target.notAfter;
  switch (subIndicationOf(conclusion)) {
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
      if (!revocation.every(({ status }) => isLaterThan(best, status))) return conclusion;
      return within ? passed : indeterminate('OUT_OF_BOUNDS_NOT_REVOKED');
    case 'TRY_LATER':
      return revocation.every(({ status }) => isLaterThan(best, status)) ? passed : conclusion;
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
      return within ? passed : conclusion;
    case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE':
      return isWeakOnly({ checks }) ? passed : conclusion;
    default:
      return conclusion;
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
    case 'unknown':
    case 'not-checked':
      return true;
  }
}

function checkBeginning({ certificate }: BasicValidation, best: Date): Judged {
  const notBefore = certificate?.chain[0].notBefore;
  const facts = { time: best.toISOString(), notBefore: notBefore?.toISOString() ?? '' };
  return judged(EXISTED_IN_VALIDITY, notBefore === undefined || best >= notBefore, facts);
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
  return check.status === 'failed' ? { ...check, status: 'informed' } : check;
}
