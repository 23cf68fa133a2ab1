/**
 * How services are reached whose addresses come out of certificates.
 *
 * @module
 */
import { createGuardedTransport, type Transport } from '@eseal/core/http';
import type { FetchContext } from './fetch-body.ts';

/** Options that all retrieval has in common. */
export interface RetrievalOptions {
  /**
   * How requests are sent. Default the guarded transport, since the addresses come from whoever made the certificates. One of
   * the caller's own is used as it is: let it be `createGuardedTransport({ transport })`.
   */
  readonly transport?: Transport;
  /** Time for one answer in milliseconds. Default 15 000. */
  readonly timeoutMs?: number;
  /** For how long a service that failed is not asked again, in milliseconds. Default 60 000. */
  readonly negativeLifetimeMs?: number;
  /** The clock. Default the system's. */
  readonly now?: () => Date;
}

/** Means of fetching out of the options. */
export function fetchContextOf(
  { transport = createGuardedTransport(), timeoutMs = 15_000 }: RetrievalOptions,
  maxBytes: number,
): FetchContext {
  return { transport, timeoutMs, maxBytes };
}
