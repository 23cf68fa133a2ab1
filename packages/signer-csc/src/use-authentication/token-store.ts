/**
 * Where tokens are kept between calls. Only tokens of the first step: an authorisation of a key is kept nowhere.
 *
 * @module
 */
import type { Secret } from '../util/secret.ts';

/** A token of the first step. */
export interface StoredToken {
  readonly accessToken: Secret;
  /** As sensitive as a password while it lives. */
  readonly refreshToken: Secret | undefined;
  readonly expiresAt: Date;
}

/**
 * A place for tokens. For implementers: keys name the service and the application; what is stored must be encrypted by you,
 * since `reveal()` of a {@link Secret} is the token itself.
 */
export interface TokenStore {
  get(key: string): Promise<StoredToken | undefined>;
  /** `undefined` removes it. */
  set(key: string, token: StoredToken | undefined): Promise<void>;
}

/** Keeps tokens in the memory of this process. */
export function createMemoryTokenStore(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  return {
    get: async (key) => tokens.get(key),
    set: async (key, token) => {
      if (token === undefined) tokens.delete(key);
      else tokens.set(key, token);
    },
  };
}
