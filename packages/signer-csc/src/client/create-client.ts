/**
 * A client of a service that holds keys.
 *
 * @see CSC API v1.0.4.0 §11, v2.0.0.2 §11
 * @module
 */
import { type CallOptions, systemTimer, type Timer } from '@eseal/core';
import { fetchTransport, type Transport } from '@eseal/core/http';
import type { RateLimit } from '@eseal/core/timestamp';
import type { ServiceProfile } from '../profile/profile.ts';
import { STRICT_PROFILE } from '../profile/profiles.ts';
import type { AuthenticationContext, UseAuthentication } from '../use-authentication/use-authentication.ts';
import { authorizationMethods } from './authorization-methods.ts';
import { assertBaseUrl } from './base-url.ts';
import type { CscClient } from './client.ts';
import { credentialMethods } from './credential-methods.ts';
import type { CallListener } from './events.ts';
import { createPace } from './pace.ts';
import { createService } from './service.ts';
import { signatureMethods } from './signature-methods.ts';

/** Options of {@link createCscClient}. */
export interface CscClientOptions {
  /** Address that methods are appended to, such as `https://rssp.example/csc/v2`. */
  readonly baseUrl: string;
  /** The first step: how the application shows who it is. */
  readonly authentication: UseAuthentication;
  /** What the service does differently. Default: nothing. */
  readonly profile?: ServiceProfile;
  /** Language of labels, descriptions and names, such as `ja-JP` (RFC 5646). Default the service's own. */
  readonly language?: string;
  /** How requests are sent, for client certificates and proxies. It must not follow redirects. Default over `fetch`. */
  readonly transport?: Transport;
  /** The clock. Default the system's. */
  readonly now?: () => Date;
  /** What pauses are waited for with. Default the platform's. */
  readonly timer?: Timer;
  /** Numbers from 0 to less than 1 that pauses are spread by. Default `Math.random`. */
  readonly random?: () => number;
  /** How often the service may be asked. Default as often as needed. */
  readonly rateLimits?: readonly RateLimit[];
  /** Takes `http:` for services on this machine: for tests. Default false. */
  readonly allowInsecureLoopback?: boolean;
  /** Hears of each request, without anything secret. */
  readonly onEvent?: CallListener;
}

/**
 * A client. Nothing is sent before a method is called.
 *
 * @throws CscError `INVALID_ARGUMENT` for an address or a limit that cannot be
 *
 * @example
 * ```ts
 * import { type CscClient, createCscClient, type UseAuthentication } from '@eseal/signer-csc';
 *
 * export function connect(authentication: UseAuthentication): CscClient {
 *   return createCscClient({ baseUrl: 'https://rssp.example/csc/v2', authentication });
 * }
 * ```
 */
export function createCscClient(options: CscClientOptions): CscClient {
  const { authentication, profile = STRICT_PROFILE, timer = systemTimer } = options;
  const context: AuthenticationContext = {
    baseUrl: assertBaseUrl(options.baseUrl, options),
    profile,
    transport: options.transport ?? fetchTransport,
    now: options.now ?? (() => new Date()),
    timer,
    info: (call?: CallOptions) => service.info(call),
  };
  const service = createService({
    context,
    authentication,
    pace: createPace(options.rateLimits ?? [], timer),
    random: options.random ?? Math.random,
    onEvent: options.onEvent,
    language: options.language,
  });
  return {
    baseUrl: context.baseUrl,
    profile,
    authentication,
    context,
    info: service.info,
    dialect: service.dialect,
    call: service.call,
    ...credentialMethods(service),
    ...authorizationMethods(service),
    ...signatureMethods(service),
  };
}
