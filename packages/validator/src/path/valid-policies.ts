/**
 * The policies a path is valid for, as path validation puts them out (RFC 5280 §6.1.6).
 *
 * @module
 */

/** One policy with what its issuers say of it. */
export interface ValidPolicy {
  /** In the terms of the anchor's domain, whatever authorities mapped it to; anyPolicy for every policy. */
  readonly policy: string;
  /** Addresses of certification practice statements; they come out of data. */
  readonly cps: readonly string[];
  /** Texts of user notices. */
  readonly notices: readonly string[];
}

/** Both sets of RFC 9618 §5.5. */
export interface PathPolicies {
  /** What the authorities of the path vouch for. */
  readonly authorityConstrained: readonly ValidPolicy[];
  /** What of it the relying party accepts. */
  readonly userConstrained: readonly ValidPolicy[];
}
