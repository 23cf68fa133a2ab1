/**
 * How long tokens and authorisations are used: somewhat shorter than the service says.
 *
 * @see RFC 6749 §5.1, CSC API v1.0.4.0 §11.6
 * @module
 */

/** Lifetime where the service does not say, in seconds. */
const DEFAULT_SECONDS = 3600;

/** Longest lifetime that is believed, in seconds. */
const MOST_SECONDS = 24 * 3600;

/** Most that is taken off for clocks that differ and for requests under way, in milliseconds. */
const MARGIN_MS = 10_000;

/** The time after which something that was received now is no longer used: a tenth of its life earlier, ten seconds at most. */
export function usableUntil(received: Date, lifetimeSeconds: number | undefined): Date {
  const lifetimeMs = Math.min(lifetimeSeconds ?? DEFAULT_SECONDS, MOST_SECONDS) * 1000;
  return new Date(received.getTime() + lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 10));
}
