/**
 * An application at the authorisation server of a service.
 *
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { KnownSecrets } from '../use-authentication/known-secrets.ts';
import type { AuthenticationContext } from '../use-authentication/use-authentication.ts';
import { type AuthorizationServerOptions, createServerLocator } from './authorization-server.ts';
import { authenticateClient, type OAuthClientOptions } from './client-authentication.ts';
import type { OAuthParty } from './token-request.ts';

/** Who asks, and where. */
export interface OAuthOptions extends OAuthClientOptions, AuthorizationServerOptions {}

/** Finds the server and asks for the client's secret, each time anew. */
export type PartyFactory = (context: AuthenticationContext, call?: CallOptions) => Promise<OAuthParty>;

/**
 * Makes a factory whose server stays the same after its first use.
 *
 * @param used - where the first step remembers the secrets of its client
 */
export function createPartyFactory(
  options: OAuthOptions,
  used?: Pick<KnownSecrets, 'addLasting'>,
): PartyFactory {
  const locate = createServerLocator(options);
  return async (context, call) => {
    const server = await locate(context, call);
    const authentication = await authenticateClient(options, context.profile, context.now());
    used?.addLasting(authentication.secret);
    return { context, server, authentication };
  };
}
