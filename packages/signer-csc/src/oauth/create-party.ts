/**
 * An application at the authorisation server of a service.
 *
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { AuthenticationContext } from '../use-authentication/use-authentication.ts';
import { type AuthorizationServerOptions, createServerLocator } from './authorization-server.ts';
import { authenticateClient, type OAuthClientOptions } from './client-authentication.ts';
import type { OAuthParty } from './token-request.ts';

/** Who asks, and where. */
export interface OAuthOptions extends OAuthClientOptions, AuthorizationServerOptions {}

/** Finds the server and asks for the client's secret, each time anew. */
export type PartyFactory = (context: AuthenticationContext, call?: CallOptions) => Promise<OAuthParty>;

/** Makes a factory whose server stays the same after its first use. */
export function createPartyFactory(options: OAuthOptions): PartyFactory {
  const locate = createServerLocator(options);
  return async (context, call) => {
    const server = await locate(context, call);
    const authentication = await authenticateClient(options, context.profile, context.now());
    return { context, server, authentication };
  };
}
