/**
 * Errors of the binding turned into errors of the SDK.
 *
 * @module
 */
import { CoreError, type CoreErrorCode, type EsealError, isEsealError } from '@eseal/core';
import { Pkcs11Error, type Pkcs11ErrorCode } from './errors.ts';
import { type ReturnValue, returnValue } from './return-values.ts';

/** Facts that an error may carry beside the return value. */
export type TokenFacts = Readonly<Record<string, string | number | boolean>>;

/** The number of the return value (CK_RV) that an error of the binding stands for; `undefined` for other errors. */
export function returnValueOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'number' && code > 0 ? code : undefined;
}

/** Whether an error says that the session, the login or a handle is gone. */
export function isLost(error: unknown): boolean {
  if (isEsealError(error)) return isLost(error.cause);
  const number = returnValueOf(error);
  return number !== undefined && returnValue(number).lost;
}

/**
 * The error of the SDK for one of the binding; errors of the SDK stay as they are.
 *
 * @param what - what was being done, such as `signing`
 */
export function tokenError(error: unknown, what: string, facts: TokenFacts = {}): EsealError {
  if (isEsealError(error)) return error;
  const number = returnValueOf(error);
  if (number === undefined)
    return new CoreError('SIGNER_UNAVAILABLE', `${what} failed in the binding to PKCS #11`, { cause: error });
  const found = returnValue(number);
  const { name, message, retryable } = found;
  return errorOf(found, `${what}: ${message} (${name})`, {
    cause: error,
    retryable,
    facts: { returnValue: number, returnValueName: name, ...facts },
  });
}

function errorOf(
  { code }: ReturnValue,
  message: string,
  details: ConstructorParameters<typeof CoreError>[2],
): EsealError {
  return isOwn(code) ? new Pkcs11Error(code, message, details) : new CoreError(code, message, details);
}

function isOwn(code: CoreErrorCode | Pkcs11ErrorCode): code is Pkcs11ErrorCode {
  return code.startsWith('PKCS11_');
}
