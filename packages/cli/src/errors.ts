/**
 * Errors of the command and the exit code of every error of the SDK.
 *
 * @module
 */
import { EsealError, isEsealError } from '@eseal/core';

/** Codes of the command itself. */
export type CliErrorCode = 'USAGE' | 'INPUT_NOT_FOUND' | 'INPUT_UNUSABLE' | 'OUTPUT_FAILED' | 'NOT_AVAILABLE';

/** An error of the command. */
export class CliError extends EsealError<CliErrorCode> {
  override readonly name: string = 'CliError';
}

/** Exit codes (BSD sysexits where one fits). */
export const EXIT = {
  done: 0,
  failed: 1,
  indeterminate: 2,
  usage: 64,
  inputUnusable: 65,
  inputNotFound: 66,
  serviceUnavailable: 69,
  internal: 70,
  refused: 77,
} as const;

/** Codes with an exit code of their own; everything else that is an error of the SDK makes the input unusable. */
const EXIT_BY_CODE: Readonly<Record<string, number>> = {
  USAGE: EXIT.usage,
  NOT_AVAILABLE: EXIT.usage,
  INVALID_ARGUMENT: EXIT.usage,
  UNSUPPORTED_LEVEL: EXIT.usage,
  UNSUPPORTED_ALGORITHM: EXIT.usage,
  TIMESTAMP_SOURCE_MISSING: EXIT.usage,
  INPUT_NOT_FOUND: EXIT.inputNotFound,
  TRANSPORT_FAILED: EXIT.serviceUnavailable,
  TRANSPORT_REFUSED: EXIT.serviceUnavailable,
  TIMESTAMP_REFUSED: EXIT.serviceUnavailable,
  TIMESTAMP_INVALID: EXIT.serviceUnavailable,
  TIMESTAMP_UNAVAILABLE: EXIT.serviceUnavailable,
  SIGNER_UNAVAILABLE: EXIT.serviceUnavailable,
  SIGNER_PIN_INCORRECT: EXIT.refused,
  SIGNER_PIN_LOCKED: EXIT.refused,
  SIGNER_UNAUTHORIZED: EXIT.refused,
  PDF_CHANGE_FORBIDDEN: EXIT.refused,
  OUTPUT_FAILED: EXIT.internal,
  UNEXPECTED: EXIT.internal,
};

/** The exit code of an error. */
export function exitCodeOf(error: unknown): number {
  return isEsealError(error) ? (EXIT_BY_CODE[error.code] ?? EXIT.inputUnusable) : EXIT.internal;
}
