/**
 * Asks for a token once for all who need it, and again when it ends.
 *
 * @module
 */
import { type CallOptions, untilAborted } from '@eseal/core';
import { CscError } from '../errors.ts';
import { equalTexts } from '../util/equal-texts.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { createMemoryTokenStore, type StoredToken, type TokenStore } from './token-store.ts';
import type { AuthenticationContext, UseAuthentication } from './use-authentication.ts';

/** How a kind of token comes and goes. */
export interface TokenKeeperOptions {
  readonly kind: UseAuthentication['kind'];
  /** Names the application, and whom it acts for, at a service: tokens of one are never sent to another. */
  readonly owner: string;
  readonly store?: TokenStore;
  readonly secrets: KnownSecrets;
  /** Asks for a token, with what is left of the one before. */
  obtain(context: AuthenticationContext, previous: StoredToken | undefined): Promise<StoredToken>;
  /** Ends a token at the service. */
  revoke(context: AuthenticationContext, token: StoredToken, options?: CallOptions): Promise<void>;
}

/** Whether the server certainly did nothing with what was sent, and did not refuse it for what it is. */
function isUntouched(error: unknown): boolean {
  return error instanceof CscError && error.outcome !== 'unknown' && error.code !== 'SIGNER_UNAUTHORIZED';
}

/** A way of authentication whose tokens are kept. */
export function createTokenKeeper(options: TokenKeeperOptions): UseAuthentication {
  const { secrets, store = createMemoryTokenStore() } = options;
  const underWay = new Map<string, Promise<StoredToken>>();
  const keys = new Set<string>();
  const keyOf = (context: AuthenticationContext): string =>
    `${context.baseUrl} ${options.kind} ${options.owner}`;

  const renew = async (context: AuthenticationContext, key: string): Promise<StoredToken> => {
    const previous = await store.get(key);
    if (previous !== undefined && previous.expiresAt > context.now()) return previous;
    // A refresh token may be used up by a request whose answer is lost: it is not tried twice.
    await store.set(key, undefined);
    const token = await options.obtain(context, previous).catch(async (error: unknown) => {
      if (isUntouched(error)) await store.set(key, previous);
      throw error;
    });
    await store.set(key, token);
    return token;
  };

  return {
    kind: options.kind,
    async token(context, call) {
      const key = keyOf(context);
      keys.add(key);
      const pending = underWay.get(key) ?? renew(context, key).finally(() => underWay.delete(key));
      underWay.set(key, pending);
      const { accessToken, refreshToken } = await untilAborted(pending, call?.signal);
      secrets.add(refreshToken);
      secrets.add(accessToken);
      return accessToken;
    },
    async forget(token) {
      for (const key of keys) {
        const stored = await store.get(key);
        if (stored === undefined || !equalTexts(stored.accessToken.reveal(), token.reveal())) continue;
        // Its refresh token may still be good.
        await store.set(key, { ...stored, expiresAt: new Date(0) });
      }
    },
    async revoke(context, call) {
      const key = keyOf(context);
      const stored = await store.get(key);
      if (stored === undefined) return;
      await store.set(key, undefined);
      await options.revoke(context, stored, call);
    },
    holds: secrets.holds,
  };
}
