/**
 * Leave to use a key for exactly these values: what the API calls signature activation data.
 *
 * @see CSC API v1.0.4.0 §11.6, v2.0.0.2 §11.8; EN 419 241-1
 * @module
 */
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { Secret } from '../util/secret.ts';

/** Digests that are to be signed, in the order in which the values are wanted; the same one twice counts twice. */
export interface HashList {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly hashes: readonly Uint8Array[];
}

/** An authorisation that was given. It is used once. */
export interface Authorization extends HashList {
  readonly credentialId: string;
  /** The SAD, or the access token of scope `credential`. */
  readonly secret: Secret;
  /** Where it goes: `SAD` of the body, or the bearer token in place of the service's. */
  readonly carrier: 'body' | 'bearer';
  /** Signatures left, never more than there are hashes. */
  readonly remaining: number;
  /** It is not used after this time, which is some seconds before it ends at the service. */
  readonly notAfter: Date;
}

/** What a service answers when the one who approves still has to act elsewhere. */
export type AuthorizationAnswer =
  | { readonly kind: 'authorized'; readonly authorization: Authorization }
  | {
      readonly kind: 'pending';
      /** The latest one is asked for. */
      readonly handle: Secret;
      readonly retryAfterMs: number | undefined;
    };
