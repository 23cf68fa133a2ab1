/**
 * What a validation holds seals against, as data: how much each check matters, and which algorithms are trusted.
 *
 * @module
 */
import type {
  CertificateConstraints,
  RevocationConstraints,
  SignatureConstraints,
  TimestampConstraints,
} from './constraints.ts';
import type { CryptoSuite } from './crypto-suites.ts';

/**
 * What a failed check means: `fail` decides the verdict, `warn` and `inform` only show in the report, `ignore` does not
 * even show.
 */
export type CheckLevel = 'fail' | 'warn' | 'inform' | 'ignore';

/** How old revocation data may be (EN 319 102-1 §5.2.5), in milliseconds. */
export interface RevocationFreshness {
  /** `null`: until its nextUpdate. */
  readonly maxAge: number | null;
  /** For data that names no nextUpdate, unless `maxAge` says otherwise. */
  readonly withoutNextUpdate: number;
}

/** Constraints of a validation (EN 319 102-1 §5.1.4). */
export interface ValidationPolicy {
  /** Name in reports. */
  readonly id: string;
  /** Departures from the checks' own levels, by the id of the check. */
  readonly levels: Readonly<Record<string, CheckLevel>>;
  /** Algorithms and key sizes with their dates. */
  readonly suite: CryptoSuite;
  /** How far the clocks of authorities may run ahead, in milliseconds. */
  readonly clockTolerance: number;
  readonly revocationFreshness: RevocationFreshness;
  /** Default `shell`. */
  readonly validityModel?: ValidityModel;
  /** What an algorithm means whose end lies after the day of the suite's edition, a forecast then. Default `fail`. */
  readonly forecastExpiry?: CheckLevel;
  /** A signature over received attributes that are not in DER may hold (RFC 5652 §5.4). Default false. */
  readonly acceptsUnsortedAttributes?: boolean;
  /** On the elements of seals. Default: nothing. */
  readonly signature?: SignatureConstraints;
  /** On the certificates of seals. Default: nothing. */
  readonly certificate?: CertificateConstraints;
  /** Default: nothing. */
  readonly timestamp?: TimestampConstraints;
  /** Default: nothing. */
  readonly revocation?: RevocationConstraints;
}

/**
 * At which time the certificates of a path have to be valid: `shell`, all of them when the signature is judged; `chain`,
 * each when the one below it was issued; `hybrid`, the authorities when the signing certificate was issued.
 */
export type ValidityModel = 'shell' | 'chain' | 'hybrid';

/**
 * Whether it must be known that certificates were not revoked: `required` demands it; `if-available` judges data there
 * is; `none` does not look, and the report says so.
 */
export type RevocationMode = 'required' | 'if-available' | 'none';

/** The level of a check under a policy. */
export function levelOf(policy: ValidationPolicy, id: string, own: CheckLevel): CheckLevel {
  return Object.hasOwn(policy.levels, id) ? (policy.levels[id] ?? own) : own;
}
