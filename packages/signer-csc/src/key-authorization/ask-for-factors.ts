/**
 * Approval by factors that the generator of the seal holds: PIN, one-time password, answer to a challenge, or an act on a
 * device of their own. They are asked for when they are needed and kept nowhere.
 *
 * @see CSC API v1.0.4.0 §11.6, v2.0.0.2 §11.8; MIC Guidelines on e-Seal, 2nd edition, §2.7.2
 * @module
 */
import type { CallOptions } from '@eseal/core';
import { createTurns } from '../client/in-turn.ts';
import { CscError } from '../errors.ts';
import type { Credential, FactorDescription } from '../model/credential.ts';
import { assertAllowedFactors } from '../policy/rules.ts';
import { authorizeManifest } from './authorize-manifest.ts';
import { type FactorSet, sufficientFactors } from './factor-expression.ts';
import { type FactorAnswer, readFactors } from './factor-values.ts';
import type { AuthorizationManifest, KeyAuthorizationRequest, KeyAuthorizer } from './key-authorizer.ts';
import { needsRequest, requestOtp } from './request-otp.ts';

/** What the one who approves is asked. */
export interface FactorRequest {
  readonly credential: Credential;
  /** What the factors approve: to be shown. */
  readonly manifest: AuthorizationManifest;
  /** Factors whose values are wanted. Those given in another channel are not among them. */
  readonly factors: readonly FactorDescription[];
  /** Factors that may be given too. */
  readonly optional: readonly FactorDescription[];
  /** Challenges by the identifier of their factor. */
  readonly challenges: Readonly<Record<string, string>>;
}

/**
 * Asks for factors. Called once for each approval, never twice for the same one. Gives the value where one is wanted, else values
 * by identifier of their factors; bytes are UTF-8 and overwritten after use; `undefined` refuses.
 */
export type AskForFactors = (
  request: FactorRequest,
  options: CallOptions,
) => FactorAnswer | undefined | Promise<FactorAnswer | undefined>;

/** Options of {@link askForFactors}. */
export interface AskForFactorsOptions {
  /** Chooses where the credential takes one set of factors or another. Default: the first. */
  readonly choose?: (sets: readonly FactorSet[]) => FactorSet;
  /** Time for an approval in another channel, in milliseconds. Default: the profile's. */
  readonly approvalTimeoutMs?: number;
}

/**
 * An authorizer that asks for factors. After a factor was wrong it asks no more, since a service locks keys after a few
 * wrong ones: make another to try again.
 *
 * @example
 * ```ts
 * import { askForFactors, type KeyAuthorizer } from '@eseal/signer-csc';
 *
 * export function approveWith(askPin: (documents: string) => Promise<string>): KeyAuthorizer {
 *   return askForFactors(({ manifest }) =>
 *     askPin(manifest.items.map(({ document }) => document?.name ?? 'unnamed').join(', ')),
 *   );
 * }
 * ```
 */
export function askForFactors(ask: AskForFactors, options: AskForFactorsOptions = {}): KeyAuthorizer {
  const inTurn = createTurns();
  let stopped: CscError | undefined;

  const approve = async (
    request: KeyAuthorizationRequest,
    call: CallOptions,
  ): ReturnType<KeyAuthorizer['authorize']> => {
    if (stopped !== undefined) throw stopped;
    const { client, credential, manifest, policy } = request;
    const { set, optional } = wantedFactors(credential, options);
    const challenges = await requestChallenges(request, set, call);
    const shown = { credential, manifest, factors: set.filter(hasValue), optional, challenges };
    const given = readFactors(await ask(shown, call), shown);
    const factors = [...given, ...set.filter((factor) => !hasValue(factor)).map(({ id }) => ({ id }))];
    assertAllowedFactors(policy, {
      authentication: client.authentication,
      factors,
      givenBy: 'this-process',
    });
    return authorizeManifest(request, factors, { ...options, ...call }).catch((error: unknown) => {
      stopped = stopAfter(error);
      throw error;
    });
  };

  return {
    kind: 'factors',
    authorize: (request, call = {}) =>
      inTurn(request.credential.id, () => approve(request, call), call.signal),
  };
}

/** The factors of one set, and those that may come with it. */
function wantedFactors(
  { authorization }: Credential,
  { choose = ([first = []]) => first }: AskForFactorsOptions,
): { readonly set: FactorSet; readonly optional: FactorSet } {
  if (authorization.mode === 'oauth2code') throw takesNone('authorizationCodeForKey');
  // Version 2 has no word for it: a list of factors that is empty.
  if (authorization.mode === 'implicit' || authorization.factors.length === 0)
    throw takesNone('approvedByService');
  const { expression, factors } = authorization;
  const set = choose(sufficientFactors(factors, expression));
  const optional = factors.filter((factor) => factor.presence === 'optional' && !set.includes(factor));
  return { set, optional: expression === undefined ? optional.filter(hasValue) : [] };
}

/** Challenges by the identifier of their factor; one-time passwords reach the one who approves elsewhere. */
async function requestChallenges(
  { client, credential }: KeyAuthorizationRequest,
  set: FactorSet,
  call: CallOptions,
): Promise<Readonly<Record<string, string>>> {
  const challenges: [string, string][] = [];
  for (const factor of set.filter(needsRequest)) {
    const challenge = await requestOtp(client, credential.id, factor, call);
    if (challenge !== undefined) challenges.push([factor.id, challenge]);
  }
  return Object.fromEntries(challenges);
}

function takesNone(other: string): CscError {
  return new CscError('INVALID_ARGUMENT', `this credential takes no factors: use ${other}`, {
    outcome: 'not-sent',
  });
}

function hasValue({ kind }: FactorDescription): boolean {
  return kind !== 'password-oob' && kind !== 'challenge-oob';
}

/** The error of every later call, once a factor was wrong or the key is locked. */
function stopAfter(error: unknown): CscError | undefined {
  if (!(error instanceof CscError)) return undefined;
  if (error.code !== 'SIGNER_PIN_INCORRECT' && error.code !== 'SIGNER_PIN_LOCKED') return undefined;
  return new CscError(error.code, `${error.message}; no further factors are asked for`, {
    outcome: 'not-sent',
    facts: error.facts,
  });
}
