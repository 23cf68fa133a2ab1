/**
 * Errors of the SDK: a broken caller, an unusable input or a failing service throws one of these; a bad seal never
 * does, it is a result of validation.
 *
 * @module
 */

/** Marks an error across duplicate installations of the SDK. */
const MARK = Symbol.for('eseal.error');

/** What every error of any `@eseal` package may say beside its message. */
export interface EsealErrorDetails {
  /** The error that led here; vendor codes stay in it. */
  readonly cause?: unknown;
  /** True when the same call may succeed later without any change by the caller. Default false. */
  readonly retryable?: boolean;
  /** Facts a program may act on (a status, a URL, a path into a structure). Never a secret. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Base class of all errors of the SDK. Each package narrows `code` to a closed union of its own;
 * `docs/errors.md` lists every code with what to do.
 *
 * @example
 * ```ts
 * import { isEsealError } from '@eseal/core';
 *
 * export function explain(error: unknown): string {
 *   return isEsealError(error) ? `${error.code}: ${error.message}` : 'unexpected';
 * }
 * ```
 */
export class EsealError<Code extends string = string> extends Error {
  override readonly name: string = 'EsealError';
  readonly code: Code;
  readonly retryable: boolean;
  readonly facts: Readonly<Record<string, string | number | boolean>>;

  constructor(code: Code, message: string, details: EsealErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.retryable = details.retryable ?? false;
    this.facts = details.facts ?? {};
    Object.defineProperty(this, MARK, { value: true });
  }
}

/** Codes thrown by `@eseal/core`. */
export type CoreErrorCode =
  | 'INVALID_ARGUMENT'
  | 'UNSUPPORTED_ALGORITHM'
  | 'ABORTED'
  | 'UNEXPECTED'
  | 'DECODE_FAILED'
  | 'BUDGET_EXCEEDED'
  | 'DOCUMENT_TOO_LARGE'
  | 'DOCUMENT_CHANGED'
  | 'DOCUMENT_MISSING'
  | 'DOCUMENT_NOT_IN_MANIFEST'
  | 'CERTIFICATE_NOT_VALID_NOW'
  | 'CERTIFICATE_NOT_FOR_SEALING'
  | 'CERTIFICATE_KEY_MISMATCH'
  | 'SIGNATURE_VALUE_INVALID'
  | 'STATE_INVALID'
  | 'STATE_PARAMETERS_DIFFER'
  | 'JOURNAL_INVALID'
  | 'JOURNAL_IN_USE'
  | 'MANIFEST_DIFFERS'
  | 'MANIFEST_INVALID'
  | 'OUTPUT_EXISTS'
  | 'RECORD_FAILED'
  | 'SEALED_DOCUMENT_LOST'
  | 'TRANSPORT_FAILED'
  | 'TRANSPORT_REFUSED'
  | 'TIMESTAMP_REFUSED'
  | 'TIMESTAMP_INVALID'
  | 'TIMESTAMP_UNAVAILABLE'
  | 'TIMESTAMP_AUTHORITY_MISMATCH'
  | 'TIMESTAMP_SOURCE_MISSING'
  | 'MATERIAL_SOURCE_MISSING'
  | 'MATERIAL_MISSING'
  | 'MATERIAL_EXPIRED'
  | 'MATERIAL_NOT_FRESH'
  | 'MATERIAL_UNTRUSTED'
  | 'MATERIAL_UNCOVERED'
  | 'ORGANIZATION_IDENTIFIER_INVALID'
  | SignerErrorCode;

/** Why a key could not be used. Every Signer maps its vendor's codes to these. */
export type SignerErrorCode =
  | 'SIGNER_PIN_INCORRECT'
  | 'SIGNER_PIN_LOCKED'
  | 'SIGNER_KEY_NOT_FOUND'
  | 'SIGNER_KEY_UNUSABLE'
  | 'SIGNER_UNAUTHORIZED'
  | 'SIGNER_UNAVAILABLE'
  | 'SIGNER_ANSWER_INVALID';

/** An error of the core package. */
export class CoreError extends EsealError<CoreErrorCode> {
  override readonly name: string = 'CoreError';
}

/** Bytes that are not what they should be: `facts.path` names the structure, `facts.offset` the place. */
export class DecodeError extends CoreError {
  override readonly name: string = 'DecodeError';

  constructor(
    message: string,
    path: string,
    offset: number,
    details: { budget?: boolean; cause?: unknown } = {},
  ) {
    super(details.budget ? 'BUDGET_EXCEEDED' : 'DECODE_FAILED', `${path}: ${message} (at byte ${offset})`, {
      facts: { path, offset },
      cause: details.cause,
    });
  }
}

/**
 * Whether a value is an error of any `@eseal` package, also of another installed copy of it.
 *
 * @param error - anything that was caught
 */
export function isEsealError(error: unknown): error is EsealError {
  return typeof error === 'object' && error !== null && MARK in error;
}
