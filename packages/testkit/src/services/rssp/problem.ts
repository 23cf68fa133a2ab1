/**
 * Refusals of the service in the words of the specification (CSC API v1.0.4.0 §10.1, v2.0.0.2 §10.1).
 *
 * @module
 */

/** Codes in `error`. */
export type ProblemCode =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'server_error'
  | 'temporarily_unavailable'
  | 'expired_token'
  | 'invalid_token'
  | 'invalid_grant'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'unsupported_token_type'
  | 'authentication_error'
  | 'invalid_otp'
  | 'invalid_pin'
  | 'invalid_authentication_data'
  | 'invalid_hash'
  | 'accepted_request'
  | 'invalid_authorization_details'
  | 'invalid_certificate'
  | 'unsupported_key'
  | 'not_implemented';

/** Thrown by a method: the answer is its status with `error` and `error_description`. */
export class Problem extends Error {
  override readonly name: string = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    description: string,
    status = 400,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(description);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** `invalid_request` with status 400, which most refusals are. */
export function invalidRequest(description: string): Problem {
  return new Problem('invalid_request', description);
}
