/**
 * The methods of the API over one neutral model, for every version of it.
 *
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { Authorization, AuthorizationAnswer, HashList } from '../model/authorization.ts';
import type { Credential } from '../model/credential.ts';
import type { ServiceInfo } from '../model/service.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import type { AuthenticationContext, UseAuthentication } from '../use-authentication/use-authentication.ts';
import type { Secret } from '../util/secret.ts';

/** A factor as it goes to the service; without value when it is given elsewhere. */
export interface FactorValue {
  readonly id: string;
  readonly value?: Secret;
}

/** What is to be authorised. */
export interface AuthorizeRequest extends HashList {
  readonly credential: Credential;
  readonly factors: readonly FactorValue[];
  /** Shown to whoever approves; at most 500 characters. */
  readonly description?: string;
}

/** What is to be signed with an authorisation. */
export interface SignHashRequest extends HashList {
  readonly credential: Credential;
  readonly authorization: Authorization;
  /** Object identifier for `signAlgo`, one of the credential's. */
  readonly signAlgo: string;
  /** DER of the parameters, as RSASSA-PSS-params. */
  readonly signAlgoParams?: Uint8Array;
}

/** Options of a call of the asynchronous mode. */
export interface AsynchronousOptions {
  /** How long the service keeps the result, in milliseconds. */
  readonly validityPeriodMs?: number;
}

/** What an asynchronous call is asked for later by. */
export interface PendingSignature {
  readonly responseId: string;
}

/** A result that may still be on its way. */
export type PolledSignatures =
  | { readonly kind: 'pending'; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'done'; readonly values: readonly Uint8Array[] };

/** What a time-stamp is asked for by. */
export interface TimestampRequest {
  readonly hash: Uint8Array;
  /** OID of the digest. */
  readonly hashAlgorithm: string;
  /** Big-endian; sent as hexadecimal digits. */
  readonly nonce?: Uint8Array;
  /** Members of the Japanese extension. */
  readonly timestampId?: string;
  readonly policy?: string;
}

/**
 * A service. Each method is one request; nothing is tried again unless {@link RetryRule} of its method says so. Values are
 * decoded and counted here, and verified by the Signer.
 */
export interface CscClient {
  readonly baseUrl: string;
  readonly profile: ServiceProfile;
  /** The first of the two steps, as the caller chose it. */
  readonly authentication: UseAuthentication;
  /** What the first step works with; authorisation servers of the second step are reached over it too. */
  readonly context: AuthenticationContext;
  /** Asked once and remembered. */
  info(options?: CallOptions): Promise<ServiceInfo>;
  /** @param userId - only for access that is not of one user */
  listCredentials(userId?: string, options?: CallOptions): Promise<readonly string[]>;
  credential(id: string, options?: CallOptions): Promise<Credential>;
  authorize(request: AuthorizeRequest, options?: CallOptions): Promise<AuthorizationAnswer>;
  /** Whether a pending authorisation was given meanwhile. */
  authorizeCheck(
    request: AuthorizeRequest,
    handle: Secret,
    options?: CallOptions,
  ): Promise<AuthorizationAnswer>;
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

/** A request as the serializer sends it. */
export interface MethodCall {
  /** Such as `timestamps/list`. */
  readonly method: string;
  /** Secrets in it are revealed when it is sent. */
  readonly body: Readonly<Record<string, unknown>>;
  /** In place of the service's token. */
  readonly bearer?: Secret;
  /** Default: never tried again, outcome `unknown` when there is no answer. */
  readonly retry?: RetryRule;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/** An answer that is no error: decoded JSON, without prototypes. */
export interface MethodAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryAfterMs: number | undefined;
}

/**
 * Whether a request may be sent again. `safe`: after no answer, 429, 502, 503 and 504, up to three times. `not-sent`: only when
 * it certainly was not sent. `never`: not even then.
 */
export type RetryRule = 'safe' | 'not-sent' | 'never';
