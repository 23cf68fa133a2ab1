/**
 * Errors of keys on tokens. Where a code of the core package says it, that one is thrown (`SIGNER_PIN_INCORRECT` and the
 * others that every Signer has); these are beside them.
 *
 * @module
 */
import { EsealError } from '@eseal/core';

/** Codes of `@eseal/signer-pkcs11` beside those of the core package. */
export type Pkcs11ErrorCode =
  | 'PKCS11_BINDING_MISSING'
  | 'PKCS11_MODULE_UNUSABLE'
  | 'PKCS11_TOKEN_NOT_FOUND'
  | 'PKCS11_TOKEN_AMBIGUOUS'
  | 'PKCS11_KEY_AMBIGUOUS'
  | 'PKCS11_LABEL_TAKEN'
  | 'PKCS11_PIN_EXPIRED';

/** An error of a token, its module or the binding to it. */
export class Pkcs11Error extends EsealError<Pkcs11ErrorCode> {
  override readonly name: string = 'Pkcs11Error';
}
