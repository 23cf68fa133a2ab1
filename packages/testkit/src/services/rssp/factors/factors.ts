/**
 * Factors of key authorization: what is right, what is used up, and when a credential is locked.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import type { RsspContext } from '../context.ts';
import type { RsspCredential, RsspFactor } from '../model.ts';
import type { FactorState } from '../store.ts';
import { oneTimePassword, stepOf } from './one-time-password.ts';

/** A factor with what was given for it; `undefined` where it is given in another channel. */
export interface GivenFactor {
  readonly factor: RsspFactor;
  readonly value: string | undefined;
}

/** Tries and one-time values of a credential. */
export function factorState({ store }: RsspContext, { id }: RsspCredential): FactorState {
  const state = store.factors.get(id) ?? {
    wrongTries: 0,
    isLocked: false,
    issued: new Map(),
    sent: [],
    lastStep: -1,
  };
  store.factors.set(id, state);
  return state;
}

/** Result of a check: which factor was wrong, if any. */
export type FactorCheck =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly factor: RsspFactor };

/**
 * Checks values, and uses up those that serve once. A wrong one counts as a try, whichever it is, and too many of them lock the
 * credential; right ones are used up only when all are right.
 */
export async function checkFactors(
  context: RsspContext,
  credential: RsspCredential,
  given: readonly GivenFactor[],
): Promise<FactorCheck> {
  const state = factorState(context, credential);
  for (const each of given) {
    if (await isRight(context, state, each)) continue;
    state.wrongTries += 1;
    state.isLocked = state.wrongTries >= context.settings.mostTries;
    return { kind: 'wrong', factor: each.factor };
  }
  for (const { factor } of given) {
    state.issued.delete(factor.id);
    if (factor.kind === 'otp-offline') state.lastStep = stepOf(context.clock.now());
  }
  state.wrongTries = 0;
  state.sent.length = 0;
  return { kind: 'right' };
}

async function isRight(context: RsspContext, state: FactorState, given: GivenFactor): Promise<boolean> {
  const { factor, value } = given;
  switch (factor.kind) {
    case 'pin':
    case 'password':
      return value === factor.testValue;
    case 'otp-offline':
      return isCurrentPassword(context, state, factor.testSecret, value);
    case 'otp-online':
    case 'challenge': {
      const issued = state.issued.get(factor.id);
      const isInTime = issued !== undefined && issued.expiresAt > context.clock.now().getTime();
      return isInTime && issued.value === value;
    }
    case 'out-of-band':
      return value === undefined;
    default:
      return assertNever(factor);
  }
}

async function isCurrentPassword(
  { clock }: RsspContext,
  { lastStep }: FactorState,
  secret: string,
  value: string | undefined,
): Promise<boolean> {
  const step = stepOf(clock.now());
  return step > lastStep && value === (await oneTimePassword(secret, step));
}
