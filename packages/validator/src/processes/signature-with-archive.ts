/**
 * Validation of signatures with long-term availability (EN 319 102-1 §5.6.3): what timestamps of timestamps and the caller
 * prove, where validation with time comes to no verdict.
 *
 * @module
 */
import { concludeBlock } from '../blocks/check.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { earlierProof } from '../poe/proof-of-existence.ts';
import { earliestProof } from '../poe/proofs.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import type { BasicValidation } from './basic-signature.ts';
import { mayBeRepaired, validatePastSignature } from './past-signature.ts';
import type { KnownPast } from './past-timestamps.ts';
import { type KnownTimes, type TimedValidation, validateWithTime } from './signature-with-time.ts';
import { checkTimestampDelay } from './timestamp-delay.ts';
import { checkTimestampOrder } from './timestamp-order.ts';

/** A seal in the long term. */
export interface ArchivedSeal {
  readonly basic: BasicValidation;
  /** The signature value. */
  readonly value: Uint8Array;
  readonly times: KnownTimes;
}

/** Judges a seal by everything that is proven of the past. */
export async function validateWithArchive(
  { basic, value, times }: ArchivedSeal,
  { proofs }: KnownPast,
  context: JudgementContext,
): Promise<TimedValidation> {
  const best = [...times.proofs, await earliestProof(proofs, value)].reduce(earlierProof);
  const timed = await validateWithTime(basic, { ...times, proofs: [best] }, context);
  if (!mayContinue(timed) || !mayBeRepaired(basic, context)) return timed;
  const past = await validatePastSignature({ basic, role: 'seal', object: value }, proofs, context);
  const { policy } = context;
  const added = concludeBlock(policy, [
    ...checkTimestampOrder(times.timestamps),
    ...checkTimestampDelay(basic.acceptance?.claimedTime, best.time, policy),
  ]);
  return {
    conclusion: past.conclusion.indication === 'PASSED' ? added.conclusion : past.conclusion,
    checks: [...past.checks, ...added.checks],
    bestSignatureTime: best.time,
    proof: best.kind,
    certificate: past.certificate,
  };
}

/** (3): nothing is proven either way, for reasons that a proof may repair. */
function mayContinue({ conclusion }: TimedValidation): boolean {
  switch (subIndicationOf(conclusion)) {
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
    case 'OUT_OF_BOUNDS_NO_POE':
    case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE':
    case 'REVOCATION_OUT_OF_BOUNDS_NO_POE':
    case 'SIG_CONSTRAINTS_FAILURE':
    case 'TRY_LATER':
    case 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE':
      return true;
    default:
      return false;
  }
}
