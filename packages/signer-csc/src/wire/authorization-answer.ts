/**
 * Authorisations as a service gives them.
 *
 * @see CSC API v1.0.4.0 §11.6, §11.7; v2.0.0.2 §11.8-§11.11
 * @module
 */
import * as v from 'valibot';
import type { Authorization, AuthorizationAnswer } from '../model/authorization.ts';
import { createAuthorization, type GivenAuthorization } from '../model/create-authorization.ts';
import type { MethodAnswer } from '../model/requests.ts';
import { derivedSecret, type Secret } from '../util/secret.ts';
import { type AnswerShape, checkAnswer, identifier, text } from './check-answer.ts';
import { toNumber } from './normalise.ts';

/** What an authorisation is given for. */
export interface AuthorizationTerms extends Omit<GivenAuthorization, 'secret' | 'expiresIn'> {
  readonly method: string;
  /** Secrets that it was obtained with. */
  readonly factors?: readonly Secret[];
}

const GIVEN = {
  normalisation: { names: { SAD: ['sad'], expiresIn: ['expires_in'] }, values: { expiresIn: toNumber } },
  schema: v.object({ SAD: identifier, expiresIn: v.optional(v.pipe(v.number(), v.finite())) }),
} satisfies AnswerShape<v.GenericSchema>;

const PENDING = {
  normalisation: {},
  schema: v.object({ handle: identifier }),
} satisfies AnswerShape<v.GenericSchema>;

const CHALLENGE = {
  normalisation: {},
  schema: v.object({ challenge: v.optional(text()) }),
} satisfies AnswerShape<v.GenericSchema>;

/**
 * Reads an answer of `credentials/authorize` or `credentials/authorizeCheck`.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readAuthorizationAnswer(
  { status, body, retryAfterMs }: MethodAnswer,
  terms: AuthorizationTerms,
  { received, handle }: { readonly received: Date; readonly handle?: string },
): AuthorizationAnswer {
  const context = { method: terms.method, spends: true };
  if (status === 202) {
    // The handle may change with each answer; some services leave it out when it does not.
    const said =
      handle === undefined || body.handle !== undefined ? checkAnswer(body, PENDING, context) : { handle };
    return { kind: 'pending', handle: derivedSecret(said.handle, terms.factors ?? []), retryAfterMs };
  }
  return { kind: 'authorized', authorization: readAuthorization({ body }, terms, received) };
}

/**
 * Reads a SAD with its lifetime.
 *
 * @throws CscError `CSC_ANSWER_INVALID`
 */
export function readAuthorization(
  { body }: Pick<MethodAnswer, 'body'>,
  { method, factors = [], ...terms }: AuthorizationTerms,
  received: Date,
): Authorization {
  const { SAD, expiresIn } = checkAnswer(body, GIVEN, { method, spends: true });
  return createAuthorization({ ...terms, secret: derivedSecret(SAD, factors), expiresIn }, received);
}

/** The challenge of `credentials/getChallenge`, where it is told. */
export function readChallenge({ body }: Pick<MethodAnswer, 'body'>): string | undefined {
  return checkAnswer(body, CHALLENGE, { method: 'credentials/getChallenge', spends: true }).challenge;
}
