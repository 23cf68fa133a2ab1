/**
 * Tokens that the caller brings: a session that was opened outside the API (`authType` `external`).
 *
 * @see CSC API v1.0.4.0 §11.1, v2.0.0.2 §11.1
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { Secret } from '../util/secret.ts';
import { asSecret } from '../util/secret-source.ts';
import { createKnownSecrets } from './known-secrets.ts';
import type { UseAuthentication } from './use-authentication.ts';

/**
 * Gives the bearer token of a request, or `undefined` where none is sent. It is called for every request, and again after
 * the service refused a token, so it should remember a good one and ask for another when told that one is `refused`.
 */
export type ExternalToken = (
  request: CallOptions & { readonly refused: Secret | undefined },
) => Promise<string | Secret | undefined>;

/** Authenticates by a token that the caller's own code obtains. */
export function external(token: ExternalToken): UseAuthentication {
  const secrets = createKnownSecrets();
  let refused: Secret | undefined;
  return {
    kind: 'external',
    async token(_context, options) {
      const given = await token({ refused, ...options });
      if (given === undefined) return undefined;
      const secret = asSecret(given);
      secrets.add(secret);
      return secret;
    },
    async forget(token) {
      refused = token;
    },
    revoke: async () => undefined,
    holds: secrets.holds,
  };
}
