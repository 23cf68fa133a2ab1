/**
 * A way to a token: the token found, sessions opened, the user logged in.
 *
 * @module
 */
import type { Handle, Pkcs11Binding } from './binding.ts';
import { CKF } from './cryptoki.ts';
import { type FoundToken, findToken, type TokenSelector } from './find-token.ts';
import { attempt, type Pkcs11Module } from './module.ts';
import { type Credentials, logIn } from './pin.ts';
import { SessionPool, type TokenSession } from './session-pool.ts';

/** Sessions on a token, logged in. */
export interface TokenSessions {
  readonly binding: Pkcs11Binding;
  readonly token: FoundToken;
  readonly pool: SessionPool;
  /** Closes the sessions, and logs out who logged in here when nobody else in the process has a session on the token. */
  close(): Promise<void>;
}

/** Options of {@link openTokenSessions}. */
export interface TokenSessionsOptions {
  readonly token: TokenSelector;
  readonly credentials: Credentials;
  /** Most sessions at a time. */
  readonly sessions: number;
  /** Whether objects are to be written. */
  readonly readWrite: boolean;
}

/**
 * Finds the token and logs in. From the initialisation of the module to the first session nothing is waited for, so
 * that nobody in the process finds the module without sessions and shuts it down in between.
 */
export async function openTokenSessions(
  module: Pkcs11Module,
  options: TokenSessionsOptions,
): Promise<TokenSessions> {
  module.initialize();
  const { binding } = module;
  const token = findToken(binding, options.token);
  const pool = new SessionPool({
    binding,
    slot: token.slot,
    flags: CKF.SERIAL_SESSION | (options.readWrite ? CKF.RW_SESSION : 0),
    limit: options.sessions,
  });
  const first = await pool.acquire();
  try {
    const ownLogin = await logIn({ binding, token, session: first.handle }, options.credentials);
    pool.release(first);
    const last = ownLogin ? (session: Handle) => logOut(binding, token, session) : () => undefined;
    return { binding, token, pool, close: () => pool.close(last) };
  } catch (error) {
    pool.discard(first);
    throw error;
  }
}

/** Whoever has a session left on the token may rely on the login. */
function logOut(binding: Pkcs11Binding, { slot }: FoundToken, session: Handle): void {
  attempt(() => {
    if (binding.C_GetTokenInfo(slot).sessionCount === 1) binding.C_Logout(session);
  });
}

/** Does something in a session, which is given back afterwards, or replaced when it failed. */
export async function inSession<T>(
  { pool }: TokenSessions,
  action: (session: TokenSession) => T | Promise<T>,
): Promise<T> {
  const session = await pool.acquire();
  try {
    const result = await action(session);
    pool.release(session);
    return result;
  } catch (error) {
    pool.replace(session);
    throw error;
  }
}
