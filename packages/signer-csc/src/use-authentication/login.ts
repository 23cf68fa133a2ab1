/**
 * `auth/login`: a name and a password become a token, and a token of a former login another. A password that was refused is not
 * sent again, since services lock accounts.
 *
 * @see CSC API v1.0.4.0 §11.2, §11.3, v2.0.0.2 §11.2, §11.3
 * @module
 */
import type { CallOptions } from '@eseal/core';
import * as v from 'valibot';
import { CscError } from '../errors.ts';
import type { MethodAnswer } from '../model/requests.ts';
import { equalTexts } from '../util/equal-texts.ts';
import { usableUntil } from '../util/lifetime.ts';
import { type Secret, secret } from '../util/secret.ts';
import { askForSecret, type SecretSource } from '../util/secret-source.ts';
import { checkAnswer, identifier } from '../wire/check-answer.ts';
import { type Exchange, exchange } from '../wire/exchange.ts';
import { toNumber } from '../wire/normalise.ts';
import { createKnownSecrets } from './known-secrets.ts';
import { createTokenKeeper } from './token-keeper.ts';
import type { StoredToken, TokenStore } from './token-store.ts';
import type { AuthenticationContext, UseAuthentication } from './use-authentication.ts';

/** Options of `basic` and `digest`. */
export interface LoginOptions {
  readonly user: string;
  readonly password: SecretSource;
  /** Asks for a token to log in again with, so that the password is needed once. Default false. */
  readonly rememberMe?: boolean;
  /** Default: memory of this process. */
  readonly tokenStore?: TokenStore;
}

/** Shows the service that the password is known. */
export type ShowPassword = (
  context: AuthenticationContext,
  user: string,
  password: Secret,
) => Promise<NonNullable<Exchange['authorization']>>;

/** Method that errors name. */
export const LOGIN_METHOD = 'auth/login';

/** Time for one request, in milliseconds. */
export const LOGIN_TIMEOUT_MS = 15_000;

const ANSWER = {
  normalisation: { values: { expires_in: toNumber } },
  schema: v.object({
    access_token: identifier,
    refresh_token: v.optional(identifier),
    expires_in: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0))),
  }),
};

/**
 * A way of authentication by `auth/login`, or by another method that takes and answers the same. Only what `auth/login` gave can be
 * revoked.
 */
export function createLogin(
  kind: 'basic' | 'digest',
  options: LoginOptions,
  showPassword: ShowPassword,
  method: string = LOGIN_METHOD,
): UseAuthentication {
  const secrets = createKnownSecrets();
  let refused: Secret | undefined;

  const logIn = async (context: AuthenticationContext): Promise<StoredToken> => {
    const password = await askForSecret(options.password);
    secrets.addLasting(password);
    if (refused !== undefined && equalTexts(refused.reveal(), password.reveal())) throw refusedBefore(method);
    const authorization = await showPassword(context, options.user, password);
    const body = { rememberMe: options.rememberMe ?? false };
    try {
      return await requestToken(context, { method, body, authorization });
    } catch (error) {
      if (isRefusal(error)) refused = password;
      throw error;
    }
  };

  return createTokenKeeper({
    kind,
    owner: method === LOGIN_METHOD ? options.user : `${options.user} ${method}`,
    ...(options.tokenStore && { store: options.tokenStore }),
    secrets,
    obtain: async (context, previous) =>
      (previous?.refreshToken && (await renew(context, method, previous.refreshToken))) ?? logIn(context),
    revoke: method === LOGIN_METHOD ? revokeLogin : async () => undefined,
  });
}

/** `undefined` where the service no longer takes the token: the password is needed again. */
async function renew(
  context: AuthenticationContext,
  method: string,
  token: Secret,
): Promise<StoredToken | undefined> {
  try {
    return await requestToken(context, { method, body: { refresh_token: token, rememberMe: true } });
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Revoking the token that logs in again ends the others too. */
async function revokeLogin(
  context: AuthenticationContext,
  { accessToken, refreshToken }: StoredToken,
  call?: CallOptions,
): Promise<void> {
  const body = {
    token: refreshToken ?? accessToken,
    token_type_hint: refreshToken === undefined ? 'access_token' : 'refresh_token',
  };
  const authorization = { scheme: 'Bearer', credentials: accessToken } as const;
  await send(context, { method: 'auth/revoke', body, authorization, spends: false }, call);
}

function send(
  context: AuthenticationContext,
  request: Omit<Exchange, 'timeoutMs'>,
  call?: CallOptions,
): Promise<MethodAnswer> {
  return exchange(context, { ...request, timeoutMs: LOGIN_TIMEOUT_MS }, call);
}

async function requestToken(
  context: AuthenticationContext,
  request: Pick<Exchange, 'method' | 'body' | 'authorization'>,
): Promise<StoredToken> {
  const { body } = await send(context, { ...request, spends: true });
  const answer = checkAnswer(body, ANSWER, { method: request.method, spends: true });
  const { access_token, refresh_token, expires_in } = answer;
  return {
    accessToken: secret(access_token),
    refreshToken: refresh_token === undefined ? undefined : secret(refresh_token),
    expiresAt: usableUntil(context.now(), expires_in),
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof CscError && error.outcome === 'rejected' && !error.retryable;
}

function refusedBefore(method: string): CscError {
  return new CscError('SIGNER_UNAUTHORIZED', `${method}: the service refused this password before`, {
    outcome: 'not-sent',
    facts: { method },
  });
}
