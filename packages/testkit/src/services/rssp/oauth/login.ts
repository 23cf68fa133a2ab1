/**
 * `auth/login`: a user's password, or a token of an earlier login, becomes an access token.
 *
 * @see CSC API v1.0.4.0 §11.2, v2.0.0.2 §11.2; RFC 7616, RFC 7617
 * @module
 */
import { fromBase64 } from '@eseal/core';
import type { HttpRequest } from '@eseal/core/http';
import type { RsspContext } from '../context.ts';
import { type Method, type MethodAnswer, type MethodCall, ok } from '../method.ts';
import type { RsspClient, RsspUser } from '../model.ts';
import { assertKnown, optionalBoolean, optionalString } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { issueToken, newHandle } from '../store.ts';
import { digestChallenge, userOfDigest } from './digest-access.ts';
import { isOver } from './expiry.ts';
import { refreshTokenFor } from './token.ts';

/** Stands for the application in tokens that a user got without one; nobody authenticates as it. */
export const LOGIN_CLIENT: RsspClient = {
  id: 'auth-login',
  testSecret: '',
  redirectUris: [],
  users: [],
  role: 'seal',
  authentication: [],
};

/** The method. */
export function authLogin(context: RsspContext): Method {
  return {
    name: 'auth/login',
    dialects: ['v1', 'v2'],
    access: 'open',
    answer: (call) => login(context, call),
  };
}

async function login(context: RsspContext, { parameters, request }: MethodCall): Promise<MethodAnswer> {
  assertKnown(parameters, ['refresh_token', 'rememberMe', 'clientData']);
  const isRemembered = optionalBoolean(parameters, 'rememberMe');
  optionalString(parameters, 'clientData');
  const refreshToken = parameters.values.refresh_token;
  if (refreshToken !== undefined && typeof refreshToken !== 'string') {
    throw invalidRequest('Invalid string parameter: refresh_token');
  }
  const user =
    refreshToken === undefined ? (await userOf(context, request)).id : renewed(context, refreshToken);
  const owner = { clientId: LOGIN_CLIENT.id, user, grant: newHandle(context.random) };
  const expiresIn = context.oauth.settings.tokenLifetime;
  const token = issueToken(context, { ...owner, kind: 'access', scope: 'service', expiresIn });
  return ok({
    access_token: token.value,
    ...(isRemembered ? { refresh_token: refreshTokenFor(context, owner) } : {}),
    expires_in: expiresIn,
  });
}

/** The user of a token that is used up with it. */
function renewed(context: RsspContext, value: string): string {
  const token = context.store.tokens.get(value);
  const isOurs = token?.kind === 'refresh' && token.clientId === LOGIN_CLIENT.id && !isOver(context, token);
  if (!isOurs || token.user === undefined) throw invalidRequest('Invalid refresh_token');
  context.store.tokens.delete(value);
  return token.user;
}

async function userOf(context: RsspContext, request: HttpRequest): Promise<RsspUser> {
  const [, scheme, credentials = ''] = /^(\S+) +(.+)$/.exec(request.headers.authorization ?? '') ?? [];
  switch (scheme?.toLowerCase()) {
    case 'basic':
      return userOfBasic(context, credentials) ?? fail(context);
    case 'digest':
      return (await userOfDigest(context, request, credentials)) ?? fail(context);
    default: {
      const headers = { 'www-authenticate': challenge(context) };
      throw new Problem('invalid_request', 'Malformed authentication parameter.', 401, headers);
    }
  }
}

function userOfBasic({ users }: RsspContext, encoded: string): RsspUser | undefined {
  const bytes = fromBase64(encoded);
  const [, name, password] = /^([^:]+):(.*)$/s.exec(new TextDecoder().decode(bytes)) ?? [];
  if (bytes === undefined || name === undefined) throw invalidRequest('Malformed username-password.');
  return users.find(({ id, testPassword }) => id === name && testPassword === password);
}

function fail(context: RsspContext): never {
  const headers = { 'www-authenticate': challenge(context) };
  throw new Problem('authentication_error', 'An error occurred during authentication process', 400, headers);
}

function challenge(context: RsspContext): string {
  return `${digestChallenge(context)}, Basic realm="rssp", charset="UTF-8"`;
}
