/**
 * `oauth2/revoke` and `auth/revoke`.
 *
 * @see RFC 7009 §2; CSC API v1.0.4.0 §8.3.4, §11.3, v2.0.0.2 §8.4.5, §11.3
 * @module
 */

import type { RsspContext } from '../context.ts';
import { type IdentifiedCall, type Method, type MethodAnswer, NO_CONTENT } from '../method.ts';
import { assertKnown, optionalString, requiredString } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import type { Store } from '../store.ts';
import { authenticateClient, type ClientRequest } from './client-authentication.ts';
import { required } from './form.ts';
import { endGrant } from './token.ts';

const HINTS: ReadonlySet<string | undefined> = new Set([undefined, 'access_token', 'refresh_token']);

/** Ends a token of the application. */
export async function revokeToken(context: RsspContext, sent: ClientRequest): Promise<MethodAnswer> {
  const value = required(sent.form, 'token');
  const hint = sent.form.get('token_type_hint');
  const client = await authenticateClient(context, sent);
  if (!HINTS.has(hint)) throw invalidRequest('Invalid parameter token_type_hint');
  if (context.store.activations.has(value)) {
    throw new Problem('unsupported_token_type', 'The token is of another kind');
  }
  end(context.store, value, (owner) => owner.clientId === client.id);
  return NO_CONTENT;
}

/** `auth/revoke`: ends a token of whoever calls. */
export function authRevoke(context: RsspContext): Method {
  return {
    name: 'auth/revoke',
    dialects: ['v1', 'v2'],
    access: 'seal-or-manage',
    answer: async ({ parameters, caller }: IdentifiedCall) => {
      assertKnown(parameters, ['token', 'token_type_hint', 'clientData']);
      const value = requiredString(parameters, 'token');
      const hint = parameters.values.token_type_hint;
      if (hint !== undefined && (typeof hint !== 'string' || !HINTS.has(hint))) {
        throw invalidRequest('Invalid string parameter token_type_hint');
      }
      optionalString(parameters, 'clientData');
      end(context.store, value, (owner) => owner.clientId === caller.client.id && owner.user === caller.user);
      return NO_CONTENT;
    },
  };
}

/** Ends one token; with a refresh token all of its grant. */
function end(
  store: Store,
  value: string,
  isOwner: (owner: { readonly clientId: string; readonly user: string | undefined }) => boolean,
): void {
  const token = store.tokens.get(value);
  if (token === undefined || !isOwner(token)) throw invalidRequest('Invalid string parameter token');
  if (token.kind === 'refresh') endGrant(store, token.grant);
  store.tokens.delete(value);
}
