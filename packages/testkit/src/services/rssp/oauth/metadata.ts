/**
 * What the authorisation server says of itself.
 *
 * @see RFC 8414 §2, §3; RFC 9126 §5; RFC 9207 §3; RFC 9396 §10
 * @module
 */

import type { RsspContext } from '../context.ts';
import { type MethodAnswer, ok } from '../method.ts';
import { ASSERTION_ALGORITHMS } from './client-assertion.ts';
import { DETAIL_TYPES } from './rich-authorization.ts';

/** Where metadata of an issuer are found: before the issuer's own path (RFC 8414 §3.1). */
export const METADATA_PATH = '/.well-known/oauth-authorization-server';

/** Metadata of the server. */
export function describeServer({ urls, oauth }: RsspContext): MethodAnswer {
  const endpoint = (name: string): string => `${urls.oauth}/oauth2/${name}`;
  return ok({
    issuer: urls.oauth,
    authorization_endpoint: endpoint('authorize'),
    token_endpoint: endpoint('token'),
    revocation_endpoint: endpoint('revoke'),
    pushed_authorization_request_endpoint: endpoint('pushed_authorize'),
    require_pushed_authorization_requests: oauth.settings.requiresPushedRequests,
    scopes_supported: ['service', 'credential'],
    response_types_supported: ['code'],
    grant_types_supported: [
      'authorization_code',
      'client_credentials',
      ...(oauth.settings.issuesRefreshTokens ? ['refresh_token'] : []),
    ],
    code_challenge_methods_supported: ['S256', 'plain'],
    token_endpoint_auth_methods_supported: [
      'client_secret_basic',
      'client_secret_post',
      'private_key_jwt',
      'tls_client_auth',
      'none',
    ],
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    authorization_details_types_supported: DETAIL_TYPES,
    authorization_response_iss_parameter_supported: true,
  });
}
