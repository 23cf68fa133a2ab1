/**
 * What the return values of PKCS #11 mean for the caller of a Signer. To handle another one, add a row.
 *
 * @see PKCS #11 v3.1 §5.1
 * @module
 */
import type { CoreErrorCode } from '@eseal/core';
import type { Pkcs11ErrorCode } from './errors.ts';

/** A return value. */
export interface ReturnValue {
  /** Its name in the standard. */
  readonly name: string;
  readonly code: CoreErrorCode | Pkcs11ErrorCode;
  /** What to tell the caller. */
  readonly message: string;
  /** The same call may succeed later without any change by the caller. */
  readonly retryable: boolean;
  /** The session, the login or the handles are gone: opening them anew helps. */
  readonly lost: boolean;
}

const row = (
  name: string,
  code: ReturnValue['code'],
  message: string,
  more: Partial<Pick<ReturnValue, 'retryable' | 'lost'>> = {},
): ReturnValue => ({
  name,
  code,
  message,
  retryable: more.retryable ?? more.lost ?? false,
  lost: more.lost ?? false,
});

const lost = (name: string, message: string): ReturnValue =>
  row(name, 'SIGNER_UNAVAILABLE', message, { lost: true });
const busy = (name: string, message: string): ReturnValue =>
  row(name, 'SIGNER_UNAVAILABLE', message, { retryable: true });
const unusable = (name: string, message: string): ReturnValue => row(name, 'SIGNER_KEY_UNUSABLE', message);
const unavailable = (name: string, message: string): ReturnValue => row(name, 'SIGNER_UNAVAILABLE', message);

