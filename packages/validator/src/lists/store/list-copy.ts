/**
 * Lists as they were received, before anybody believes them.
 *
 * @module
 */

/** A copy of a list, of a pivot, or of whatever else was fetched to authenticate one. */
export interface ListCopy {
  readonly location: string;
  readonly bytes: Uint8Array;
  /** When it was fetched, or its location last said that nothing had changed. */
  readonly fetchedAt: Date;
  /** What the location called this version (RFC 9110 §8.8.3), for conditional requests. */
  readonly etag?: string;
  /** When the location said that it had changed (RFC 9110 §8.8.2). */
  readonly lastModified?: string;
}

/** Copies of lists at some time, or of several times: several copies may have one location. */
export interface ListSnapshot {
  /** Locations of the lists that were named when they were opened, which led to the others. */
  readonly roots: readonly string[];
  readonly copies: readonly ListCopy[];
}
