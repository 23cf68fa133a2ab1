/**
 * Errors of the validator: of what the caller gives it to judge by, never of what is judged.
 *
 * @module
 */
import { EsealError } from '@eseal/core';

/** Why a policy or a suite of a caller's own is refused; `facts.path` names the place. */
export type PolicyErrorCode = 'POLICY_INVALID' | 'CRYPTO_SUITE_INVALID';

/** Why a bundle of evidence cannot be written, read or replayed. */
export type BundleErrorCode =
  | 'BUNDLE_DOCUMENT_MISSING'
  | 'BUNDLE_INCOMPLETE'
  | 'BUNDLE_INVALID'
  | 'BUNDLE_TOO_LARGE'
  | 'BUNDLE_VERSION_UNKNOWN';

/** Why a trusted list, or a file of them, cannot be read, or not be made. */
export type ListErrorCode =
  | 'LIST_SCHEME_INVALID'
  | 'LIST_SIGNER_REFUSED'
  | 'LIST_SNAPSHOT_INVALID'
  | 'TRUSTED_LIST_INVALID'
  | 'TRUSTED_LIST_UNREADABLE';

/** Codes thrown by `@eseal/validator`. */
export type ValidatorErrorCode = PolicyErrorCode | BundleErrorCode | ListErrorCode;

/** An error of `@eseal/validator`. */
export class ValidatorError extends EsealError<ValidatorErrorCode> {
  override readonly name = 'ValidatorError';
}
