import { describe, expect, it } from 'vitest';
import { type RefusalReason, reasonOf, reasonRow } from './refusal.ts';

type Row = readonly [status: number, code: string | undefined, description: string, reason: RefusalReason];

/** The codes of CSC API v1.0.4.0 §10.1 and v2.0.0.2 §10.1, and of the standards that they take over. */
const GENERAL: readonly Row[] = [
  [400, 'invalid_request', 'The request is missing a required parameter', 'request-invalid'],
  [401, 'unauthorized_client', '', 'client-unauthorized'],
  [403, 'access_denied', '', 'access-denied'],
  [400, 'unsupported_response_type', '', 'request-invalid'],
  [400, 'invalid_scope', '', 'request-invalid'],
  [500, 'server_error', '', 'server-error'],
  [503, 'temporarily_unavailable', '', 'unavailable'],
  [401, 'expired_token', '', 'token-expired'],
  [401, 'invalid_token', '', 'token-invalid'],
  [400, 'invalid_grant', '', 'grant-invalid'],
  [401, 'invalid_client', '', 'client-invalid'],
  [400, 'unsupported_token_type', '', 'request-invalid'],
  [400, 'authentication_error', 'An error occurred during authentication process', 'authentication-failed'],
  [400, 'invalid_otp', 'The OTP is invalid', 'otp-incorrect'],
  [400, 'invalid_pin', 'The PIN is invalid', 'pin-incorrect'],
  [400, 'invalid_authentication_data', 'The authentication data is invalid', 'factor-incorrect'],
  [403, 'invalid_hash', '', 'hash-not-authorized'],
  [400, 'invalid_authorization_details', '', 'access-denied'],
  [401, 'invalid_dpop_proof', '', 'token-invalid'],
  [401, 'use_dpop_nonce', '', 'token-invalid'],
];

/** What stands under `invalid_request` in the tables of the methods, in the words of either version. */
const DESCRIBED: readonly (readonly [description: string, reason: RefusalReason])[] = [
  ['Malformed authorization header', 'authentication-failed'],
  ['Malformed authentication parameter.', 'authentication-failed'],
  ['Malformed username-password.', 'authentication-failed'],
  ['Invalid string parameter: refresh_token', 'request-invalid'],
  ['Invalid refresh_token', 'grant-invalid'],
  ['Missing (or invalid type) string parameter token', 'request-invalid'],
  ['Invalid string parameter token_type_hint', 'request-invalid'],
  ['Missing parameter client_id', 'request-invalid'],
  ['Invalid parameter grant_type', 'request-invalid'],
  ['Invalid parameter client_id', 'client-invalid'],
  ['Invalid parameter client_secret', 'client-invalid'],
  ['Invalid parameter code', 'grant-invalid'],
  ['Refresh token expired', 'grant-invalid'],
  ['Authorization code is invalid or expired', 'grant-invalid'],
  ['Client authorization required', 'client-invalid'],
  ['Invalid parameter pageToken', 'request-invalid'],
  ['userID parameter MUST be null', 'request-invalid'],
  ['Invalid parameter userID', 'request-invalid'],
  ['Invalid parameter certificates', 'request-invalid'],
  ['Missing (or invalid type) string parameter credentialID', 'request-invalid'],
  ['Invalid parameter credentialID', 'credential-unknown'],
  ['The credential identified by credentialID is disabled', 'credential-disabled'],
  ['Missing (or invalid type) integer parameter numSignatures', 'request-invalid'],
  ['Invalid value for parameter numSignatures', 'request-invalid'],
  ['Numbers of signatures is too high', 'too-many-signatures'],
  ['PIN locked', 'pin-locked'],
  ['OTP locked', 'otp-locked'],
  ['Credential locked', 'credential-locked'],
  ['Invalid parameter handle', 'handle-invalid'],
  ['Invalid parameter authObjectID', 'request-invalid'],
  ['Missing (or invalid type) string parameter SAD', 'request-invalid'],
  ['Invalid parameter SAD', 'sad-invalid'],
  ['Missing (or invalid type) array parameter hash', 'request-invalid'],
  ['Empty hash array', 'request-invalid'],
  ['Invalid Base64 hash string parameter', 'request-invalid'],
  ['Hash is not authorized by the SAD.', 'hash-not-authorized'],
  ['Hash is not authorized by the SAD', 'hash-not-authorized'],
  ['Missing (or invalid type) string parameter signAlgo', 'request-invalid'],
  ['Invalid parameter hashAlgo', 'algorithm-refused'],
  ['Invalid parameter hashAlgorithmOID', 'algorithm-refused'],
  ['Invalid parameter signAlgo', 'algorithm-refused'],
  ['Invalid parameter clientData', 'request-invalid'],
  ['Invalid digest value length', 'request-invalid'],
  ['SAD expired', 'sad-expired'],
  ["Signing certificate 'O=Example,CN=Seal' is expired.", 'certificate-expired'],
  ['Invalid parameter operationMode', 'request-invalid'],
  ['Out of bounds parameter validity_period', 'request-invalid'],
  ['Empty documentDigests and documents objects', 'request-invalid'],
  ['documentDigests or documents are not authorized by the SAD', 'hash-not-authorized'],
  ['String parameter hashAlgorithmOID contradicts with signAlgo parameter', 'algorithm-refused'],
  ['Missing (or invalid type) string parameter requestID', 'request-invalid'],
  ['Invalid parameter requestID', 'request-unknown'],
  ['Invalid parameter nonce', 'request-invalid'],
];

