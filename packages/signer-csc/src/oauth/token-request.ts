/**
 * Requests to the token endpoint and to the revocation endpoint.
 *
 * @see RFC 6749 §5, RFC 7009; CSC API v1.0.4.0 §8.4.4, v2.0.0.2 §8.4.4
 * @module
 */
import type { CallOptions } from '@eseal/core';
import {
  allowInsecureRequests,
  customFetch,
  genericTokenEndpointRequest,
  processGenericTokenEndpointResponse,
  processRevocationResponse,
  revocationRequest,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { CscError } from '../errors.ts';
import type { AuthenticationContext } from '../use-authentication/use-authentication.ts';
import type { Secret } from '../util/secret.ts';
import { allowsHttp, type LocatedServer } from './authorization-server.ts';
import type { ClientAuthentication } from './client-authentication.ts';
import { asOAuthError } from './oauth-errors.ts';
import { createOAuthFetch } from './oauth-fetch.ts';

/** Method that errors name. */
const TOKEN = 'oauth2/token';

/** Types of token beside `Bearer`: version 1 calls an authorisation of a key so. */
const TOKEN_TYPES = { sad: () => undefined };

/** Where a request goes and who sends it. */
export interface OAuthParty {
  readonly context: AuthenticationContext;
  readonly server: LocatedServer;
  readonly authentication: ClientAuthentication;
}

/** Asks for a token. */
export async function requestToken(
  party: OAuthParty,
  grant: 'client_credentials' | 'authorization_code' | 'refresh_token',
  parameters: Readonly<Record<string, string>>,
  options?: CallOptions,
): Promise<TokenEndpointResponse> {
  const { context, server, authentication } = party;
  const { client, authenticate } = authentication;
  try {
    const response = await genericTokenEndpointRequest(
      server.metadata,
      client,
      authenticate,
      grant,
      // Both versions of the API want the identifier in the body, whatever the header says.
      { client_id: client.client_id, ...parameters },
      {
        [allowInsecureRequests]: allowsHttp(context),
        [customFetch]: createOAuthFetch({
          transport: context.transport,
          body: context.profile.tokenBody,
          ...options,
        }),
      },
    );
    const answer = await processGenericTokenEndpointResponse(server.metadata, client, response, {
      recognizedTokenTypes: TOKEN_TYPES,
    });
    assertLifetime(answer);
    return answer;
  } catch (error) {
    // The client's own credentials can be sent again, codes and refresh tokens cannot.
    throw asOAuthError(error, { method: TOKEN, spends: grant !== 'client_credentials' });
  }
}

/** Ends a token; refresh tokens take their access tokens with them. */
export async function revokeToken(
  party: OAuthParty,
  token: Secret,
  hint: 'access_token' | 'refresh_token',
  options?: CallOptions,
): Promise<void> {
  const { context, server, authentication } = party;
  try {
    const response = await revocationRequest(
      server.metadata,
      authentication.client,
      authentication.authenticate,
      token.reveal(),
      {
        additionalParameters: { client_id: authentication.client.client_id, token_type_hint: hint },
        [allowInsecureRequests]: allowsHttp(context),
        [customFetch]: createOAuthFetch({ transport: context.transport, body: 'form', ...options }),
      },
    );
    // RFC 7009 §2.2 answers 200, both versions of the API 204.
    if (response.status !== 204) await processRevocationResponse(response);
  } catch (error) {
    throw asOAuthError(error, { method: 'oauth2/revoke', spends: false });
  }
}

/** A lifetime of nothing is a mistake of the server, not a token to be used at once. */
function assertLifetime(answer: TokenEndpointResponse): void {
  if (answer.expires_in === undefined || answer.expires_in > 0) return;
  throw new CscError('CSC_ANSWER_INVALID', `${TOKEN}: expires_in is not positive`, {
    outcome: 'rejected',
    facts: { method: TOKEN },
  });
}
