/**
 * Tokens of scope `service` out of the answers of an authorisation server.
 *
 * @module
 */
import type { TokenEndpointResponse } from 'oauth4webapi';
import { CscError } from '../errors.ts';
import { usableUntil } from '../util/lifetime.ts';
import { secret } from '../util/secret.ts';
import type { StoredToken } from './token-store.ts';

/** Scopes that the first step must never have: they touch keys. */
const KEY_SCOPES = ['credential', 'credential-creation', 'credential-deletion'];

/**
 * Takes a token over.
 *
 * @param asked - the scope that was asked for: an answer that names none grants that (RFC 6749 §5.1)
 * @throws CscError `CSC_ANSWER_INVALID` for one that can do more than the first step
 */
export function serviceToken(answer: TokenEndpointResponse, received: Date, asked = 'service'): StoredToken {
  const scopes = (answer.scope ?? asked).split(' ');
  const wider = scopes.find((scope) => KEY_SCOPES.includes(scope));
  if (wider !== undefined || answer.token_type !== 'bearer') {
    throw new CscError('CSC_ANSWER_INVALID', 'oauth2/token: the token is not one of the service scope', {
      outcome: 'rejected',
      facts: { method: 'oauth2/token' },
    });
  }
  return {
    accessToken: secret(answer.access_token),
    refreshToken: answer.refresh_token === undefined ? undefined : secret(answer.refresh_token),
    expiresAt: usableUntil(received, answer.expires_in),
  };
}