/** Codes of single services. */
const VENDORS: readonly Row[] = [
  [401, 'invalid_access_token', '', 'token-invalid'],
  [401, 'invalid_sad', '', 'sad-invalid'],
  [400, 'invalidSad', '', 'sad-invalid'],
  [400, 'invalidCredentialId', '', 'credential-unknown'],
  [403, 'InsufficientPrivilegesException', '', 'access-denied'],
  [400, '60110', 'no table has it', 'request-invalid'],
  [401, 'Unauthorized', 'Full authentication is required', 'token-invalid'],
];

/** Where nothing that is known is said. */
const BY_STATUS: readonly Row[] = [
  [400, undefined, '', 'request-invalid'],
  [401, undefined, '', 'token-invalid'],
  [403, undefined, '', 'access-denied'],
  [404, undefined, '', 'method-missing'],
  [405, undefined, '', 'method-missing'],
  [422, undefined, '', 'request-invalid'],
  [429, 'invalid_request', 'SAD expired', 'rate-limited'],
  [500, undefined, '', 'server-error'],
  [501, undefined, '', 'method-missing'],
  [502, undefined, '', 'unavailable'],
  [503, undefined, '', 'unavailable'],
  [504, undefined, '', 'unavailable'],
  [599, undefined, '', 'server-error'],
];

describe('why a service refused', () => {
  it.each([...GENERAL, ...VENDORS, ...BY_STATUS])('%d %s "%s" is %s', (status, code, description, reason) => {
    expect(reasonOf({ status, code, description })).toBe(reason);
  });

  it.each(DESCRIBED)('400 invalid_request "%s" is %s', (description, reason) => {
    expect(reasonOf({ status: 400, code: 'invalid_request', description })).toBe(reason);
  });

  it('is told by a lock before the code that leads to it', () => {
    expect(reasonOf({ status: 400, code: 'invalid_pin', description: 'PIN locked' })).toBe('pin-locked');
  });

  it('is not found in the words of a sentence about something else', () => {
    const description = 'The parameter says "PIN locked" and "SAD expired"';
    expect(reasonOf({ status: 400, code: 'invalid_request', description })).toBe('request-invalid');
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'is not a member of every object: %s',
    (code) => {
      expect(reasonOf({ status: 400, code, description: undefined })).toBe('request-invalid');
    },
  );

  it('has a code of the SDK', () => {
    expect(reasonRow('pin-locked')).toMatchObject({ code: 'SIGNER_PIN_LOCKED' });
    expect(reasonRow('otp-incorrect')).toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
    expect(reasonRow('credential-unknown')).toMatchObject({ code: 'SIGNER_KEY_NOT_FOUND' });
    expect(reasonRow('certificate-expired')).toMatchObject({ code: 'SIGNER_KEY_UNUSABLE' });
    expect(reasonRow('sad-expired')).toMatchObject({ code: 'SIGNER_UNAUTHORIZED' });
    expect(reasonRow('algorithm-refused')).toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
    expect(reasonRow('rate-limited')).toMatchObject({ code: 'SIGNER_UNAVAILABLE', retryable: true });
  });
});
