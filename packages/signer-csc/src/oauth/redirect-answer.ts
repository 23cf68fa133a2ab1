/**
 * The address that a browser comes back with, and the code in it.
 *
 * @see RFC 6749 §4.1.2, RFC 9207 §2.4, RFC 9700 §2.1
 * @module
 */
import { AuthorizationResponseError, skipStateCheck, validateAuthResponse } from 'oauth4webapi';
import { CscError } from '../errors.ts';
import { equalTexts } from '../util/equal-texts.ts';
import { type Secret, secret } from '../util/secret.ts';
import { asOAuthError } from './oauth-errors.ts';
import type { OAuthParty } from './token-request.ts';

/** Method that errors name. */
const AUTHORIZE = 'oauth2/authorize';

/** Longest time between a request and its answer, in milliseconds. */
const LONGEST_MS = 600_000;

/** A request whose answer is awaited. It is answered once. */
export interface PendingRequest {
  readonly state: Secret;
  readonly redirectUri: string;
  readonly begunAt: Date;
}

/**
 * The code of an answer.
 *
 * @throws CscError `CSC_ANSWER_INVALID` for an answer to anything but this request; by the server's code for a refusal
 */
export function readRedirectAnswer(address: string, party: OAuthParty, pending: PendingRequest): Secret {
  const parameters = parametersOf(address, pending.redirectUri);
  if (!equalTexts(onlyValue(parameters, 'state') ?? '', pending.state.reveal())) {
    throw invalid('it answers another request (state)');
  }
  if (party.context.now().getTime() - pending.begunAt.getTime() > LONGEST_MS) {
    throw invalid('it came more than ten minutes after the request');
  }
  assertIssuer(parameters, party);
  const code = onlyValue(parameters, 'code') ?? '';
  if (code === '') throw invalid('it has no code');
  return secret(code);
}

function parametersOf(address: string, redirectUri: string): URLSearchParams {
  const [answer, expected] = [parsed(address), parsed(redirectUri)];
  const isThere =
    answer.protocol === expected.protocol &&
    answer.host === expected.host &&
    answer.pathname === expected.pathname;
  if (!isThere) throw invalid('it is not the address that was registered');
  return answer.searchParams;
}

/** Not thrown with its cause, which quotes the address. */
function parsed(address: string): URL {
  if (!URL.canParse(address)) throw invalid('it is no address');
  return new URL(address);
}

/** RFC 6749 §3.1: parameters stand once. */
function onlyValue(parameters: URLSearchParams, name: string): string | undefined {
  const [value, ...others] = parameters.getAll(name);
  if (others.length > 0) throw invalid(`${name} stands more than once`);
  return value;
}

/** Where the issuer is only assumed, what is named has to be of the same origin. */
function assertIssuer(parameters: URLSearchParams, { server, authentication }: OAuthParty): void {
  const { metadata, isIssuerKnown } = server;
  const named = onlyValue(parameters, 'iss');
  const isAssumed = !isIssuerKnown && named !== undefined && originOf(named) === originOf(metadata.issuer);
  try {
    validateAuthResponse(
      isAssumed ? { ...metadata, issuer: named } : metadata,
      authentication.client,
      parameters,
      skipStateCheck,
    );
  } catch (error) {
    if (error instanceof AuthorizationResponseError)
      throw asOAuthError(error, { method: AUTHORIZE, spends: false });
    throw invalid('another authorisation server may have given it (iss), or it is no answer with a code');
  }
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}

function invalid(why: string): CscError {
  return new CscError('CSC_ANSWER_INVALID', `${AUTHORIZE}: the answer is refused: ${why}`, {
    outcome: 'rejected',
    facts: { method: AUTHORIZE },
  });
}
