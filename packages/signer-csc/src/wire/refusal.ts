/**
 * Why a service refused: its many ways to say so, as one closed vocabulary.
 *
 * @see CSC API v1.0.4.0 §10, §11; v2.0.0.2 §10, §11; RFC 6749 §5.2; RFC 6750 §3.1
 * @module
 */
import type { CscErrorCode } from '../errors.ts';

/** Why a service refused; `facts.reason` of a CscError. */
export type RefusalReason =
  | 'pin-incorrect'
  | 'otp-incorrect'
  | 'factor-incorrect'
  | 'pin-locked'
  | 'otp-locked'
  | 'credential-locked'
  | 'credential-unknown'
  | 'credential-disabled'
  | 'certificate-expired'
  | 'sad-invalid'
  | 'sad-expired'
  | 'hash-not-authorized'
  | 'handle-invalid'
  | 'token-expired'
  | 'token-invalid'
  | 'grant-invalid'
  | 'client-invalid'
  | 'client-unauthorized'
  | 'authentication-failed'
  | 'access-denied'
  | 'algorithm-refused'
  | 'request-unknown'
  | 'too-many-signatures'
  | 'request-invalid'
  | 'method-missing'
  | 'rate-limited'
  | 'unavailable'
  | 'server-error';

/** What follows from a reason. */
export interface ReasonRow {
  readonly code: CscErrorCode;
  readonly words: string;
  /** The same call may succeed later. */
  readonly retryable?: true;
}

/** The reasons. */
const REASONS: Readonly<Record<RefusalReason, ReasonRow>> = {
  'pin-incorrect': { code: 'SIGNER_PIN_INCORRECT', words: 'the PIN is wrong' },
  'otp-incorrect': { code: 'SIGNER_PIN_INCORRECT', words: 'the one-time password is wrong' },
  'factor-incorrect': { code: 'SIGNER_PIN_INCORRECT', words: 'a factor of the authorisation is wrong' },
  'pin-locked': { code: 'SIGNER_PIN_LOCKED', words: 'the PIN is locked' },
  'otp-locked': { code: 'SIGNER_PIN_LOCKED', words: 'the one-time password is locked' },
  'credential-locked': { code: 'SIGNER_PIN_LOCKED', words: 'the credential is locked' },
  'credential-unknown': { code: 'SIGNER_KEY_NOT_FOUND', words: 'the service has no such credential' },
  'credential-disabled': { code: 'SIGNER_KEY_UNUSABLE', words: 'the credential is disabled' },
  'certificate-expired': {
    code: 'SIGNER_KEY_UNUSABLE',
    words: 'the certificate of the credential is expired',
  },
  'sad-invalid': { code: 'SIGNER_UNAUTHORIZED', words: 'the authorisation is not or no longer taken' },
  'sad-expired': { code: 'SIGNER_UNAUTHORIZED', words: 'the authorisation has expired' },
  'hash-not-authorized': { code: 'SIGNER_UNAUTHORIZED', words: 'the authorisation is for other hashes' },
  'handle-invalid': { code: 'SIGNER_UNAUTHORIZED', words: 'the pending authorisation is not known' },
  'token-expired': { code: 'SIGNER_UNAUTHORIZED', words: 'the access token has expired' },
  'token-invalid': { code: 'SIGNER_UNAUTHORIZED', words: 'the access token is not taken' },
  'grant-invalid': { code: 'SIGNER_UNAUTHORIZED', words: 'the grant is not taken' },
  'client-invalid': { code: 'SIGNER_UNAUTHORIZED', words: 'the application is not known' },
  'client-unauthorized': { code: 'SIGNER_UNAUTHORIZED', words: 'the application may not use this method' },
  'authentication-failed': { code: 'SIGNER_UNAUTHORIZED', words: 'authentication failed' },
  'access-denied': { code: 'SIGNER_UNAUTHORIZED', words: 'access was denied' },
  'algorithm-refused': { code: 'UNSUPPORTED_ALGORITHM', words: 'the algorithm is not taken' },
  'request-unknown': { code: 'CSC_REQUEST_INVALID', words: 'the service does not know the pending request' },
  'too-many-signatures': { code: 'CSC_REQUEST_INVALID', words: 'too many signatures in one authorisation' },
  'request-invalid': { code: 'CSC_REQUEST_INVALID', words: 'the request is not taken' },
  'method-missing': { code: 'CSC_METHOD_MISSING', words: 'the service has no such method' },
  'rate-limited': { code: 'SIGNER_UNAVAILABLE', words: 'too many requests', retryable: true },
  unavailable: { code: 'SIGNER_UNAVAILABLE', words: 'the service is not available', retryable: true },
  'server-error': { code: 'SIGNER_UNAVAILABLE', words: 'the service failed', retryable: true },
};

