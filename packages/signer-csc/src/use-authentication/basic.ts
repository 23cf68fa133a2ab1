/**
 * A name and a password, sent as they are over TLS (`authType` `basic`). The API itself advises against it for applications.
 *
 * @see RFC 7617 §2; CSC API v1.0.4.0 §11.2
 * @module
 */
import { toBase64, utf8 } from '@eseal/core';
import { CscError } from '../errors.ts';
import { derivedSecret } from '../util/secret.ts';
import { createLogin, type LoginOptions, type ShowPassword } from './login.ts';
import type { UseAuthentication } from './use-authentication.ts';

/** Authenticates by a name and a password. @throws CscError `INVALID_ARGUMENT` for a name with a colon */
export function basic(options: LoginOptions): UseAuthentication {
  return createLogin('basic', options, showBasic(options.user));
}

/** Sends both in one header. */
export function showBasic(user: string): ShowPassword {
  if (user.includes(':')) {
    throw new CscError('INVALID_ARGUMENT', 'the name of a user cannot have a colon in it', {
      outcome: 'not-sent',
    });
  }
  return async (_context, name, password) => ({
    scheme: 'Basic',
    // A service that decodes the header may repeat what was in it.
    credentials: derivedSecret(toBase64(utf8(`${name}:${password.reveal()}`)), [password]),
  });
}
