/**
 * The seam between following lists and getting them: whoever follows names a location, whoever loads knows networks, copies
 * that were kept, snapshots.
 *
 * @module
 */
import type { Finding } from '../../report/finding.ts';

/** The copies of a list that are at hand, the one to be preferred first; none of them is trusted yet. */
export interface LoadedCopies {
  /**
   * The next copy is looked at only when the one before it is refused: a list of yesterday stays good when what was
   * fetched today is broken.
   */
  readonly copies: readonly [Uint8Array, ...Uint8Array[]];
  /** Such as that the location could not be reached; they are told with the list. */
  readonly findings?: readonly Finding[];
}

/** There is no copy at all. */
export interface ListFailure {
  readonly kind: 'failure';
  /** In words for people. */
  readonly finding: Finding;
}

/**
 * Gets a list. Called once for each location, for all that are known at the same time. What the network does, or a location that is
 * refused, is a failure and never thrown; only the caller's abort rejects.
 *
 * @param location - as a list or the caller names it, an absolute URI
 */
export type LoadList = (location: string) => Promise<LoadedCopies | ListFailure>;