/** The row of a reason. */
export function reasonRow(reason: RefusalReason): ReasonRow {
  return REASONS[reason];
}

/** Reasons by the service's own code, in small letters without marks: of the standards first, then of single services. */
const BY_CODE: Readonly<Record<string, RefusalReason>> = {
  invalidrequest: 'request-invalid',
  unauthorizedclient: 'client-unauthorized',
  accessdenied: 'access-denied',
  unsupportedresponsetype: 'request-invalid',
  unsupportedgranttype: 'request-invalid',
  invalidscope: 'request-invalid',
  servererror: 'server-error',
  temporarilyunavailable: 'unavailable',
  expiredtoken: 'token-expired',
  invalidtoken: 'token-invalid',
  insufficientscope: 'client-unauthorized',
  invalidgrant: 'grant-invalid',
  invalidclient: 'client-invalid',
  unsupportedtokentype: 'request-invalid',
  authenticationerror: 'authentication-failed',
  invalidotp: 'otp-incorrect',
  invalidpin: 'pin-incorrect',
  invalidauthenticationdata: 'factor-incorrect',
  invalidhash: 'hash-not-authorized',
  invalidauthorizationdetails: 'access-denied',
  invaliddpopproof: 'token-invalid',
  usedpopnonce: 'token-invalid',
  invalidaccesstoken: 'token-invalid',
  invalidsad: 'sad-invalid',
  expiredsad: 'sad-expired',
  invalidcredentialid: 'credential-unknown',
  insufficientprivilegesexception: 'access-denied',
};

/** Reasons by what a service says in words: the standard puts most of them under one code. */
const BY_DESCRIPTION: readonly (readonly [RegExp, RefusalReason])[] = [
  [/^PIN locked/i, 'pin-locked'],
  [/^OTP locked/i, 'otp-locked'],
  [/^Credential locked/i, 'credential-locked'],
  [/^The PIN is invalid/i, 'pin-incorrect'],
  [/^The OTP is invalid/i, 'otp-incorrect'],
  [/^The authentication data is invalid/i, 'factor-incorrect'],
  [/^The credential identified by credentialID is disabled/i, 'credential-disabled'],
  [/^Invalid parameter credentialID/i, 'credential-unknown'],
  [/^Signing certificate .* is expired/i, 'certificate-expired'],
  [/^SAD expired/i, 'sad-expired'],
  [/^Invalid parameter SAD/i, 'sad-invalid'],
  [/^Hash is not authorized by the SAD/i, 'hash-not-authorized'],
  [/^documentDigests or documents are not authorized by the SAD/i, 'hash-not-authorized'],
  [/^Invalid parameter handle/i, 'handle-invalid'],
  [/^Invalid parameter requestID/i, 'request-unknown'],
  [/^Numbers? of signatures is too high/i, 'too-many-signatures'],
  [/^Invalid parameter (signAlgo|hashAlgo|hashAlgorithmOID)$/i, 'algorithm-refused'],
  [/^String parameter hashAlgorithmOID contradicts with signAlgo parameter/i, 'algorithm-refused'],
  [/^Client authorization required/i, 'client-invalid'],
  [/^(Refresh token expired|Invalid parameter (code|refresh_token)|Invalid refresh_token)/i, 'grant-invalid'],
  [/^Authorization code is invalid or expired/i, 'grant-invalid'],
  [/^Invalid parameter client_(id|secret)/i, 'client-invalid'],
  [/^Malformed (authorization header|authentication parameter|username-password)/i, 'authentication-failed'],
];

/** Reasons by status, where a service says nothing that is known. */
const BY_STATUS: Readonly<Record<number, RefusalReason>> = {
  401: 'token-invalid',
  403: 'access-denied',
  404: 'method-missing',
  405: 'method-missing',
  408: 'unavailable',
  429: 'rate-limited',
  501: 'method-missing',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** Words of the standard are shorter. */
const LONGEST_MATCHED = 500;

/** What a service said. */
export interface ServiceWords {
  readonly status: number;
  /** Its own code. */
  readonly code: string | undefined;
  readonly description: string | undefined;
}

/** The reason for what a service said. What it says in words is looked at only through the table above. */
export function reasonOf({ status, code, description }: ServiceWords): RefusalReason {
  if (status === 429) return 'rate-limited';
  const said = description?.trim().slice(0, LONGEST_MATCHED) ?? '';
  const [, byDescription] = BY_DESCRIPTION.find(([pattern]) => pattern.test(said)) ?? [];
  const byCode = ownEntry(BY_CODE, code?.toLowerCase().replace(/[^a-z0-9]/g, '') ?? '');
  const byStatus = BY_STATUS[status] ?? (status >= 500 ? 'server-error' : 'request-invalid');
  return byDescription ?? byCode ?? byStatus;
}

function ownEntry<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
