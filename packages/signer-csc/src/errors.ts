/**
 * Errors of remote keys. What a service says is in `facts`, never what was sent to it.
 *
 * @module
 */
import { type CoreErrorCode, EsealError, type EsealErrorDetails, type SignerErrorCode } from '@eseal/core';

/** Codes thrown by `@eseal/signer-csc`. */
export type CscErrorCode =
  | Extract<
      CoreErrorCode,
      | 'INVALID_ARGUMENT'
      | 'UNSUPPORTED_ALGORITHM'
      | 'ABORTED'
      | 'CERTIFICATE_NOT_VALID_NOW'
      | 'CERTIFICATE_KEY_MISMATCH'
      | 'STATE_INVALID'
    >
  | SignerErrorCode
  | 'CSC_METHOD_MISSING'
  | 'CSC_REQUEST_INVALID'
  | 'CSC_ANSWER_INVALID'
  | 'CSC_CERTIFICATE_CHANGED'
  | 'CSC_REDIRECTED'
  | 'CSC_OUTCOME_UNKNOWN'
  | 'CSC_POLICY_REFUSED';

/**
 * What is known of a call that failed. `not-sent`: the service never saw it. `rejected`: the service refused it, nothing was
 * done. `unknown`: it may have been carried out; a signature may exist and be counted.
 */
export type CallOutcome = 'not-sent' | 'rejected' | 'unknown';

/** What a {@link CscError} may say beside its message. */
export interface CscErrorDetails extends EsealErrorDetails {
  readonly outcome: CallOutcome;
}

/**
 * An error of the service or of its use. `facts.method` is the method of the API, `facts.status` the HTTP status,
 * `facts.serviceError` the service's own code.
 */
export class CscError extends EsealError<CscErrorCode> {
  override readonly name: string = 'CscError';
  readonly outcome: CallOutcome;

  constructor(code: CscErrorCode, message: string, details: CscErrorDetails) {
    super(code, message, details);
    this.outcome = details.outcome;
  }
}
