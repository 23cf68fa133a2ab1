/**
 * What an authorisation server refuses, in the words of this package. Errors of the OAuth library hold whole answers and
 * addresses, tokens and codes among them: nothing of them is passed on but codes.
 *
 * @see RFC 6749 §4.1.2.1, §5.2; CSC API v1.0.4.0 §8.4
 * @module
 */
import { isEsealError } from '@eseal/core';
import {
  AuthorizationResponseError,
  OperationProcessingError,
  ResponseBodyError,
  UnsupportedOperationError,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { CscError } from '../errors.ts';
import { reasonOf, reasonRow } from '../wire/refusal.ts';
import { transportError } from '../wire/transport-error.ts';

/** A request that failed. */
export interface FailedRequest {
  readonly method: string;
  /** A code or a refresh token is used up by it: without an answer nobody knows whether it was. */
  readonly spends: boolean;
}

/** Shape of a code; anything longer or stranger may hold what was sent. */
const CODE = /^[a-zA-Z_]{2,40}$/;

/** Error for a call of an authorisation server. What neither it nor the library caused passes through. */
export function asOAuthError(error: unknown, request: FailedRequest): unknown {
  if (error instanceof CscError) return error;
  if (isEsealError(error)) return transportError(error, request);
  if (error instanceof ResponseBodyError) return refusal(error.error, request, error.status);
  if (error instanceof AuthorizationResponseError) return refusal(error.error, request, undefined);
  if (error instanceof WWWAuthenticateChallengeError) return refusal('invalid_client', request, error.status);
  if (error instanceof OperationProcessingError || error instanceof UnsupportedOperationError) {
    return notConform(error, request);
  }
  return error;
}

/** An answer with the code of an error in it. */
function refusal(serverCode: string, { method }: FailedRequest, status: number | undefined): CscError {
  const shown = CODE.test(serverCode) ? serverCode : 'a code that is not shown';
  const reason = reasonOf({ status: status ?? 400, code: serverCode, description: undefined });
  const { code, words, retryable } = reasonRow(reason);
  return new CscError(code, `${method}: ${words} (${shown})`, {
    outcome: 'rejected',
    retryable: retryable === true,
    facts: { method, reason, serviceError: shown, ...(status !== undefined && { status }) },
  });
}

/** The library's words name members of an answer and never their values; its cause may be the answer itself. */
function notConform(error: Error, { method, spends }: FailedRequest): CscError {
  const status = error.cause instanceof Response ? error.cause.status : undefined;
  if (status === undefined || (status < 500 && status !== 429)) {
    return new CscError('CSC_ANSWER_INVALID', `${method}: ${error.message}`, {
      outcome: spends ? 'unknown' : 'rejected',
      facts: { method, ...(status !== undefined && { status }) },
    });
  }
  const isUntouched = status === 429 || status === 503;
  const isDoubtful = spends && !isUntouched;
  return new CscError(
    isDoubtful ? 'CSC_OUTCOME_UNKNOWN' : 'SIGNER_UNAVAILABLE',
    `${method}: the authorisation server answered ${status}`,
    { outcome: isUntouched ? 'rejected' : 'unknown', retryable: !isDoubtful, facts: { method, status } },
  );
}
