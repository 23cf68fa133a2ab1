/**
 * What an authorisation server refuses, in the words of this package. Errors of the OAuth library hold whole answers and
 * addresses, tokens and codes among them: nothing of them is passed on but codes.
 *
 * @see RFC 6749 §4.1.2.1, §5.2; CSC API v1.0.4.0 §8.4
 * @module
 */
import { type EsealError, isEsealError } from '@eseal/core';
import { AuthorizationResponseError, ResponseBodyError } from 'oauth4webapi';
import { type CallOutcome, CscError } from '../errors.ts';
import { reasonOf, reasonRow } from '../wire/refusal.ts';

/** Shape of a code; anything longer or stranger may hold what was sent. */
const CODE = /^[a-zA-Z_]{2,40}$/;

/**
 * Error for a request that spends what it was sent with, a code or a refresh token: where it is not known what became of it, it
 * is not to be tried again.
 */
export function asSpendingError(error: unknown, method: string): EsealError {
  const mapped = asOAuthError(error, method);
  const isDoubtful = mapped instanceof CscError && mapped.outcome === 'unknown';
  if (!isDoubtful || mapped.code !== 'SIGNER_UNAVAILABLE') return mapped;
  const { cause, facts } = mapped;
  return new CscError('CSC_OUTCOME_UNKNOWN', mapped.message, { outcome: 'unknown', cause, facts });
}

/** Error for a call of an authorisation server, whatever was caught. */
export function asOAuthError(error: unknown, method: string): EsealError {
  if (isEsealError(error)) return error instanceof CscError ? error : transportError(error, method);
  if (error instanceof ResponseBodyError) return refusal(error.error, method, error.status);
  if (error instanceof AuthorizationResponseError) return refusal(error.error, method, undefined);
  const status = statusOf(error);
  if (status !== undefined && (status === 429 || status >= 500)) {
    return new CscError('SIGNER_UNAVAILABLE', `${method}: the authorisation server answered ${status}`, {
      outcome: status === 429 || status === 503 ? 'rejected' : 'unknown',
      retryable: true,
      facts: { method, status },
    });
  }
  return new CscError('CSC_ANSWER_INVALID', `${method}: ${wordsOf(error)}`, {
    outcome: 'unknown',
    facts: status === undefined ? { method } : { method, status },
  });
}

/** An answer with the code of an error in it. */
function refusal(serverCode: string, method: string, status: number | undefined): CscError {
  const shown = CODE.test(serverCode) ? serverCode : 'a code that is not shown';
  const reason = reasonOf({ status: status ?? 400, code: serverCode, description: undefined });
  const { code, words, retryable } = reasonRow(reason);
  return new CscError(code, `${method}: ${words} (${shown})`, {
    outcome: 'rejected',
    retryable: retryable === true,
    facts: { method, reason, serviceError: shown, ...(status !== undefined && { status }) },
  });
}

/** No answer: whether the request arrived is not known, unless the transport refused to send it. */
function transportError(error: EsealError, method: string): EsealError {
  if (error.code === 'ABORTED') return new CscError('ABORTED', error.message, { outcome: 'unknown' });
  const outcome: CallOutcome =
    error.code === 'TRANSPORT_REFUSED' && error.facts.maxBytes === undefined ? 'not-sent' : 'unknown';
  return new CscError('SIGNER_UNAVAILABLE', `${method}: ${error.message}`, {
    outcome,
    retryable: error.retryable,
    cause: error,
    facts: { ...error.facts, method },
  });
}

/** The library puts a `Response` into `cause` when its status is the reason. */
function statusOf(error: unknown): number | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Response ? cause.status : undefined;
}

/** The library's words name members of the answer and never their values. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'the answer is not understood';
}
