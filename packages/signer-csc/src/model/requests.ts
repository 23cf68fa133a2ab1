/**
 * What is asked of a service and what it answers, whichever version it speaks.
 *
 * @see CSC API v1.0.4.0 §11.6-§11.11, v2.0.0.2 §11.8-§11.15
 * @module
 */
import type { Secret } from '../util/secret.ts';
import type { Authorization, HashList } from './authorization.ts';
import type { Credential } from './credential.ts';

/** A factor as it goes to the service; without value when it is given elsewhere. */
export interface FactorValue {
  readonly id: string;
  readonly value?: Secret;
}

/** What is to be authorised. */
export interface AuthorizeRequest extends HashList {
  readonly credential: Credential;
  readonly factors: readonly FactorValue[];
  /** Values in all (`numSignatures`), where some depend on others and their hashes follow. Default one for each hash. */
  readonly signatures?: number;
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

/** A request as the serializer sends it. */
export interface MethodCall {
  /** Such as `timestamps/list`. */
  readonly method: string;
  /** Secrets in it are revealed when it is sent; members that are `undefined` are left out. */
  readonly body: Readonly<Record<string, unknown>>;
  /** In place of the service's token. */
  readonly bearer?: Secret;
  /** Default: what the method itself allows (`METHOD_RULES`), `never` for methods of extensions. */
  readonly retry?: RetryRule;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/** An answer that is no error: decoded JSON, without prototypes. */
export interface MethodAnswer {
  /** 202 where the result is not ready yet, however the service says so. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryAfterMs: number | undefined;
}

/**
 * Whether a request may be sent again. `safe`: after no answer, 429, 502, 503 and 504, up to three times. `not-sent`: only when
 * it certainly was not sent. `never`: not even then.
 */
export type RetryRule = 'safe' | 'not-sent' | 'never';
