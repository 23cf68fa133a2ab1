/**
 * How a CA or RA shows a service who it is. Its token manages keys and seals nothing.
 *
 * @module
 */
import { showBasic } from '../use-authentication/basic.ts';
import { createLogin, type LoginOptions } from '../use-authentication/login.ts';
import type { UseAuthentication } from '../use-authentication/use-authentication.ts';

/**
 * Authenticates by `manages/login`. Services want a client certificate besides: give the client a Transport that shows it.
 *
 * @throws CscError `INVALID_ARGUMENT` for a name with a colon
 * @experimental The names of the methods are a proposal, their members a profile of this SDK.
 */
export function managementLogin(options: LoginOptions): UseAuthentication {
  return createLogin('basic', options, showBasic(options.user), 'manages/login');
}
