/**
 * A person lets the application use the service: OAuth 2.0 authorisation code of scope `service` (`authType` `oauth2code`).
 * No key is touched by it.
 *
 * @see RFC 6749 §4.1, §6; CSC API v1.0.4.0 §8.4, v2.0.0.2 §8.4
 * @module
 */
import type { TokenEndpointResponse } from 'oauth4webapi';
import { CscError } from '../errors.ts';
import { authorizeByCode, type BrowserOptions } from '../oauth/authorize-by-code.ts';
import { createPartyFactory, type OAuthOptions } from '../oauth/create-party.ts';
import { type OAuthParty, requestToken, revokeToken } from '../oauth/token-request.ts';
import type { Secret } from '../util/secret.ts';
import { createKnownSecrets } from './known-secrets.ts';
import { serviceToken } from './service-token.ts';
import { createTokenKeeper } from './token-keeper.ts';
import type { StoredToken, TokenStore } from './token-store.ts';
import type { AuthenticationContext, UseAuthentication } from './use-authentication.ts';

/** Options of {@link authorizationCode}. */
export interface AuthorizationCodeOptions extends OAuthOptions, BrowserOptions {
  /** Default: memory of this process. */
  readonly tokenStore?: TokenStore;
}

/** Authenticates by a person's leave, asked for in a browser and renewed by refresh tokens as long as the server allows. */
export function authorizationCode(options: AuthorizationCodeOptions): UseAuthentication {
  const secrets = createKnownSecrets();
  const createParty = createPartyFactory(options, secrets);

  const obtain = async (
    context: AuthenticationContext,
    previous: StoredToken | undefined,
  ): Promise<StoredToken> => {
    const party = await createParty(context);
    const refreshed = previous?.refreshToken && (await refresh(party, previous.refreshToken));
    const request = { parameters: { scope: 'service' } };
    const answer = refreshed ?? (await authorizeByCode(party, request, options));
    const token = serviceToken(answer, context.now());
    // A server that does not rotate leaves the one before in force (RFC 6749 §6).
    return refreshed === undefined
      ? token
      : { ...token, refreshToken: token.refreshToken ?? previous?.refreshToken };
  };

  return createTokenKeeper({
    kind: 'oauth2code',
    owner: [options.clientId, options.account?.issuer, options.account?.account].filter(Boolean).join(' '),
    ...(options.tokenStore && { store: options.tokenStore }),
    secrets,
    obtain,
    async revoke(context, token, call) {
      const { refreshToken, accessToken } = token;
      const hint = refreshToken === undefined ? 'access_token' : 'refresh_token';
      await revokeToken(await createParty(context), refreshToken ?? accessToken, hint, call);
    },
  });
}

/** `undefined` where the server no longer takes the refresh token: the person has to be asked again. */
async function refresh(party: OAuthParty, token: Secret): Promise<TokenEndpointResponse | undefined> {
  try {
    return await requestToken(party, 'refresh_token', { refresh_token: token.reveal() });
  } catch (error) {
    if (error instanceof CscError && error.code === 'SIGNER_UNAUTHORIZED') return undefined;
    throw error;
  }
}
