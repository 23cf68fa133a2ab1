/**
 * The exit code of every error of the SDK and of every verdict.
 *
 * @module
 */
import { type CoreErrorCode, isEsealError } from '@eseal/core';
import type { CscErrorCode } from '@eseal/signer-csc';
import type { Pkcs11ErrorCode } from '@eseal/signer-pkcs11';
import type { CliErrorCode } from './errors.ts';

/** Exit codes: those of verdicts, of BSD's sysexits, and of shells for interrupted programs. */
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
  interrupted: 130,
} as const;

/** Codes of errors whose exit code says more than that the input is unusable, which is what all others mean. */
type Coded =
  | CoreErrorCode
  | CliErrorCode
  | CscErrorCode
  | Pkcs11ErrorCode
  | 'APPEARANCE_OVERFLOW'
  | 'ASIC_CHANGE_FORBIDDEN'
  | 'CMS_CHANGE_FORBIDDEN'
  | 'PDF_CERTIFICATION_NOT_FIRST'
  | 'PDF_CHANGE_FORBIDDEN'
  | 'PDF_FIELD_NOT_USABLE'
  | 'PDF_PAGE_NOT_FOUND'
  | 'PDF_PASSWORD_WRONG'
  | 'PDF_PLACE_OUTSIDE_PAGE'
  | 'PDF_PLACE_TAKEN'
  | 'PDF_SEED_VALUE_UNMET'
  | 'XML_CHANGE_FORBIDDEN'
  | 'XML_ELEMENT_NOT_FOUND'
  | 'XML_PLACE_NOT_FOUND';

const EXIT_BY_CODE: Readonly<Partial<Record<Coded, number>>> = {
  USAGE: EXIT.usage,
  NOT_AVAILABLE: EXIT.usage,
  INVALID_ARGUMENT: EXIT.usage,
  UNSUPPORTED_ALGORITHM: EXIT.usage,
  TIMESTAMP_SOURCE_MISSING: EXIT.usage,
  MATERIAL_SOURCE_MISSING: EXIT.usage,
  APPEARANCE_OVERFLOW: EXIT.usage,
  PDF_FIELD_NOT_USABLE: EXIT.usage,
  PDF_PAGE_NOT_FOUND: EXIT.usage,
  PDF_PLACE_OUTSIDE_PAGE: EXIT.usage,
  PDF_PLACE_TAKEN: EXIT.usage,
  XML_ELEMENT_NOT_FOUND: EXIT.usage,
  XML_PLACE_NOT_FOUND: EXIT.usage,
  INPUT_NOT_FOUND: EXIT.inputNotFound,
  LIST_UNAVAILABLE: EXIT.serviceUnavailable,
  TRANSPORT_FAILED: EXIT.serviceUnavailable,
  TRANSPORT_REFUSED: EXIT.serviceUnavailable,
  TIMESTAMP_REFUSED: EXIT.serviceUnavailable,
  TIMESTAMP_INVALID: EXIT.serviceUnavailable,
  TIMESTAMP_UNAVAILABLE: EXIT.serviceUnavailable,
  MATERIAL_MISSING: EXIT.serviceUnavailable,
  MATERIAL_NOT_FRESH: EXIT.serviceUnavailable,
  MATERIAL_UNCOVERED: EXIT.serviceUnavailable,
  SIGNER_UNAVAILABLE: EXIT.serviceUnavailable,
  SIGNER_ANSWER_INVALID: EXIT.serviceUnavailable,
  SIGNATURE_VALUE_INVALID: EXIT.serviceUnavailable,
  CSC_ANSWER_INVALID: EXIT.serviceUnavailable,
  CSC_CERTIFICATE_CHANGED: EXIT.serviceUnavailable,
  CSC_METHOD_MISSING: EXIT.serviceUnavailable,
  CSC_OUTCOME_UNKNOWN: EXIT.serviceUnavailable,
  CSC_REDIRECTED: EXIT.serviceUnavailable,
  CSC_REQUEST_INVALID: EXIT.serviceUnavailable,
  CSC_POLICY_REFUSED: EXIT.refused,
  PKCS11_BINDING_MISSING: EXIT.serviceUnavailable,
  PKCS11_MODULE_UNUSABLE: EXIT.serviceUnavailable,
  PKCS11_TOKEN_NOT_FOUND: EXIT.serviceUnavailable,
  PKCS11_TOKEN_AMBIGUOUS: EXIT.usage,
  PKCS11_KEY_AMBIGUOUS: EXIT.usage,
  PKCS11_PIN_EXPIRED: EXIT.refused,
  SIGNER_PIN_INCORRECT: EXIT.refused,
  SIGNER_PIN_LOCKED: EXIT.refused,
  SIGNER_UNAUTHORIZED: EXIT.refused,
  CERTIFICATE_REFUSED: EXIT.refused,
  ASIC_CHANGE_FORBIDDEN: EXIT.refused,
  CMS_CHANGE_FORBIDDEN: EXIT.refused,
  MATERIAL_EXPIRED: EXIT.refused,
  MATERIAL_UNTRUSTED: EXIT.refused,
  PDF_CERTIFICATION_NOT_FIRST: EXIT.refused,
  PDF_CHANGE_FORBIDDEN: EXIT.refused,
  PDF_PASSWORD_WRONG: EXIT.refused,
  PDF_SEED_VALUE_UNMET: EXIT.refused,
  XML_CHANGE_FORBIDDEN: EXIT.refused,
  ABORTED: EXIT.interrupted,
  OUTPUT_FAILED: EXIT.internal,
  RECORD_FAILED: EXIT.internal,
  UNEXPECTED: EXIT.internal,
  INTERNAL: EXIT.internal,
};

/** The exit code of an error. */
export function exitCodeOf(error: unknown): number {
  if (!isEsealError(error)) return EXIT.internal;
  const table: Readonly<Record<string, number>> = EXIT_BY_CODE;
  return Object.hasOwn(table, error.code) ? (table[error.code] ?? EXIT.inputUnusable) : EXIT.inputUnusable;
}

/** What a verdict may be. */
export type Indication = 'TOTAL-PASSED' | 'TOTAL-FAILED' | 'INDETERMINATE';

/** One failed: 1; none failed but one undecided: 2; all passed: 0. */
export function worstExitCode(indications: readonly Indication[]): number {
  if (indications.includes('TOTAL-FAILED')) return EXIT.failed;
  return indications.includes('INDETERMINATE') ? EXIT.indeterminate : EXIT.done;
}