/** Return values by their numbers. */
const RETURN_VALUES: ReadonlyMap<number, ReturnValue> = new Map([
  [0x01, busy('CKR_CANCEL', 'the operation was cancelled at the token')],
  [0x02, busy('CKR_HOST_MEMORY', 'the module has not enough memory')],
  [0x03, lost('CKR_SLOT_ID_INVALID', 'the slot is gone')],
  [0x05, busy('CKR_GENERAL_ERROR', 'the module failed')],
  [0x06, busy('CKR_FUNCTION_FAILED', 'the token failed to do it')],
  [0x07, unavailable('CKR_ARGUMENTS_BAD', 'the module does not take these arguments')],
  [0x09, unavailable('CKR_NEED_TO_CREATE_THREADS', 'the module wants threads of its own')],
  [0x0a, unavailable('CKR_CANT_LOCK', 'the module cannot be used from several threads')],
  [0x10, unusable('CKR_ATTRIBUTE_READ_ONLY', 'the token does not let this attribute be set')],
  [0x11, unusable('CKR_ATTRIBUTE_SENSITIVE', 'the token does not give this attribute out')],
  [0x12, unusable('CKR_ATTRIBUTE_TYPE_INVALID', 'the token does not know this attribute')],
  [0x13, unusable('CKR_ATTRIBUTE_VALUE_INVALID', 'the token does not take the value of an attribute')],
  [0x1b, row('CKR_ACTION_PROHIBITED', 'SIGNER_UNAUTHORIZED', 'the token forbids it')],
  [0x20, unusable('CKR_DATA_INVALID', 'the token does not sign this data')],
  [0x21, unusable('CKR_DATA_LEN_RANGE', 'the token does not sign data of this length')],
  [0x30, busy('CKR_DEVICE_ERROR', 'the token or its connection failed')],
  [0x31, busy('CKR_DEVICE_MEMORY', 'the token has not enough memory')],
  [0x32, lost('CKR_DEVICE_REMOVED', 'the token was removed')],
  [0x50, busy('CKR_FUNCTION_CANCELED', 'the operation was cancelled at the token')],
  [0x54, unusable('CKR_FUNCTION_NOT_SUPPORTED', 'the module does not have this function')],
  [0x60, lost('CKR_KEY_HANDLE_INVALID', 'the handle of the key is no longer valid')],
  [0x62, unusable('CKR_KEY_SIZE_RANGE', 'the token does not do this with keys of this size')],
  [0x63, unusable('CKR_KEY_TYPE_INCONSISTENT', 'the key is of another kind than the mechanism')],
  [0x68, unusable('CKR_KEY_FUNCTION_NOT_PERMITTED', 'the key may not be used for this')],
  [0x69, unusable('CKR_KEY_NOT_WRAPPABLE', 'the key cannot be wrapped')],
  [0x6a, unusable('CKR_KEY_UNEXTRACTABLE', 'the key does not leave the token')],
  [0x70, row('CKR_MECHANISM_INVALID', 'UNSUPPORTED_ALGORITHM', 'the token does not have this mechanism')],
  [
    0x71,
    row('CKR_MECHANISM_PARAM_INVALID', 'UNSUPPORTED_ALGORITHM', 'the token does not take these parameters'),
  ],
  [0x82, lost('CKR_OBJECT_HANDLE_INVALID', 'the handle of an object is no longer valid')],
  [0x90, busy('CKR_OPERATION_ACTIVE', 'another operation is under way in the session')],
  [0x91, lost('CKR_OPERATION_NOT_INITIALIZED', 'the operation was ended by somebody else')],
  [0xa0, row('CKR_PIN_INCORRECT', 'SIGNER_PIN_INCORRECT', 'the PIN is wrong')],
  [
    0xa1,
    row('CKR_PIN_INVALID', 'SIGNER_PIN_INCORRECT', 'the PIN has characters that the token does not take'),
  ],
  [0xa2, row('CKR_PIN_LEN_RANGE', 'SIGNER_PIN_INCORRECT', 'the PIN is too short or too long for the token')],
  [0xa3, row('CKR_PIN_EXPIRED', 'PKCS11_PIN_EXPIRED', 'the PIN has expired and must be changed')],
  [0xa4, row('CKR_PIN_LOCKED', 'SIGNER_PIN_LOCKED', 'the PIN is locked after too many wrong ones')],
  [0xb0, lost('CKR_SESSION_CLOSED', 'the session was closed')],
  [0xb1, busy('CKR_SESSION_COUNT', 'the token has no session left')],
  [0xb3, lost('CKR_SESSION_HANDLE_INVALID', 'the session is gone')],
  [0xb5, unavailable('CKR_SESSION_READ_ONLY', 'the session may only read')],
  [0xb8, busy('CKR_SESSION_READ_WRITE_SO_EXISTS', "the token's security officer is logged in")],
  [0xd0, unusable('CKR_TEMPLATE_INCOMPLETE', 'the token wants further attributes')],
  [0xd1, unusable('CKR_TEMPLATE_INCONSISTENT', 'the token does not take these attributes together')],
  [0xe0, lost('CKR_TOKEN_NOT_PRESENT', 'the token is not there')],
  [0xe1, unavailable('CKR_TOKEN_NOT_RECOGNIZED', 'the module does not know this kind of token')],
  [0xe2, row('CKR_TOKEN_WRITE_PROTECTED', 'SIGNER_UNAUTHORIZED', 'the token may not be written to')],
  [0x101, lost('CKR_USER_NOT_LOGGED_IN', 'nobody is logged in')],
  [0x102, row('CKR_USER_PIN_NOT_INITIALIZED', 'SIGNER_UNAUTHORIZED', "the token's user has no PIN yet")],
  [0x103, row('CKR_USER_TYPE_INVALID', 'SIGNER_UNAUTHORIZED', 'the token does not know this kind of user')],
  [
    0x104,
    row(
      'CKR_USER_ANOTHER_ALREADY_LOGGED_IN',
      'SIGNER_UNAUTHORIZED',
      'another user of the token is logged in',
    ),
  ],
  [0x105, row('CKR_USER_TOO_MANY_TYPES', 'SIGNER_UNAUTHORIZED', 'too many users are logged in')],
  [0x110, unusable('CKR_WRAPPED_KEY_INVALID', 'the token does not take the wrapped key')],
  [0x112, unusable('CKR_WRAPPED_KEY_LEN_RANGE', 'the wrapped key has a length that the token does not take')],
  [0x130, unusable('CKR_DOMAIN_PARAMS_INVALID', 'the token does not have this curve')],
  [0x140, unusable('CKR_CURVE_NOT_SUPPORTED', 'the token does not have this curve')],
  [0x150, unavailable('CKR_BUFFER_TOO_SMALL', 'the signature value is longer than any is')],
  [0x190, lost('CKR_CRYPTOKI_NOT_INITIALIZED', 'the module was shut down by somebody else')],
  [0x1a1, busy('CKR_MUTEX_NOT_LOCKED', 'the module failed')],
  [0x1b8, row('CKR_PIN_TOO_WEAK', 'SIGNER_PIN_INCORRECT', 'the PIN is too weak for the token')],
  [0x200, row('CKR_FUNCTION_REJECTED', 'SIGNER_UNAUTHORIZED', 'the signature was refused at the token')],
  [0x201, busy('CKR_TOKEN_RESOURCE_EXCEEDED', 'the token is at its limit')],
  [0x203, unusable('CKR_KEY_EXHAUSTED', 'the key has made as many signatures as it may')],
]);

/** The row of a return value; numbers that are not listed (vendors have some) are failures of the token. */
export function returnValue(number: number): ReturnValue {
  return (
    RETURN_VALUES.get(number) ??
    busy(`0x${number.toString(16).padStart(8, '0')}`, 'the token failed in a way of its own')
  );
}

/** Every number that has a row. */
export const knownReturnValues: readonly number[] = [...RETURN_VALUES.keys()];

/** Return values that are handled where they occur. */
export const CKR = {
  SESSION_COUNT: 0xb1,
  USER_ALREADY_LOGGED_IN: 0x100,
  CRYPTOKI_ALREADY_INITIALIZED: 0x191,
} as const;
