/**
 * An authorisation out of what a service answers.
 *
 * @see CSC API v1.0.4.0 §11.6, v2.0.0.2 §11.8
 * @module
 */
import { usableUntil } from '../util/lifetime.ts';
import type { Authorization, HashList } from './authorization.ts';

/** What is known of an authorisation when it is given. */
export interface GivenAuthorization extends HashList {
  readonly credentialId: string;
  readonly secret: Authorization['secret'];
  readonly carrier: Authorization['carrier'];
  /** Signatures that were asked for. Default: one for each hash. */
  readonly signatures?: number;
  /** Lifetime as the service states it, in seconds. */
  readonly expiresIn: number | undefined;
}

/** An authorisation as it was received: usable until some seconds before the service ends it. */
export function createAuthorization(given: GivenAuthorization, received: Date): Authorization {
  const { expiresIn, signatures = given.hashes.length, ...rest } = given;
  return Object.freeze({
    ...rest,
    remaining: signatures,
    notAfter: usableUntil(received, expiresIn),
  });
}
