/**
 * The methods of the API over one neutral model, for every version of it.
 *
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { Authorization, AuthorizationAnswer, HashList } from '../model/authorization.ts';
import type { Credential } from '../model/credential.ts';
import type {
  AsynchronousOptions,
  AuthorizeRequest,
  MethodAnswer,
  MethodCall,
  PendingSignature,
  PolledSignatures,
  SignHashRequest,
  TimestampRequest,
} from '../model/requests.ts';
import type { ServiceInfo } from '../model/service.ts';
import type { Dialect, ServiceProfile } from '../profile/profile.ts';
import type { AuthenticationContext, UseAuthentication } from '../use-authentication/use-authentication.ts';
import type { Secret } from '../util/secret.ts';

/**
 * A service. Each method is one request; nothing is tried again unless the rule of its method says so. Values are decoded
 * and counted here, and verified by the Signer. Every failure is a CscError, mistakes of a caller's own Transport aside.
 */
export interface CscClient {
  readonly baseUrl: string;
  readonly profile: ServiceProfile;
  /** The first of the two steps, as the caller chose it. */
  readonly authentication: UseAuthentication;
  /** What the first step works with; authorisation servers of the second step are reached over it too. */
  readonly context: AuthenticationContext;
  /** Version that is spoken: the profile's, or by what the service says of itself. */
  dialect(options?: CallOptions): Promise<Dialect>;
  /** Asked once and remembered. */
  info(options?: CallOptions): Promise<ServiceInfo>;
  /** @param userId - only for access that is not of one user */
  listCredentials(userId?: string, options?: CallOptions): Promise<readonly string[]>;
  credential(id: string, options?: CallOptions): Promise<Credential>;
  /** One at a time for each credential: a further one waits. */
  authorize(request: AuthorizeRequest, options?: CallOptions): Promise<AuthorizationAnswer>;
  /** Whether a pending authorisation was given meanwhile; the handle may change with each answer. */
  authorizeCheck(
    request: AuthorizeRequest,
    handle: Secret,
    options?: CallOptions,
  ): Promise<AuthorizationAnswer>;
  /** An authorisation for further hashes that takes the place of one; what is left of its count goes on. */
  extendTransaction(
    authorization: Authorization,
    hashes: HashList,
    options?: CallOptions,
  ): Promise<Authorization>;
  sendOtp(credentialId: string, options?: CallOptions): Promise<void>;
  /** The challenge; `undefined` where it reaches the one who approves in another channel. */
  challenge(credentialId: string, factorId: string, options?: CallOptions): Promise<string | undefined>;
  /** Values in the order of the hashes, as many as hashes; ECDSA as the service returns it. */
  signHash(request: SignHashRequest, options?: CallOptions): Promise<readonly Uint8Array[]>;
  startSignHash(
    request: SignHashRequest,
    asynchronous: AsynchronousOptions,
    options?: CallOptions,
  ): Promise<PendingSignature>;
  pollSignatures(pending: PendingSignature, count: number, options?: CallOptions): Promise<PolledSignatures>;
  /** DER of the TimeStampToken, not checked. */
  timestamp(request: TimestampRequest, options?: CallOptions): Promise<Uint8Array>;
  /** One request of a method that this interface does not name, for extensions and `signDoc`. */
  call(request: MethodCall, options?: CallOptions): Promise<MethodAnswer>;
}
