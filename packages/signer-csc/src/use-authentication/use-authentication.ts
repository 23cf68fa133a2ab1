/**
 * The first of two steps: the application shows the service who it is. The key is not touched by it.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.7.1
 * @module
 */
import type { CallOptions, Timer } from '@eseal/core';
import type { Transport } from '@eseal/core/http';
import type { ServiceInfo } from '../model/service.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import type { Secret } from '../util/secret.ts';

/** What a way of authentication may use. */
export interface AuthenticationContext {
  readonly baseUrl: string;
  readonly profile: ServiceProfile;
  readonly transport: Transport;
  readonly now: () => Date;
  /** For waiting between two requests. */
  readonly timer: Timer;
  /** The service's statement; asked for when it is needed. */
  info(options?: CallOptions): Promise<ServiceInfo>;
}

/** A way to authenticate. Made by `clientCredentials`, `authorizationCode`, `basic`, `digest`, `mutualTls`, `external`. */
export interface UseAuthentication {
  readonly kind: 'oauth2client' | 'oauth2code' | 'basic' | 'digest' | 'tls' | 'external';
  /** The bearer token of a request, asked for or remembered; `undefined` where the connection itself is authenticated. */
  token(context: AuthenticationContext, options?: CallOptions): Promise<Secret | undefined>;
  /** Forgets a token that the service no longer takes; the next call of `token` asks for another. */
  forget(token: Secret): Promise<void>;
  /** Ends at the service what was begun there: tokens are revoked. Without effect where nothing was begun. */
  revoke(context: AuthenticationContext, options?: CallOptions): Promise<void>;
  /** Whether a text is one of the secrets of this step, compared in constant time: no factor of the second step may be. */
  holds(text: Secret): boolean;
}
