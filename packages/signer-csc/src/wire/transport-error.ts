/**
 * What is known of a request that has no answer.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type CallOutcome, CscError } from '../errors.ts';

/**
 * The error for what a Transport threw; anything but an error of the SDK passes through: it is a mistake of the Transport's
 * maker, not a service that is down.
 */
export function transportError(
  cause: unknown,
  { method, spends }: { readonly method: string; readonly spends: boolean },
): unknown {
  if (!isEsealError(cause)) return cause;
  const outcome = outcomeOf(cause.code, cause.facts);
  const details = { cause, outcome, facts: { method } };
  if (cause.code === 'ABORTED') return new CscError('ABORTED', `${method}: the call was aborted`, details);
  if (cause.code === 'TRANSPORT_REFUSED' && cause.facts.maxBytes !== undefined) {
    return new CscError('CSC_ANSWER_INVALID', `${method}: the answer is too long`, details);
  }
  if (outcome === 'unknown' && spends) {
    const words = 'no answer; whether it was carried out is not known';
    return new CscError('CSC_OUTCOME_UNKNOWN', `${method}: ${words}`, details);
  }
  return new CscError('SIGNER_UNAVAILABLE', `${method}: the service gave no answer`, {
    ...details,
    retryable: cause.retryable,
  });
}

/** A Transport says when a connection was never made; what it refused by its rules it did not send. */
function outcomeOf(code: string, facts: Readonly<Record<string, unknown>>): CallOutcome {
  const isRefused = code === 'TRANSPORT_REFUSED' && facts.maxBytes === undefined;
  return isRefused || facts.sent === false ? 'not-sent' : 'unknown';
}
