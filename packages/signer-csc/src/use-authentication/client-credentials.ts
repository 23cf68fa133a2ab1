/**
 * The application authenticates as itself: OAuth 2.0 client credentials (`authType` `oauth2client`).
 *
 * @see RFC 6749 §4.4; CSC API v1.0.4.0 §8.4.4, v2.0.0.2 §8.5
 * @module
 */
import type { TokenEndpointResponse } from 'oauth4webapi';
import { CscError } from '../errors.ts';
import { createPartyFactory, type OAuthOptions } from '../oauth/create-party.ts';
import { requestToken, revokeToken } from '../oauth/token-request.ts';
import { createKnownSecrets } from './known-secrets.ts';
import { serviceToken } from './service-token.ts';
import { createTokenKeeper } from './token-keeper.ts';
import type { TokenStore } from './token-store.ts';
import type { AuthenticationContext, UseAuthentication } from './use-authentication.ts';

/** Options of {@link clientCredentials}. */
export interface ClientCredentialsOptions extends OAuthOptions {
  /** Sent as it is. Default: none, which means `service`. */
  readonly scope?: string;
  /** Default: memory of this process. */
  readonly tokenStore?: TokenStore;
}

/** Times that the request is sent again: it has no effect that matters. */
const REPEATS = 2;

/** Waiting time before the first repetition, doubled each time. */
const FIRST_WAIT_MS = 500;

/**
 * Authenticates by the client's own credentials.
 *
 * @example
 * ```ts
 * import { clientCredentials } from '@eseal/signer-csc';
 *
 * export const authentication = clientCredentials({
 *   clientId: 'invoice-service',
 *   clientSecret: async () => (await fetch('http://127.0.0.1:8200/secret')).text(),
 * });
 * ```
 */
export function clientCredentials(options: ClientCredentialsOptions): UseAuthentication {
  const secrets = createKnownSecrets();
  const createParty = createPartyFactory(options, secrets);

  return createTokenKeeper({
    kind: 'oauth2client',
    owner: options.scope === undefined ? options.clientId : `${options.clientId} ${options.scope}`,
    ...(options.tokenStore && { store: options.tokenStore }),
    secrets,
    async obtain(context) {
      const party = await createParty(context);
      const scope: Record<string, string> = options.scope === undefined ? {} : { scope: options.scope };
      const answer = await repeated(context, () => requestToken(party, 'client_credentials', scope));
      return serviceToken(answer, context.now(), options.scope);
    },
    async revoke(context, token, call) {
      await revokeToken(await createParty(context), token.accessToken, 'access_token', call);
    },
  });
}

/** Sends a request again after no answer and after 429 and 5xx. */
async function repeated(
  context: AuthenticationContext,
  send: () => Promise<TokenEndpointResponse>,
): Promise<TokenEndpointResponse> {
  for (let repeat = 0; ; repeat++) {
    try {
      return await send();
    } catch (error) {
      const isWorthIt = error instanceof CscError && error.retryable;
      if (!isWorthIt || repeat === REPEATS) throw error;
      await context.timer.wait(FIRST_WAIT_MS * 2 ** repeat);
    }
  }
}
