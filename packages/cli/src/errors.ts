/**
 * Errors of the command itself.
 *
 * @module
 */
import { EsealError } from '@eseal/core';

/** Codes of the command itself. */
export type CliErrorCode =
  | 'CERTIFICATE_REFUSED'
  | 'USAGE'
  | 'INPUT_NOT_FOUND'
  | 'INPUT_UNUSABLE'
  | 'LIST_REFUSED'
  | 'LIST_UNAVAILABLE'
  | 'OUTPUT_FAILED'
  | 'NOT_AVAILABLE'
  | 'INTERNAL';

/** An error of the command. */
export class CliError extends EsealError<CliErrorCode> {
  override readonly name: string = 'CliError';
}
